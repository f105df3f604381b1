"""Figures that have lost their columns are placed by arithmetic and by what an accountant would expect.

A row with fewer figures than columns has several possible placements. Those that break a sum across the row go; then a
parent must be the sum of its children in every column; what still ties is settled by where else in the report the same
figure stands under the same name, and at last by the order of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

from core import amounts, texts
from core.amounts import ZERO
from core.forms.evidence import Evidence, code_columns
from core.layout.text.loose import LooseRow, LooseTable, Side
from core.layout.text.marks import base_label
from core.layout.text.vocabulary import Path, Vocabulary

_MOST_CANDIDATES = 30000
_KEPT = 24
_BEAM = 400
Vector = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total among the amount columns of a side and the columns that it adds up (indices into the side's amounts)."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the figures of a row stand: for each its index among the side's amounts, and how likely that is."""

    places: tuple[int, ...]
    score: float
    vector: Vector


def place(tables: Sequence[LooseTable], text: str, vocabulary: Vocabulary) -> None:
    """Give every loose figure of the tables its column; figures placed by arithmetic are marked as inferred.

    `text` is the whole dump: what the narrative says about a figure helps to place it.
    """
    evidence = Evidence(text, vocabulary)
    sides = [(table, n) for table in tables for n, side in enumerate(table.sides) if side.amounts]
    for table, number in sides:
        _place_full(table, number)
        evidence.learn(table, number)
    for table, number in sides:
        _SidePlacer(table, number, evidence, vocabulary).place()
        evidence.learn(table, number)


def _place_full(table: LooseTable, number: int) -> None:
    """Rows that have a figure for every column (or for the only one)."""
    columns = table.sides[number].amounts
    for row in table.rows:
        figures = row.figures.get(number, [])
        if len(figures) >= len(columns) > 0:
            row.cells.update(zip(columns, figures, strict=False))
            row.figures.pop(number)


class _SidePlacer:
    """Places the rest of one side of a table."""

    def __init__(self, table: LooseTable, number: int, evidence: Evidence, vocabulary: Vocabulary) -> None:
        self._table = table
        self._number = number
        self._side: Side = table.sides[number]
        self._evidence = evidence
        self._vocabulary = vocabulary
        self._paths = [table.columns[c] for c in self._side.amounts]
        self._sums = sums_of(self._paths, vocabulary)
        self._code_columns = code_columns(table, self._side, vocabulary)
        self._codes = [self._code(row) for row in table.rows]
        if not any(self._codes):
            self._codes = codes_by_name([self._label(r) for r in range(len(table.rows))], vocabulary)
        self._support: set[int] | None = None

    def place(self) -> None:
        """Totals first, then each parent's children, then what has no parent."""
        loose = [r for r in range(len(self._table.rows)) if self._figures(r)]
        if not loose:
            return
        total = self._total_row()
        if total is not None:
            self._settle_parent(total)
            self._support = {i for i, value in enumerate(self._vector(total)) if value}
        for r in sorted(range(len(self._table.rows)), key=lambda r: len(self._codes[r])):
            self._settle_parent(r)

    def _figures(self, r: int) -> list[str]:
        return self._table.rows[r].figures.get(self._number, [])

    def _code(self, row: LooseRow) -> str:
        joined = "".join(row.cells.get(c, "") for c in self._code_columns)
        return joined if joined.isdigit() else ""

    def _label(self, r: int) -> str:
        cells = self._table.rows[r].cells
        return "".join(cells.get(c, "") for c in self._side.lead if self._table.roles[c] != "line")

    def _total_row(self) -> int | None:
        totals = self._vocabulary.labels.get("total", frozenset())
        found = [r for r in range(len(self._table.rows)) if base_label(self._label(r)) in totals and self._has_any(r)]
        return max(found, key=lambda r: max(self._values(r), default=ZERO)) if found else None

    def _has_any(self, r: int) -> bool:
        return bool(self._figures(r)) or any(c in self._table.rows[r].cells for c in self._side.amounts)

    def _values(self, r: int) -> list[Decimal]:
        printed = self._figures(r) or [self._table.rows[r].cells.get(c, "") for c in self._side.amounts]
        return [figure.value for figure in map(amounts.parse, printed) if figure]

    def _vector(self, r: int) -> Vector:
        return tuple(_value(self._table.rows[r].cells.get(c, "")) for c in self._side.amounts)

    # ── candidates ──

    def _candidates(self, r: int) -> list[Placement]:
        """The likeliest placements of a row, best first; a settled row has the one."""
        figures = self._figures(r)
        if not figures:
            return [Placement((), 0.0, self._vector(r))]
        values = [_value(f) for f in figures]
        tested = self._tested(sorted(self._support or ()), values)
        if not any(broken == 0 for broken, _, _ in tested):
            tested = self._tested(range(len(self._side.amounts)), values)
        least = min(broken for broken, _, _ in tested)
        scored = [self._scored(r, values, *choice) for choice in tested if choice[0] <= least + 1]
        return sorted(scored, key=lambda p: -p.score)[:_KEPT]

    def _tested(self, columns: Sequence[int], values: Sequence[Decimal]) -> list[tuple[int, tuple[int, ...], Vector]]:
        """Every placement among the columns, with the number of sums across the row that it breaks."""
        choices = islice(combinations(columns, len(values)), _MOST_CANDIDATES)
        vectors = _vectors(choices, values, len(self._side.amounts))
        return [(self._broken(vector), places, vector) for places, vector in vectors]

    def _broken(self, vector: Vector) -> int:
        return sum(not self._holds(s, vector) for s in self._sums)

    def _scored(
        self, r: int, values: Sequence[Decimal], broken: int, places: tuple[int, ...], vector: Vector
    ) -> Placement:
        score = -10.0 * broken - 0.02 * sum(places)
        if self._support is not None:
            score -= 4.0 * sum(p not in self._support for p, v in zip(places, values, strict=True) if v)
        totals = {s.total for s in self._sums}
        for p, value in zip(places, values, strict=True):
            if p not in totals:
                score += self._evidence.of(self._paths[p], value, self._codes[r], self._label(r), self._table)
        return Placement(places, score, vector)

    def _holds(self, relation: Sum, vector: Sequence[Decimal]) -> bool:
        difference = vector[relation.total] - sum((vector[p] for p in relation.parts), ZERO)
        return abs(difference) <= _tolerance(len(relation.parts))

    # ── families ──

    def _settle_parent(self, parent: int) -> None:
        """Choose the placements of a row and of its children together."""
        children = self._children(parent)
        if not self._figures(parent) and not any(self._figures(c) for c in children):
            return
        choices = {c: self._candidates(c) for c in children}
        best: tuple[float, Placement, list[Placement]] | None = None
        for candidate in self._candidates(parent):
            below = _children_of(candidate.vector, [choices[c] for c in children]) if children else (0.0, [])
            value = candidate.score + (below[0] if below else -25.0)
            if best is None or value > best[0]:
                best = (value, candidate, below[1] if below else [choices[c][0] for c in children])
        if best is not None:
            self._fix(parent, best[1])
            for child, placement in zip(children, best[2], strict=True):
                if self._leaf(child):
                    self._fix(child, placement)

    def _leaf(self, r: int) -> bool:
        return not self._children(r)

    def _children(self, parent: int) -> list[int]:
        code = self._codes[parent]
        below = [r for r, c in enumerate(self._codes) if c and len(c) > len(code) and c.startswith(code)]
        if not code:
            if parent != self._total_row():
                return []
            if not below:
                return self._unit_rows(parent)
        nearest = min((len(self._codes[r]) for r in below), default=0)
        return [r for r in below if len(self._codes[r]) == nearest]

    def _unit_rows(self, total: int) -> list[int]:
        """In a table without codes and with one side: every other row below the total."""
        if len(self._table.sides) > 1:
            return []
        return [r for r in range(total + 1, len(self._table.rows)) if self._has_any(r)]

    def _fix(self, r: int, placement: Placement) -> None:
        row = self._table.rows[r]
        figures = row.figures.pop(self._number, [])
        for p, figure in zip(placement.places, figures, strict=False):
            column = self._side.amounts[p]
            row.cells[column] = figure
            if p:
                row.inferred.add(column)


def _vectors(
    choices: Iterable[tuple[int, ...]], values: Sequence[Decimal], width: int
) -> Iterator[tuple[tuple[int, ...], Vector]]:
    """Each choice of places with the amounts of all columns that it means."""
    for places in choices:
        vector = [ZERO] * width
        for place_, value in zip(places, values, strict=True):
            vector[place_] = value
        yield places, tuple(vector)


def codes_by_name(labels: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """科目编码 for tables that print only names: each name's code that goes on with the one before, "" if unknown."""
    by_name: dict[str, list[str]] = {}
    for code, name in vocabulary.subjects.items():
        by_name.setdefault(texts.key(name), []).append(code)
    known = [by_name.get(base_label(label), []) for label in labels]
    kinds = Counter(code[0] for codes in known for code in codes if len(codes) == 1)
    if not kinds or sum(map(bool, known)) < 0.6 * len(labels):
        return [""] * len(labels)
    kind, last, found = kinds.most_common(1)[0][0], "", []
    for codes in known:
        fitting = [c for c in codes if c[0] == kind]
        near = [c for c in fitting if c > last and c.startswith(last[:3])] or [c for c in fitting if c > last]
        found.append((near or fitting or [""])[0])
        last = found[-1] or last
    return found


def _children_of(parent: Vector, choices: Sequence[Sequence[Placement]]) -> tuple[float, list[Placement]] | None:
    """The likeliest placements of children that add up to the parent in every column, None where none do."""
    tolerance = _tolerance(len(choices))
    beam: dict[Vector, tuple[float, tuple[Placement, ...]]] = {tuple(ZERO for _ in parent): (0.0, ())}
    for options in choices:
        grown: dict[Vector, tuple[float, tuple[Placement, ...]]] = {}
        for sums, (score, chosen) in beam.items():
            for option in options:
                vector = tuple(a + b for a, b in zip(sums, option.vector, strict=True))
                if any(v > limit + tolerance for v, limit in zip(vector, parent, strict=True)):
                    continue
                value = score + option.score
                if vector not in grown or value > grown[vector][0]:
                    grown[vector] = (value, (*chosen, option))
        beam = dict(sorted(grown.items(), key=lambda g: -g[1][0])[:_BEAM])
    fits = [
        found for sums, found in beam.items() if all(abs(a - b) <= tolerance for a, b in zip(sums, parent, strict=True))
    ]
    best = max(fits, key=lambda f: f[0], default=None)
    return (best[0], list(best[1])) if best else None


def sums_of(paths: Sequence[Path], vocabulary: Vocabulary) -> list[Sum]:
    """The sums that the headings of a side promise: 合计 or 小计 in front of its siblings."""
    found: list[Sum] = []
    _collect_sums(list(range(len(paths))), 0, paths, vocabulary, found)
    return found


def _collect_sums(
    columns: list[int], level: int, paths: Sequence[Path], vocabulary: Vocabulary, found: list[Sum]
) -> tuple[int, ...]:
    """The columns that together are the value of a group, collecting the sums inside it."""
    groups: list[list[int]] = []
    for column in columns:
        same = (
            groups
            and len(paths[column]) > level + 1
            and paths[groups[-1][0]][: level + 1] == paths[column][: level + 1]
        )
        if same and len(paths[groups[-1][0]]) > level + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    values: list[tuple[int, ...]] = []
    for group in groups:
        leaf = len(paths[group[0]]) == level + 1
        values.append((group[0],) if leaf else _collect_sums(group, level + 1, paths, vocabulary, found))
    leads = next((i for i, group in enumerate(groups) if _is_total(paths[group[0]], level, vocabulary)), None)
    if leads is None or len(groups) == 1:
        return tuple(c for value in values for c in value)
    summed = values[leads + 1 :] or values[:leads]
    found.append(Sum(groups[leads][0], tuple(c for value in summed for c in value)))
    return (groups[leads][0],)


def _is_total(path: Path, level: int, vocabulary: Vocabulary) -> bool:
    """Whether a column is the 合计 or 小计 of the group at that level of the header."""
    total = vocabulary.kind(path[-1]) in ("total", "subtotal") or path[-1].endswith(("小计", "合计"))
    return total and len(path) == level + 1


def _value(text: str) -> Decimal:
    figure = amounts.parse(text)
    return figure.value if figure else ZERO


def _tolerance(parts: int) -> Decimal:
    return Decimal("0.005") * (parts + 1)
