"""Headers that a dump scattered over lines: fragments are joined to headings, headings to header paths.

Two steps. The stream of fragments is cut into headings with a vocabulary (several cuts are kept). Then the headings are
laid out: as a printed form that has exactly these headings, or, where no known form fits, as the tree whose rows, read
one after the other, give this order and whose nestings are the likeliest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.layout.text.vocabulary import Path, PrintedForm, Vocabulary, heading_key

_KEPT = 8  # cuts kept at each place
_UNREADABLE = 4.0  # excess cost of a header that is more than one unknown heading
_SAME_CHARACTERS = 0.94
_LEAST_KNOWN = 0.4  # share of the characters of a header that known headings must have
_TOTALS = ("total", "subtotal")
_JOINED, _LINE, _SPACE = 0, 1, 2


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
    text, breaks = _stream(lines)
    if not text:
        return None
    best: tuple[float, list[Path]] | None = None
    for cost, cells in _cuts(text, breaks, vocabulary):
        for gain, paths in _arrangements(cells, vocabulary):
            value = gain - 2.5 * cost + _agreement(paths, vocabulary, expected)
            if best is None or value > best[0]:
                best = (value, paths)
    return _shuffled(text, vocabulary) or best if header_excess(lines, vocabulary) > _UNREADABLE else best


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


def is_shuffled(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Whether lines hold the characters of a known header, but in an order that cannot be read."""
    return header_excess(lines, vocabulary) > _UNREADABLE and _shuffled(_stream(lines)[0], vocabulary) is not None


def readable(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Whether lines of fragments read as the header of a table."""
    cells = cut_headings(lines, vocabulary)
    known = sum(len(cell) for cell in cells if vocabulary.knows(cell))
    return known >= _LEAST_KNOWN * sum(map(len, cells)) or is_shuffled(lines, vocabulary)


def header_excess(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> float:
    """How badly lines read as headings: 0 where they are known headings and nothing else."""
    text, breaks = _stream(lines)
    cost, cells = next(_cuts(text, breaks, vocabulary), (99.0, []))
    return cost - len(cells)


def cut_headings(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> list[str]:
    """The headings that lines of fragments print, in order, when all of them are leaves."""
    text, breaks = _stream(lines)
    return next(_cuts(text, breaks, vocabulary), (0.0, []))[1] if text else []


# ── cutting ──


def _stream(lines: Sequence[Sequence[str]]) -> tuple[str, list[int]]:
    """The fragments in a row, and what stood before each character: nothing, a line break or a space."""
    text, breaks = "", [_SPACE]
    for line in lines:
        for number, token in enumerate(line):
            before = _LINE if number == 0 else _SPACE
            if number and len(token) == 1 and len(line[number - 1]) == 1:
                before = _LINE  # letters set apart: 项 目
            if text:
                breaks.append(before)
            breaks += [_JOINED] * (len(token) - 1)
            text += token
    return text, breaks


def _cuts(text: str, breaks: list[int], vocabulary: Vocabulary) -> Iterator[tuple[float, list[str]]]:
    """The cheapest ways to cut the stream into headings, cheapest first."""
    best: list[list[tuple[float, tuple[str, ...]]]] = [[] for _ in range(len(text) + 1)]
    best[0] = [(0.0, ())]
    limit = vocabulary.longest + 8
    for stop in range(1, len(text) + 1):
        found: list[tuple[float, tuple[str, ...]]] = []
        for start in range(max(0, stop - limit), stop):
            if best[start]:
                price = _price(text, breaks, start, stop, vocabulary)
                if price is not None:
                    found += [(cost + price, (*cells, text[start:stop])) for cost, cells in best[start]]
        found.sort(key=lambda f: f[0])
        best[stop] = found[:_KEPT]
    yield from ((cost, list(cells)) for cost, cells in best[len(text)])


def _price(text: str, breaks: list[int], start: int, stop: int, vocabulary: Vocabulary) -> float | None:
    """What it costs to read a stretch as one heading, None where it cannot be one."""
    spaces = breaks[start + 1 : stop].count(_SPACE)
    fused = (breaks[start] == _JOINED) + (stop < len(text) and breaks[stop] == _JOINED)
    word = text[start:stop]
    if _is_heading(word, vocabulary):
        single = 0.4 if len(word) == 1 and fused == 2 else 0.0
        return 1.0 + 2.5 * spaces + 0.5 * fused + single
    if fused:
        return None
    wraps = breaks[start + 1 : stop].count(_LINE)
    length = stop - start
    return 3.2 + 0.08 * length + 0.3 * max(0, length - 12) + 3.0 * spaces + 0.25 * wraps


def _is_heading(word: str, vocabulary: Vocabulary) -> bool:
    return heading_key(word) in vocabulary.headings


# ── laying out ──


def _arrangements(cells: list[str], vocabulary: Vocabulary) -> Iterator[tuple[float, list[Path]]]:
    kinds = [vocabulary.kind(c) for c in cells]
    for form in vocabulary.forms:
        paths = _as_printed(form, cells, kinds, vocabulary)
        if paths is not None:
            yield 9.0 + _same_words(form, paths) + _gain(paths, vocabulary), paths
    tree = _likeliest_tree(cells, tuple(kinds), vocabulary)
    if tree is not None:
        yield tree


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


def _as_printed(form: PrintedForm, cells: list[str], kinds: list[str], vocabulary: Vocabulary) -> list[Path] | None:
    """The paths of a known form in the words of this dump, None where their headings differ."""
    known = _header_cells(form)
    wanted = [vocabulary.kind(path[-1]) for path in known]
    if len(wanted) != len(kinds) or Counter(wanted) != Counter(kinds):
        return None
    supply: dict[str, list[str]] = {}
    for cell, kind in zip(cells, kinds, strict=True):
        supply.setdefault(kind, []).append(cell)
    printed: dict[tuple[int, int], str] = {}
    paths: list[list[str]] = [[] for _ in form.columns]
    for level in range(max(map(len, form.columns))):
        previous: Path | None = None
        word = ""
        for column, path in enumerate(form.columns):
            if len(path) <= level:
                previous = None
                continue
            prefix = path[: level + 1]
            if prefix != previous or len(path) == level + 1:
                word = _take(supply[vocabulary.kind(prefix[-1])], prefix[-1])
            previous = prefix
            printed[column, level] = word
            paths[column].append(word)
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
                value += _pair(vocabulary.kind(path[level - 1]), vocabulary.kind(path[level]), vocabulary)
            seen.add(path[:level])
    return value


def _pair(parent: str, child: str, vocabulary: Vocabulary) -> float:
    if (parent, child) in vocabulary.pairs:
        return 1.0
    if parent in _TOTALS:
        return -4.0
    return -0.8 if parent in vocabulary.parents else -2.0


def _likeliest_tree(
    cells: list[str], kinds: tuple[str, ...], vocabulary: Vocabulary
) -> tuple[float, list[Path]] | None:
    """The likeliest header whose rows, one after the other, read as these cells."""
    tree = _Tree(kinds, vocabulary)
    tops = [(found[0], found[1]) for found in (tree.below(0, top) for top in range(1, len(cells) + 1)) if found]
    if not tops:
        return None
    value, paths = max(tops, key=lambda t: t[0])
    return value, [tuple(cells[i] for i in path) for path in paths]


Paths = tuple[tuple[int, ...], ...]


class _Tree:
    """The search for the likeliest tree, given its cells row by row. A row is a stretch (start, stop) of the cells."""

    def __init__(self, kinds: tuple[str, ...], vocabulary: Vocabulary) -> None:
        self._kinds = kinds
        self._vocabulary = vocabulary
        self._alone = [_alone(kind, vocabulary) for kind in kinds]
        self._rows: dict[tuple[int, int], tuple[float, Paths] | None] = {}
        self._groups: dict[tuple[str, int, int], float] = {}

    def below(self, start: int, stop: int) -> tuple[float, Paths] | None:
        """The best paths from the cells of a header row downwards, all the cells after it standing below."""
        if (start, stop) not in self._rows:
            self._rows[start, stop] = self._search(start, stop)
        return self._rows[start, stop]

    def _search(self, start: int, stop: int) -> tuple[float, Paths] | None:
        if stop == len(self._kinds):
            return sum(self._alone[start:stop]), tuple((i,) for i in range(start, stop))
        best: tuple[float, Paths] | None = None
        for end, (value, counts) in self._shares(start, stop).items():
            below = self.below(stop, end)
            if below is not None and (best is None or value + below[0] > best[0]):
                best = (value + below[0], _grafted(range(start, stop), counts, stop, below[1]))
        return best

    def _shares(self, start: int, stop: int) -> dict[int, tuple[float, tuple[int, ...]]]:
        """How the cells from `stop` on are best shared among the row: end of their stretch → (value, counts)."""
        ends: dict[int, tuple[float, tuple[int, ...]]] = {stop: (0.0, ())}
        for cell in range(start, stop):
            further: dict[int, tuple[float, tuple[int, ...]]] = {}
            for child, (value, counts) in ends.items():
                for count in (0, *range(2, len(self._kinds) - child + 1)):
                    own = self._group(self._kinds[cell], child, count) if count else self._alone[cell]
                    known = further.get(child + count)
                    if known is None or value + own > known[0]:
                        further[child + count] = (value + own, (*counts, count))
            ends = further
        ends.pop(stop, None)
        return ends

    def _group(self, parent: str, child: int, count: int) -> float:
        key = (parent, child, count)
        if key not in self._groups:
            self._groups[key] = _group(parent, self._kinds[child : child + count], self._vocabulary)
        return self._groups[key]


def _grafted(row: range, counts: tuple[int, ...], start: int, below: Paths) -> Paths:
    paths: list[tuple[int, ...]] = []
    child = start
    for cell, count in zip(row, counts, strict=True):
        if not count:
            paths.append((cell,))
        paths += [(cell, *path) for path in below if child <= path[0] < child + count]
        child += count
    return tuple(paths)


def shared_columns(row: Sequence[str], below: Sequence[str | None], vocabulary: Vocabulary) -> list[int]:
    """How many columns each cell of a header row spans, by the full row below it.

    below: "" where the cell above reaches down, None where the row's own cell to the left goes on. Every cell spans one
    column or more; where the cells cannot cover the columns the list is shorter.
    """
    kinds = [None if cell is None else vocabulary.kind(cell) if cell.strip() else "" for cell in below]
    ends: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for cell in row:
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (value, counts) in ends.items():
            for stop in range(start + 1, _run_end(kinds, start) + 1):
                if stop < len(kinds) and kinds[stop] is None:
                    continue
                children = tuple(kind for kind in kinds[start:stop] if kind)
                own = _group(vocabulary.kind(cell), children, vocabulary) if children else 0.0
                if stop not in further or value + own > further[stop][0]:
                    further[stop] = (value + own, (*counts, stop - start))
        ends = further or ends
    return list(ends.get(len(below), max(ends.values(), key=lambda e: sum(e[1])))[1])


def _run_end(kinds: Sequence[str | None], start: int) -> int:
    """The end of the stretch of headings that begins at `start`; a blank is a stretch of its own."""
    if start >= len(kinds) or kinds[start] == "":
        return min(start + 1, len(kinds))
    return next((i for i in range(start, len(kinds)) if kinds[i] == ""), len(kinds))


def _alone(kind: str, vocabulary: Vocabulary) -> float:
    """What it is worth that a heading has nothing below it."""
    if kind in vocabulary.leaves:
        return 0.1
    return -2.0 if kind in vocabulary.parents else 0.0


def _group(parent: str, children: tuple[str, ...], vocabulary: Vocabulary) -> float:
    """What it is worth that a heading has just these below it. A group led by 小计 may stand below anything but 合计."""
    repeated = len(children) - len(set(children))
    leading = sum(child in vocabulary.leading for child in children[1:] if child in _TOTALS)
    first = 0.5 if children[0] in vocabulary.leading else 0.0
    least = -0.5 if children[0] in _TOTALS and parent not in _TOTALS else -9.0
    pairs = sum(max(least, _pair(parent, child, vocabulary)) for child in children)
    return pairs - 1.5 * repeated - 1.2 * leading + first


def _agreement(paths: Sequence[Path], vocabulary: Vocabulary, expected: Expected) -> float:
    """How well the columns agree with what the body has."""
    roles = [vocabulary.role(p) for p in paths]
    amounts = roles.count("amount")
    value = 0.0
    if expected.marks > expected.numbers:
        value += 4.0 if len(paths) == expected.marks else -4.0
    if expected.numbers:
        counted = (amounts, len(paths), len(paths) - 1, len(paths) - roles.count("line"))
        value += 3.0 if expected.numbers in counted else -2.0
    if expected.figures > amounts + roles.count("text"):
        value -= 2.0 * (expected.figures - amounts)
    elif expected.figures == amounts:
        value += 1.5
    return value
