"""Facts: every table of a report read once, for relations and inspections to look at."""

from __future__ import annotations

from core.model import Report


class Facts:
    """What the checks know about a report. Read-only; `report` is the document itself."""

    def __init__(self, report: Report) -> None:
        self.report = report
