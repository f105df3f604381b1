"""Which standard form each table is, by its title, else by its headers and row labels."""

from __future__ import annotations

from functools import cached_property

from core import texts
from core.forms.catalogue import Alias, Catalogue, Form, Sign, catalogue
from core.forms.head import fill_head
from core.forms.wording import amount_unit_of
from core.model import Report, Table

_LABEL_COLUMNS = 8
_LABEL_ROWS = 200  # enough for any standard form; a list of thousands of rows is told by its header


def recognise(report: Report, forms: Catalogue | None = None) -> None:
    """Set the form of every table anew, and what the head of the report lacks."""
    forms = forms or catalogue()
    for table in report.tables:
        table.form = form_of(table, forms)
        table.amount_unit = table.amount_unit or stated_unit(table)
    fill_head(report)


def form_of(table: Table, forms: Catalogue) -> str | None:
    """The id of the table's form, None where it is no standard one."""
    face = _Face(table)
    titled = forms.titled(table.title) if table.title else ()
    if len(titled) > 1:
        return max(titled, key=lambda form: (face.weight(form) > 0, _length(form, table.title or ""))).id
    if titled:
        return titled[0].id
    best = max(forms, key=face.weight, default=None)
    return best.id if best is not None and face.weight(best) else None


def stated_unit(table: Table) -> str | None:
    """金额单位 as the unit line, or else the title or a header text, states it."""
    stated = [table.unit_line or "", table.title or "", *(text for column in table.columns for text in column.path)]
    return next((unit for unit in map(amount_unit_of, stated) if unit), None)


def _length(form: Form, title: str) -> int:
    """How much of the title the form's wording takes up."""
    key = texts.key(title)
    found = [alias.pattern.search(key) for alias in form.titles if alias.pattern is not None]
    return max((len(match.group()) for match in found if match), default=len(key))


class _Face:
    """What a table shows besides its title: its header paths, and what its rows print."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def weight(self, form: Form) -> int:
        """The weight of the strongest sign of the form that the table bears, 0 where it bears none."""
        return max((sign.weight for sign in form.signs if self._bears(sign)), default=0)

    def _bears(self, sign: Sign) -> bool:
        return (
            all(map(self._in_headers, sign.headers))
            and all(map(self._in_labels, sign.labels))
            and not any(map(self._in_headers, sign.without_headers))
            and not any(map(self._in_labels, sign.without_labels))
        )

    def _in_headers(self, alias: Alias) -> bool:
        return alias.matches_key(self._headers) if alias.pattern else f"|{alias.text}|" in f"|{self._headers}|"

    def _in_labels(self, alias: Alias) -> bool:
        return any(map(alias.matches_key, self._labels))

    @cached_property
    def _headers(self) -> str:
        return "|".join("/".join(map(texts.key, column.path)) for column in self._table.columns)

    @cached_property
    def _labels(self) -> set[str]:
        rows = self._table.rows[:_LABEL_ROWS]
        return {texts.key(cell.text) for row in rows for cell in row[:_LABEL_COLUMNS] if cell.text}
