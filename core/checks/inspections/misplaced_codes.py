"""A 科目编码 that one slip put out of its place: of another 类 than the rows below it, another 款 than those above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from core import subjects, texts
from core.checks.facts import Facts
from core.checks.findings import Finding, Suspect, table_name
from core.checks.inspections.subject_names import Coded, coded_names
from core.checks.registry import inspection

MISPLACED = "subject.code"
_LENGTHS = (3, 5, 7)


class _Around(NamedTuple):
    """A code among the others of its table.

    last: the nearest code of each length before it; below: the next one; times: how often each stands in the table.
    """

    coded: Coded
    last: dict[int, str]
    below: str
    times: Counter[str]

    def above(self, length: int) -> str:
        """The nearest code before that is one level above a code of that length."""
        return self.last.get(length - 2, "")

    def fits(self, code: str) -> bool:
        """Whether a code would stand right here."""
        if len(code) not in _LENGTHS or self.times[code] > (code == self.coded.code):
            return False
        led = len(self.below) <= len(code) or self.below.startswith(code)
        return led and (len(code) == _LENGTHS[0] or code[:-2] == self.above(len(code)))


@inspection(looks_at=("labels",))
def misplaced_codes(facts: Facts) -> Iterator[Finding]:
    """A code that does not stand where it should, where one slip turns the only code that does into it."""
    for table in facts.report.tables:
        if table.form is None or table.form.startswith(("performance", "organisation")):
            continue
        entries = sorted((e for e in coded_names(table) if e.code_cell is not None), key=lambda e: e.cell[:0:-1])
        codes = [e.code for e in entries]
        if not _is_tree(codes):
            continue
        for around in _arounds(entries):
            coded, right = around.coded, [] if around.fits(around.coded.code) else _right(around)
            if len(right) == 1 and coded.code_cell is not None:
                why = _why(around, right[0])
                yield Finding(
                    MISPLACED, "code_name", "warning",
                    f"{table_name(table)}：“{coded.name}”的编码 {coded.code} 应为 {right[0]}，{why}。",
                    table=table.id, cells=(coded.code_cell,), stated=coded.code, expected=right[0],
                    suspects=(Suspect(coded.code_cell, right[0], 0.8),),
                )  # fmt: skip


def _is_tree(codes: list[str]) -> bool:
    """Whether a table prints 类, 款 and 项 below each other, most of them below their own."""
    known = set(codes)
    deeper = [code for code in codes if len(code) in _LENGTHS[1:]]
    return len(deeper) > 1 and sum(code[:-2] in known for code in deeper) * 2 >= len(deeper)


def _arounds(entries: list[Coded]) -> Iterator[_Around]:
    times, last = Counter(e.code for e in entries), dict[int, str]()
    for at, coded in enumerate(entries):
        below = entries[at + 1].code if at + 1 < len(entries) else ""
        yield _Around(coded, dict(last), below, times)
        last[len(coded.code)] = coded.code


def _right(around: _Around) -> list[str]:
    """The codes that would stand here and that one slip turns into the printed one, of its own name if any is."""
    code, economic = around.coded.code, around.coded.code[0] == "3"
    named = subjects.codes_named(texts.key(around.coded.name), economic)
    if len(named) == 1 and code in named:
        return []  # its name proves it: another code is out of place
    near = (c for n in _LENGTHS for c in (around.above(n) + code[-2:], around.below[:n]))
    fitting = {c for c in (*near, *named) if around.fits(c) and texts.distance(c, code) <= _slips(c, code)}
    return sorted(fitting.intersection(named) or {c for c in fitting if not subjects.named(c)})


def _slips(right: str, printed: str) -> int:
    """How many digits may differ: one, or two that are exchanged."""
    return 2 if sorted(right) == sorted(printed) else 1


def _why(around: _Around, right: str) -> str:
    if len(around.below) > len(right):
        return f"下一行是 {around.below}"
    above = around.above(len(right))
    return f"列在 {above} 之下" if above else "科目表里这个名称的编码"
