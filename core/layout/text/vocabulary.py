"""What the printed forms may say, as data: headings, how they nest, and labels of rows. The forms fill it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from core import texts

Path = tuple[str, ...]
# What columns of unknown headings hold.
_ROLE_ENDS = (
    ("code", re.compile(r"(?:编码|代码|编号)(?:\(.*\))?$")),
    ("label", re.compile(r"(?:名称|科目|品目|大类|项目|目录)(?:\(.*\))?$")),
    (
        "text",
        re.compile(
            r"(?:备注|说明|内容|依据|类型|类别|性质|方式|情况|日期|时间|地点|用途|目标|形式|规格|型号|级次|对象|计量单位)(?:\(.*\))?$"
        ),
    ),
)
_YEAR = re.compile(r"20\d\d年?度?|[XxＸ×]{2,4}年度?|(?:本|上|当|去|今)年度?(?=(?:预算|决算|执行|完成|实际)数)")

_OF_YEAR = re.compile(r"^20\d\d年度?(预算|决算)$")


@lru_cache(maxsize=65536)
def heading_key(text: str) -> str:
    """A heading to compare: no white space, half-width brackets, no year: 2025年预算 is 预算数, 2025年 is 年度."""
    key = texts.key(text).replace('"', "")
    return _YEAR.sub("", _OF_YEAR.sub(r"\1数", key)) or (key and "年度")


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """One printed variant of a form: the header paths of its leaf columns from left to right."""

    form: str
    columns: tuple[Path, ...]


@dataclass(slots=True)
class Vocabulary:
    """Headings by their key, each with the class of wordings that mean the same; nestings; labels of rows."""

    headings: Mapping[str, str]  # key → class
    forms: Sequence[PrintedForm] = ()
    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)  # income, expenditure, total → keys
    indicators: Mapping[str, frozenset[str]] = field(default_factory=dict)  # names and keys of performance forms
    indents: Mapping[str, int] = field(default_factory=dict)  # keys of performance forms → blank cells before them
    subjects: Mapping[str, str] = field(default_factory=dict)  # 科目编码 → name
    roles: Mapping[str, str] = field(default_factory=dict)  # class → what a leaf column of it holds, unless an amount
    hints: Mapping[str, Sequence[str]] = field(default_factory=dict)  # class → words of project names that mean it
    seldom: frozenset[str] = frozenset()  # classes of columns that most reports leave blank
    pairs: set[tuple[str, str]] = field(default_factory=set)  # classes (parent, child) of printed forms, "" above all
    parents: set[str] = field(default_factory=set)
    leaves: set[str] = field(default_factory=set)
    leading: set[str] = field(default_factory=set)  # classes that begin a group of columns
    trailing: set[str] = field(default_factory=set)  # classes that end a group of columns
    neighbours: set[tuple[str, str, str]] = field(default_factory=set)  # (parent, left, right) side by side below it
    names: frozenset[str] = frozenset()  # keys of subject names and row labels
    classes: frozenset[str] = frozenset()  # keys of the names of functional 类
    longest: int = 0  # characters of the longest heading
    _known_roles: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.longest = max((len(k) for k in self.headings), default=0)
        labels = (label for side in self.labels.values() for label in side)
        self.names = frozenset([*labels, *map(texts.key, self.subjects.values())])
        functional = (name for code, name in self.subjects.items() if len(code) == 3 and code.startswith("2"))
        self.classes = frozenset(map(texts.key, functional))
        for form in self.forms:
            self._learn(form)

    def _learn(self, form: PrintedForm) -> None:
        before: Path = ()
        for path in form.columns:
            names = tuple(map(self.kind, path))
            self.pairs.update(pairwise(("", *names)))
            self.parents.update(names[:-1])
            self.leaves.add(names[-1])
            if len(path) > 1 and path[:-1] != before[:-1]:
                self.leading.add(names[-1])
            self._learn_neighbours(before, path)
            before = path
        self._learn_neighbours(before, ())

    def _learn_neighbours(self, left: Path, right: Path) -> None:
        """What two columns side by side tell: where their paths part, two headings have one parent."""
        shared = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
        if left and right:
            parent = self.kind(left[shared - 1]) if shared else ""
            self.neighbours.add((parent, self.kind(left[shared]), self.kind(right[shared])))
        if len(left) > shared + 1:
            self.trailing.add(self.kind(left[-1]))

    def kind(self, text: str) -> str:
        """The class of a heading; its own key where it is unknown."""
        key = heading_key(text)
        return self.headings.get(key, key)

    def place(self, text: str) -> str:
        """The class of a heading where forms are compared: one prints 合计 where another prints 小计."""
        kind = self.kind(text)
        return "total" if kind == "subtotal" else kind

    def role(self, path: Path) -> str:
        """What the column of that header path holds."""
        leaf = path[-1]
        if leaf not in self._known_roles:
            self._known_roles[leaf] = self._role(leaf)
        return self._known_roles[leaf]

    def _role(self, leaf: str) -> str:
        kind = self.kind(leaf)
        if kind in self.roles or kind != heading_key(leaf) or kind.startswith("其中"):
            return self.roles.get(kind, "amount")
        return next((role for role, ends in _ROLE_ENDS if ends.search(kind)), "amount")

    def knows(self, text: str) -> bool:
        return heading_key(text) in self.headings

    def begins(self, text: str) -> bool:
        """Whether a known heading begins with the text, as its first line does where it is wrapped."""
        key = heading_key(text)
        return any(heading.startswith(key) for heading in self.headings)

    def known_share(self, cells: Iterable[str]) -> float:
        """How many of the non-blank cells are known headings, 0 where there are none."""
        printed = [c for c in cells if c.strip()]
        return sum(self.knows(c) for c in printed) / len(printed) if printed else 0.0
