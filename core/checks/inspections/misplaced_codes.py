"""A 科目编码 that one slip put out of its place: of another 类 than the rows below it, another 款 than those above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from core import subjects, texts
from core.checks.facts import Facts, TableFacts, answered_once
from core.checks.findings import Finding, Suspect, table_name
from core.checks.lookup import code_part, lists_subjects
from core.checks.registry import inspection
from core.forms.reading import Line
from core.model import CellRef

MISPLACED = "subject.code"
_LENGTHS = (3, 5, 7)


class _Around(NamedTuple):
    """A line that prints a code, among the others of its table.

    last: the right code of each length before it, the nearest; below: the next one that is printed; times: how often
    each stands in the table; economic: whether they are economic classes.
    """

    line: Line
    code: str
    last: dict[int, str]
    below: str
    times: Counter[str]
    economic: bool

    def above(self, length: int) -> str:
        """The nearest code before that is one level above a code of that length."""
        return self.last.get(length - 2, "")

    def fits(self, code: str) -> bool:
        """Whether a code would stand right here."""
        if len(code) not in _LENGTHS or self.times[code] > (code == self.code):
            return False
        led = len(self.below) <= len(code) or self.below.startswith(code)
        return led and (len(code) == _LENGTHS[0] or code[:-2] == self.above(len(code)))


class Misplaced(NamedTuple):
    """A line whose code stands out of its place, with the right code and the cell that would have to be corrected."""

    around: _Around
    right: str
    repair: Suspect


@inspection(looks_at=("labels",))
def misplaced_codes(facts: Facts) -> Iterator[Finding]:
    """A code that does not stand where it should, where one slip turns the only code that does into it."""
    for table in facts.tables:
        yield from (_finding(table, *each) for each in misplaced(table))


@answered_once
def misplaced(table: TableFacts) -> tuple[Misplaced, ...]:
    """The codes of a list that stand out of their places, from top to bottom."""
    lines = table.reading.lines if lists_subjects(table) else ()
    coded = [(line, code) for line in lines if (code := _code(table, line))]
    return tuple(_misplaced(table, coded)) if _is_tree([code for _, code in coded]) else ()


def _misplaced(table: TableFacts, coded: list[tuple[Line, str]]) -> Iterator[Misplaced]:
    """What stands below a code out of its place is judged by the right one."""
    codes, last = [code for _, code in coded], dict[int, str]()
    times, economic = Counter(codes), sum(code[0] == "3" for code in codes) * 2 > len(codes)
    for (line, code), below in zip(coded, [*codes[1:], ""], strict=True):
        around = _Around(line, code, dict(last), below if len(below) in _LENGTHS else "", times, economic)
        right = _named(around) if around.fits(code) else _right(around)
        if len(right) == 1 and (repair := _repair(table, around, right[0])) is not None:
            yield Misplaced(around, right[0], repair)
            code = right[0]
        last[len(code)] = code


def _code(table: TableFacts, line: Line) -> str:
    """The code of a line, or the digits in the place of one; "" where nothing of it is printed."""
    if line.code or line.inferred:
        return "" if line.inferred else line.code
    row = table.table.rows[line.row]
    printed = "".join(row[column].text.strip() for column in table.group(line).codes)
    return printed if printed.isdecimal() else ""


def _finding(table: TableFacts, around: _Around, right: str, repair: Suspect) -> Finding:
    called, code = around.line.label, around.code
    return Finding(
        MISPLACED,
        "code_name",
        "warning",
        f"{table_name(table.table)}：“{called}”的编码 {code} 应为 {right}，{_why(around, right)}。",
        table=table.id,
        cells=(repair.cell,),
        stated=table.text(repair.cell).strip(),
        expected=repair.suggestion,
        suspects=(repair,),
    )


def _is_tree(codes: list[str]) -> bool:
    """Whether a table prints 类, 款 and 项 below each other, most of them below their own."""
    known = set(codes)
    deeper = [code for code in codes if len(code) in _LENGTHS[1:]]
    return len(deeper) > 1 and sum(code[:-2] in known for code in deeper) * 2 >= len(deeper)


def _right(around: _Around) -> list[str]:
    """The codes that would stand here and that one slip turns into the printed one, of its own name if any is."""
    code, named = around.code, subjects.codes_named(texts.key(around.line.label), around.economic)
    if len(named) == 1 and code in named:
        return []  # its name proves it: another code is out of place
    near = (c for n in _LENGTHS for c in (around.above(n) + code[-2:], around.below[:n]))
    fitting = {c for c in (*near, *named) if around.fits(c) and texts.distance(c, code) <= _slips(c, code)}
    return sorted(fitting.intersection(named) or {c for c in fitting if not subjects.named(c)})


def _named(around: _Around) -> list[str]:
    """The code of the name, where the printed one is in no list, stands where that one would, and is a slip of it."""
    named = subjects.codes_named(texts.key(around.line.label), around.economic)
    if len(named) != 1 or subjects.named(around.code) or not around.fits(named[0]):
        return []
    return list(named) if texts.distance(named[0], around.code) <= _slips(named[0], around.code) else []


def _slips(right: str, printed: str) -> int:
    """How many digits may differ: one, or two that are exchanged."""
    return 2 if sorted(right) == sorted(printed) else 1


def _repair(table: TableFacts, around: _Around, right: str) -> Suspect | None:
    """The one cell that prints the code, or the part of it that is wrong, with what should stand there."""
    line, code = around.line, around.code
    group, row = table.group(line), table.table.rows[line.row]
    printed = {column: text for column in (*group.codes, *group.names) if (text := row[column].text.strip())}
    if 1 < len(group.codes) <= len(_LENGTHS):
        parts = {c: code_part(printed[c], n, right) for n, c in enumerate(group.codes) if c in printed}
        wanted = {c: part for c, part in parts.items() if part != printed[c]}
    else:
        wanted = {c: text.replace(code, right, 1) for c, text in printed.items() if code in text}
    column = next(iter(wanted), None)
    return Suspect(CellRef(table.id, line.row, column), wanted[column], 0.8) if column is not None else None


def _why(around: _Around, right: str) -> str:
    if around.fits(around.code):
        return "科目表里这个名称的编码"
    if len(around.below) > len(right):
        return f"下一行是 {around.below}"
    above = around.above(len(right))
    return f"列在 {above} 之下" if above else "科目表里这个名称的编码"
