"""What the columns of a form are: codes, names, amounts with their meaning, and which of them stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core import amounts, texts
from core.forms.catalogue import ColumnKind, by_catalogue, catalogue
from core.forms.reading.model import Group, Measure
from core.model import Table

_PERIOD = re.compile(
    r"^(?:\d{4}年度?)?(?:年初|全年|调整|本年|上年|当年)?(?:预算|决算|执行|完成)[数额]?$|^\d{4}年.*(?:预算|决算|执行)[数额]?$"
    r"|^(?:\d{4}|[上本])年度?$"
)
_COMPARED = re.compile(r"增、?减|变动|变化|差额|同比|上年")
_RATE = re.compile(r"[率%幅]|比例|比重|占比|百分")
_UNIT = re.compile(r"单位|主管部门|部门名称|项目类[型别]|类型|项目分类|项目属性")
_NOT_SUBJECT = re.compile(r"单位|部门(?!预算|经济|支出)|政府(?:预算)?(?:支出)?经济|项目编码|项目代码")
_WORDS = (  # for headers that the catalogue does not know
    ("order", re.compile(r"序号|行次|栏次")),
    ("code", re.compile(r"编码|代码")),
    ("name", re.compile(r"名称|项目$|科目$|单位$|内容$")),
    ("compare", re.compile(r"增、?减|比上年|同比|比例|%|率$")),
    ("count", re.compile(r"数量|人数|个数|单价|面积")),
    ("text", re.compile(r"备注|说明|目标|依据|指标|措施|标准")),
    ("amount", re.compile(r"数$|金额|合计|小计|总计|支出|收入|经费|拨款|资金|结转|费$")),
)


class _Head(NamedTuple):
    """The header of a column: whole, without the step that names its period, and that step."""

    path: tuple[str, ...]
    bare: tuple[str, ...]
    period: str


@dataclass(frozen=True, slots=True)
class _Role:
    role: str
    kind: ColumnKind | None = None


def read_columns(table: Table, form_id: str | None) -> tuple[Group, ...]:
    """The groups of columns of a table, read as that form; empty where it has no column of amounts."""
    heads = [_head(tuple(texts.key(step) for step in column.path)) for column in table.columns]
    roles = [_best_role(form_id, head) for head in heads]
    if not (form_id or "").startswith("performance"):
        _check_contents(table, roles)
    compared = (c for c, role in enumerate(roles) if role.role == "compare")
    in_per_cent = frozenset(c for c in compared if _in_per_cent(table, heads[c], c))
    return tuple(_Grouping(form_id, heads, roles, in_per_cent).groups())


def _in_per_cent(table: Table, head: _Head, column: int) -> bool:
    return bool(_RATE.search("/".join(head.path))) or any(row[column].text.endswith("%") for row in table.rows)


def _head(path: tuple[str, ...]) -> _Head:
    dated = [step for step in path if _PERIOD.match(step)]
    rest = tuple(step for step in path if step not in dated)
    return _Head(path, rest or path, "".join(dated))


def _best_role(form_id: str | None, head: _Head) -> _Role:
    """合计/预算数 means 合计; 收入/预算数 means its 预算数."""
    role, whole = _role(form_id, head.bare), _role(form_id, head.path)
    return role if role.role == "amount" and (role.kind or not whole.kind) else whole


@by_catalogue
def _role(form_id: str | None, path: tuple[str, ...]) -> _Role:
    form = catalogue().get(form_id)
    for kind in form.columns if form else ():
        if any(alias.matches_path(path) for alias in kind.paths):
            return _Role(kind.role, kind)
    leaf = path[-1] if path else ""
    return _Role(next((role for role, words in _WORDS if words.search(leaf)), ""))


def _check_contents(table: Table, roles: list[_Role]) -> None:
    """A column without a known header is told by what it holds; an amount column of words is none."""
    for column, role in enumerate(roles):
        if role.role in ("", "amount") and role.kind is None:
            filled = [row[column].text for row in table.rows if row[column].text.strip()]
            figures = sum(amounts.parse(text) is not None for text in filled)
            if filled:
                roles[column] = _Role("amount" if figures * 2 > len(filled) else "name" if not column else "text")
            elif not role.role:
                roles[column] = _Role("text")


class _Grouping:
    """The columns of one table, put together."""

    def __init__(
        self,
        form_id: str | None,
        heads: Sequence[_Head],
        roles: Sequence[_Role],
        in_per_cent: frozenset[int],
    ) -> None:
        self._form_id, self._heads, self._roles = form_id, heads, roles
        self._in_per_cent = in_per_cent

    def groups(self) -> Iterator[Group]:
        """A code or name to the right of an amount opens the next group."""
        roles, starts = self._roles, [0]
        for column in range(1, len(roles)):
            opens = roles[column].role in ("code", "name", "order")
            if opens and any(r.role == "amount" for r in roles[starts[-1] : column]):
                starts.append(column)
        for start, end in zip(starts, [*starts[1:], len(roles)], strict=True):
            columns = range(start, end)
            amounts = [c for c in columns if roles[c].role == "amount"]
            if amounts:
                yield self._group(starts.index(start), columns, amounts)

    def _group(self, index: int, columns: range, amounts: list[int]) -> Group:
        roles, heads = self._roles, self._heads
        left = range(columns.start, amounts[0])
        codes = _codes([c for c in left if roles[c].role == "code"], heads)
        names = tuple(sorted((c for c in left if roles[c].role in ("name", "text")), key=self._precedence))
        compared = [c for c in columns if roles[c].role == "compare"]
        rates = tuple(c for c in compared if c in self._in_per_cent)
        others = tuple(self._compared(c) for c in compared if c not in rates)
        return Group(index, codes, names, self._measures(amounts), others, rates)

    def _precedence(self, column: int) -> tuple[bool, str]:
        """What a row is called by: the name of its 科目 or project rather than that of the unit, or a remark."""
        return bool(_UNIT.search("/".join(self._heads[column].bare))), self._roles[column].role

    def _measures(self, columns: list[int]) -> tuple[Measure, ...]:
        """Periods tell columns apart where there are several; a single column is called by its whole header.

        Where a form has but one column of amounts for a period, that column is its total.
        """
        heads = self._heads
        several = len({heads[c].period for c in columns if heads[c].period}) > 1
        alone = self._total() if len({heads[c].period for c in columns}) == len(columns) else None
        paths = {c: heads[c].bare if len(columns) > 1 else heads[c].path for c in columns}
        kinds = {c: self._roles[c].kind or alone for c in columns}
        return tuple(_measure(c, paths[c], heads[c].period if several else "", kinds[c]) for c in columns)

    def _compared(self, column: int) -> Measure:
        """An amount of last year or of the change since: its meaning is that of the header without that word."""
        path = self._heads[column].path
        period = [step for step in path if _COMPARED.search(step) or _PERIOD.match(step)]
        bare = tuple(step for step in path if step not in period)
        kind = _role(self._form_id, bare).kind if bare else self._total()
        return _measure(column, bare, "".join(period), kind if kind and kind.role == "amount" else None)

    def _total(self) -> ColumnKind | None:
        form = catalogue().get(self._form_id)
        return next((kind for kind in form.columns if kind.id == "total"), None) if form else None


def _codes(columns: list[int], heads: Sequence[_Head]) -> tuple[int, ...]:
    """The columns that print one code together; codes of units, projects and the 政府 classes stand apart from it."""
    subjects = [c for c in columns if not _NOT_SUBJECT.search("/".join(heads[c].bare))]
    return tuple(subjects or columns)


def _measure(column: int, path: tuple[str, ...], period: str, kind: ColumnKind | None) -> Measure:
    if kind is None:
        return Measure(column, "", "/".join(path), path, period)
    return Measure(column, kind.id, kind.name or kind.id, path, period, kind.parts)
