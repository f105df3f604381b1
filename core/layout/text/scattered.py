"""Headers that a dump scattered over lines: fragments are joined to headings, headings to header paths.

A printed form of the catalogue that has exactly these headings says how they lie. Where there is none, several cuts of
the fragments into headings are tried, each laid out as the likeliest tree whose rows, one after the other, read like
this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.layout.text.cutting import Headings, Stream, cut_as, cut_headings, cuts, header_excess, seams, stream_of
from core.layout.text.trees import Groups, likeliest_trees, pair_value
from core.layout.text.vocabulary import Path, PrintedForm, Vocabulary, heading_key

_UNREADABLE = 1.5  # excess cost of a header that is more than a seam or two out of place
_SAME_CHARACTERS = 0.94  # share of the characters of a header that cannot be read
_LEAST_KNOWN = 0.4  # share of the characters of a header that known headings must have
_CHARGES = (0.0, 1.0, 3.0)  # for a column, so that trees of fewer columns are tried
_PER_CELL = 0.3  # of the cost of a heading is no fault of a cut
_SURE_FORM = 5.0  # a printed form of that likelihood needs no comparison with others
_PER_COST = 2.5  # what a cut's cost weighs against the likelihood of the nesting
_KNOWN_FORM = 9.0  # what it is worth that a printed form has just these headings


@dataclass(frozen=True, slots=True)
class Expected:
    """What the rest of the table tells about its columns. numbers: how many the 栏次 row counts; figures: in its
    longest row; marks: columns of the 栏次 row altogether. 0 where unknown."""

    numbers: int = 0
    figures: int = 0
    marks: int = 0


def header_paths(
    lines: Sequence[Sequence[str]], vocabulary: Vocabulary, expected: Expected
) -> tuple[float, list[Path]] | None:
    """How likely, and which, header paths lines of header fragments print; None where nothing fits."""
    stream = stream_of(lines)
    if not stream.text:
        return None
    known = _rated(_known_forms(stream, vocabulary), vocabulary, expected)
    if known is not None and known[0] > _SURE_FORM:
        return known
    shuffled = _shuffled(stream.text, vocabulary)
    if shuffled is not None and (shuffled[0] == 1.0 or is_shuffled(lines, vocabulary)):
        return shuffled
    charges = _CHARGES if expected.numbers else _CHARGES[:2]
    return _rated(_trees(stream, vocabulary, charges), vocabulary, expected) or known


def _rated(
    arrangements: Iterator[tuple[float, list[Path]]], vocabulary: Vocabulary, expected: Expected
) -> tuple[float, list[Path]] | None:
    """The arrangement that agrees best with the rest of the table."""
    rated = ((value + _agreement(paths, vocabulary, expected), paths) for value, paths in arrangements)
    return max(rated, default=None, key=lambda found: found[0])


def is_shuffled(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Whether lines hold the characters of a known header, but in an order that cannot be read."""
    return header_excess(lines, vocabulary) > _UNREADABLE and _shuffled(stream_of(lines).text, vocabulary) is not None


def is_known_form(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Whether lines print the headings of a known form and nothing else."""
    headings = Headings(stream_of(lines), vocabulary)
    found = (cut_as([path[-1] for path in _header_cells(form)], headings) for form in vocabulary.forms)
    return any(cut is not None and cut[0] - len(cut[1]) < _UNREADABLE for cut in found)


def readable(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Whether lines of fragments read as the header of a table."""
    cells = cut_headings(lines, vocabulary)
    known = sum(len(cell) for cell in cells if vocabulary.knows(cell))
    return known >= _LEAST_KNOWN * sum(map(len, cells)) or is_shuffled(lines, vocabulary)


def _shuffled(text: str, vocabulary: Vocabulary) -> tuple[float, list[Path]] | None:
    """The printed form that has these very characters, where lines of neighbouring headings ran into each other."""
    counts = Counter(heading_key(text))
    best: tuple[float, list[Path]] | None = None
    for form in vocabulary.forms:
        known = Counter("".join(heading_key(path[-1]) for path in _header_cells(form)))
        shared = (counts & known).total() / max(counts.total(), known.total())
        if shared >= _SAME_CHARACTERS and (best is None or shared > best[0]):
            best = (shared, list(form.columns))
    return best


# ── known forms ──


def _known_forms(stream: Stream, vocabulary: Vocabulary) -> Iterator[tuple[float, list[Path]]]:
    headings = Headings(stream, vocabulary)
    cheapest = next(cuts(stream, vocabulary), (0.0, []))[0]
    for form in vocabulary.forms:
        cut = cut_as([path[-1] for path in _header_cells(form)], headings)
        if cut is not None:
            paths = _as_printed(form, cut[1], vocabulary)
            excess = max(cut[0] - len(cut[1]), cut[0] - cheapest)
            yield _KNOWN_FORM + _same_words(form, paths) + _gain(paths, vocabulary) - _PER_COST * excess, paths


@lru_cache(maxsize=1024)
def _header_cells(form: PrintedForm) -> list[Path]:
    """The header cells of a form row by row, each named by the path down to it; leaves are kept apart by position."""
    depth = max(len(p) for p in form.columns)
    cells: list[Path] = []
    for level in range(depth):
        previous: Path | None = None
        for path in form.columns:
            if len(path) > level:
                prefix = path[: level + 1]
                if prefix != previous or len(path) == level + 1:
                    cells.append(prefix)
                previous = prefix
            else:
                previous = None
    return cells


def _as_printed(form: PrintedForm, cells: Sequence[str], vocabulary: Vocabulary) -> list[Path]:
    """The paths of a known form in the words of this dump."""
    supply: dict[str, list[str]] = {}
    for cell in cells:
        supply.setdefault(vocabulary.place(cell), []).append(cell)
    paths: list[list[str]] = [[] for _ in form.columns]
    for level in range(max(map(len, form.columns))):
        previous: Path | None = None
        for column, path in enumerate(form.columns):
            prefix = path[: level + 1] if len(path) > level else None
            if prefix is not None:
                own = prefix != previous or len(path) == level + 1
                word = _take(supply[vocabulary.place(prefix[-1])], prefix[-1]) if own else paths[column - 1][level]
                paths[column].append(word)
            previous = prefix
    return [tuple(p) for p in paths]


def _take(words: list[str], wanted: str) -> str:
    """The word itself where the dump has it, else the next one of its class."""
    key = heading_key(wanted)
    first = next((i for i, w in enumerate(words) if heading_key(w) == key), 0)
    return words.pop(first)


def _same_words(form: PrintedForm, paths: list[Path]) -> float:
    same = sum(
        heading_key(a) == heading_key(b)
        for known, path in zip(form.columns, paths, strict=True)
        for a, b in zip(known, path, strict=True)
    )
    return 2.0 * same / sum(map(len, form.columns))


def _gain(paths: Sequence[Path], vocabulary: Vocabulary) -> float:
    """How likely the nestings of a header are."""
    value, seen = 0.0, set()
    for path in paths:
        for level in range(1, len(path)):
            if path[:level] not in seen or level == len(path) - 1:
                value += pair_value(vocabulary.kind(path[level - 1]), vocabulary.kind(path[level]), vocabulary)
            seen.add(path[:level])
    return value


# ── unknown forms ──


def _trees(stream: Stream, vocabulary: Vocabulary, charges: Sequence[float]) -> Iterator[tuple[float, list[Path]]]:
    groups = Groups(vocabulary)
    for cost, cells in cuts(stream, vocabulary):
        for value, paths in likeliest_trees(cells, seams(stream, cells), groups, charges):
            yield value - _PER_COST * (cost - _PER_CELL * len(cells)), paths


def _agreement(paths: Sequence[Path], vocabulary: Vocabulary, expected: Expected) -> float:
    """How well the columns agree with what the body has."""
    roles = [vocabulary.role(p) for p in paths]
    amounts = roles.count("amount")
    value = 0.0
    if expected.marks > expected.numbers:
        value += 1.0 if len(paths) == expected.marks else -4.0 if len(paths) < expected.marks else 0.0
    if expected.numbers:
        counted = (amounts, len(paths), len(paths) - 1, len(paths) - roles.count("line"))
        value += 3.0 if expected.numbers in counted else -2.0
    if expected.figures > amounts + roles.count("text"):
        value -= 2.0 * (expected.figures - amounts)
    elif expected.figures == amounts:
        value += 1.5
    return value
