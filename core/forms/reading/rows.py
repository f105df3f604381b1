"""What the rows of a form are: 科目 with their codes, totals, sources of income."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core import texts
from core.forms.catalogue import RowKind, by_catalogue, catalogue
from core.forms.reading.model import Group, Line
from core.model import Cell, Table
from core.subjects import codes_named

ORDINALS = (  # ranks of an outline, the highest first
    re.compile(r"^[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^\([一二三四五六七八九十]+\)[、.]?"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^\(\d{1,2}\)[、.]?"),
)
OF_WHICH = re.compile(r"^其中[:：,，]?")
_CODED_NAME = re.compile(r"^[\[【]?(\d{3}(?:\d{2}){0,3})[\]】]?[-_—.、:：\s]*([^\d\s].*)$")
_CODE = re.compile(r"^\d{3,12}$")  # 科目, but also codes of units: 107001
_TOTAL = re.compile(r"^(?:本年)?(?:收入|支出|收支|部门|单位)?(?:合计|总计)$")
ECONOMIC_FORMS = frozenset({"general_basic"})


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label taken apart: outline rank (None without ordinal), 其中, and the bare words."""

    bare: str
    rank: int | None = None
    of_which: bool = False


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """Take ordinals and 其中 off a label."""
    key = texts.key(text)
    of_which = OF_WHICH.match(key)
    if of_which:
        key = key[of_which.end() :]
    for rank, pattern in enumerate(ORDINALS):
        if match := pattern.match(key):
            return Label(key[match.end() :], rank, bool(of_which))
    return Label(key, None, bool(of_which))


def read_lines(table: Table, form_id: str | None, groups: tuple[Group, ...]) -> list[Line]:
    """Every row of every group that has a label or a code, group by group; a group without labels has all its rows."""
    lines: list[Line] = []
    for group in groups:
        above: list[str] = []
        for row, cells in enumerate(table.rows):
            above = _code_parts([cells[c].text.strip() for c in group.codes], above)
            words = [text for c in group.names if (text := cells[c].text.strip())]
            line = _line(Line(len(lines), row, group.index, words[0] if words else "", code=_joined(above)))
            if _is_used(line, group, cells):
                _find_kind(line, form_id, words)
                lines.append(line)
    return lines


def _code_parts(parts: list[str], above: list[str]) -> list[str]:
    """类, 款, 项 of a row; a row that prints only its last part takes the others from the row above."""
    last = max((i for i, part in enumerate(parts) if part), default=-1)
    if len(parts) < 2 or last < 1 or len(parts[last]) > 2:
        return parts
    return [part or (above[i] if i < last and i < len(above) else "") for i, part in enumerate(parts)]


def _joined(parts: list[str]) -> str:
    """201 | 29 | 01 and 201 | 20129 | 2012901 are the same code."""
    code = ""
    for part in parts:
        code = part if code and part.startswith(code) else code + part
    return code


def _line(line: Line) -> Line:
    """Put code and name right where both are printed in one cell, or a name in the code's."""
    if line.code and not _CODE.match(line.code):
        coded = _CODED_NAME.match(line.code)
        line.code, line.label = coded.groups() if coded else ("", line.label or line.code)
    elif not line.code and (coded := _CODED_NAME.match(line.label)):
        line.code, line.label = coded.groups()
    return line


def _is_used(line: Line, group: Group, cells: list[Cell]) -> bool:
    if line.label or line.code or not (group.codes or group.names):
        return True
    return any(cells[m.column].text.strip() for m in group.measures)


def _find_kind(line: Line, form: str | None, words: list[str]) -> None:
    if line.code:
        line.kind = "subject"
        return
    bare = (read_label(text).bare for text in (line.label, *words))
    kind = next((k for label in bare if (k := row_kind(form, label, line.group))), None)
    if kind is not None:
        line.kind, line.parts = kind.id, kind.parts


@by_catalogue
def row_kind(form_id: str | None, bare: str, group: int = 0) -> RowKind | None:
    """The catalogue's meaning of a bare label; a kind of the other side of an account is passed over."""
    form = catalogue().get(form_id)
    for kind in form.rows if form else ():
        here = kind.side is None or (kind.side == "income") == (group == 0)
        if here and any(a.matches_key(bare) for a in kind.names):
            return kind
    return RowKind("total", ()) if _TOTAL.match(bare) else None


def infer_codes(form: str | None, lines: list[Line]) -> None:
    """Give 科目 that are printed by name alone the code that fits the one before them."""
    if any(line.code and not line.inferred for line in lines):
        return
    here = ""
    for line in lines:
        if line.kind or not line.label:
            continue
        codes = codes_named(read_label(line.label).bare, form in ECONOMIC_FORMS)
        line.code = _fitting(codes, here)
        if line.code:
            line.inferred, line.kind, here = True, "subject", line.code


def class_code(bare: str, economic: bool = False) -> str:
    """The code of the 类 named so, "" if it is none."""
    return next((code for code in codes_named(bare, economic) if len(code) == 3), "")


def _fitting(codes: tuple[str, ...], here: str) -> str:
    """Of several codes of one name, the one nearest to the place in the outline: sibling, child, then a new 类."""
    for length in (7, 5, 3):
        for code in codes:
            if len(code) == length and (length == 3 or here[: length - 2] == code[:-2]):
                return code
    return ""


def is_subject_code(code: str) -> bool:
    """Whether a code can be a 科目 (functional 2.., economic 3.. and 5..) rather than a unit or a project."""
    return len(code) in (3, 5, 7, 9) and ("201" <= code[:3] <= "239" or code[0] in "35")


def by_kind(lines: list[Line]) -> Mapping[str, Line]:
    found: dict[str, Line] = {}
    for line in lines:
        if line.kind and line.kind != "subject":
            found.setdefault(line.kind, line)
    return found


def by_code(lines: list[Line]) -> Mapping[str, Line]:
    """Lines by code; a code that stands in several lines is left out, since it cannot be told which is meant."""
    found: dict[str, Line] = {}
    twice = set()
    for line in _subjects(lines):
        if line.code in found:
            twice.add(line.code)
        found[line.code] = line
    return {code: line for code, line in found.items() if code not in twice}


def _subjects(lines: list[Line]) -> Iterator[Line]:
    return (line for line in lines if line.code)
