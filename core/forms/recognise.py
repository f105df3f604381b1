"""Which standard form each table is, by its title, else by its headers and row labels."""

from __future__ import annotations

from core import texts
from core.forms.catalogue import Alias, Catalogue, Form, Sign, catalogue
from core.forms.head import fill_head
from core.model import Report, Table

_LABEL_COLUMNS = 8
_LABEL_ROWS = 400  # enough for any standard form; a list of thousands of rows is told by its header


def recognise(report: Report, forms: Catalogue | None = None) -> None:
    """Set the form of every table anew, and what the head of the report lacks."""
    forms = forms or catalogue()
    for table in report.tables:
        table.form = form_of(table, forms)
    fill_head(report)


def form_of(table: Table, forms: Catalogue) -> str | None:
    """The id of the table's form, None where it is no standard one."""
    if table.title:
        titled = [form for form in forms if form.titled(table.title)]
        if titled:
            return _best_of(titled, table).id
    return _by_content(table, forms)


def _best_of(titled: list[Form], table: Table) -> Form:
    """The form whose content agrees too, where a title suits several; else the longest wording that the title has."""
    key = texts.key(table.title or "")
    return max(titled, key=lambda form: (len(titled) > 1 and _weight(form, table) > 0, _length(form, key)))


def _length(form: Form, key: str) -> int:
    found = [alias.pattern.search(key) for alias in form.titles if alias.pattern is not None]
    return max((len(match.group()) for match in found if match), default=len(key))


def _by_content(table: Table, forms: Catalogue) -> str | None:
    weighed = [(_weight(form, table), form.id) for form in forms]
    weight, form_id = max(weighed, key=lambda pair: pair[0], default=(0, None))
    return form_id if weight else None


def _weight(form: Form, table: Table) -> int:
    """The weight of the strongest sign of the form that the table bears, 0 where it bears none."""
    if not form.signs:
        return 0
    headers, labels = _headers(table), _labels(table)
    return max((sign.weight for sign in form.signs if _bears(headers, labels, sign)), default=0)


def _bears(headers: str, labels: set[str], sign: Sign) -> bool:
    return (
        all(_in_headers(alias, headers) for alias in sign.headers)
        and all(_in_labels(alias, labels) for alias in sign.labels)
        and not any(_in_headers(alias, headers) for alias in sign.without_headers)
        and not any(_in_labels(alias, labels) for alias in sign.without_labels)
    )


def _in_headers(alias: Alias, headers: str) -> bool:
    return alias.matches_key(headers) if alias.pattern else f"|{alias.text}|" in f"|{headers}|"


def _in_labels(alias: Alias, labels: set[str]) -> bool:
    return any(map(alias.matches_key, labels))


def _headers(table: Table) -> str:
    return "|".join("/".join(map(texts.key, column.path)) for column in table.columns)


def _labels(table: Table) -> set[str]:
    """What the rows say besides amounts; where there is no header, the first row says what the columns are."""
    return {texts.key(cell.text) for row in table.rows[:_LABEL_ROWS] for cell in row[:_LABEL_COLUMNS] if cell.text}
