"""What a report is called: 某县总工会 2024 年预算."""

from __future__ import annotations

KINDS = {"budget": "预算", "final": "决算"}


def report_name(unit: str, year: int | None, kind: str | None) -> str:
    """What is not known is left out."""
    return unit + (f" {year} 年" if year else "") + KINDS.get(kind or "", "")
