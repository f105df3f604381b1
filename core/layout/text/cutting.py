"""The stream of a scattered header's fragments cut into headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from core.layout.text.vocabulary import Vocabulary, heading_key

_KEPT = 8  # cuts kept at each place
_VERY_WORD = 0.05  # saved by a heading in the form's own words
_WHOLE_HEADING = 4  # characters of a known heading that an unknown one hardly begins with
_JOINED, _LINE, _SPACE, _LETTERS = 0, 1, 2, 3
_FUSED = 1.0  # for each end of a heading that no space and no line break sets apart


@dataclass(frozen=True, slots=True)
class Stream:
    """Fragments in a row, and what stood before each character: nothing, a line break, a space, or one between letters.

    lines: of how many lines they are.
    """

    text: str
    breaks: tuple[int, ...]
    lines: int


def stream_of(lines: Sequence[Sequence[str]]) -> Stream:
    """The fragments of lines one after the other. Letters set apart ("项 目") may well be one heading."""
    text, breaks = "", [_SPACE]
    for line in lines:
        for number, token in enumerate(line):
            before = _LINE if number == 0 else _SPACE
            if number and len(token) == 1 and len(line[number - 1]) == 1:
                before = _LETTERS
            if text:
                breaks.append(before)
            breaks += [_JOINED] * (len(token) - 1)
            text += token
    return Stream(text, tuple(breaks), len(lines))


def cuts(stream: Stream, vocabulary: Vocabulary) -> Iterator[tuple[float, list[str]]]:
    """The cheapest ways to cut a stream into headings, cheapest first. A known heading costs about 1, others more."""
    best: list[list[tuple[float, tuple[str, ...]]]] = [[] for _ in range(len(stream.text) + 1)]
    best[0] = [(0.0, ())]
    limit = vocabulary.longest + 8
    for stop in range(1, len(stream.text) + 1):
        found: list[tuple[float, tuple[str, ...]]] = []
        for start in range(max(0, stop - limit), stop):
            if best[start]:
                price = _price(stream, start, stop, vocabulary)
                if price is not None:
                    found += [(cost + price, (*cells, stream.text[start:stop])) for cost, cells in best[start]]
        found.sort(key=lambda f: f[0])
        best[stop] = found[:_KEPT]
    yield from ((cost, list(cells)) for cost, cells in best[-1])


class Seam(Enum):
    """What stands between a heading and the one before it."""

    BESIDE = 1  # a space: both stand on one line
    BELOW = 2  # a line break, neither is wrapped: they do not stand on one line
    UNCLEAR = 3


def seams(stream: Stream, cells: Sequence[str]) -> list[Seam]:
    """What stands before each heading of a cut."""
    found: list[Seam] = []
    start, wrapped = 0, True
    for stop in accumulate(map(len, cells)):
        before, wrapped_before = stream.breaks[start], wrapped
        wrapped = _LINE in stream.breaks[start + 1 : stop]
        if stream.lines == 1 or before == _JOINED or (before == _LINE and (wrapped or wrapped_before)):
            found.append(Seam.UNCLEAR)
        else:
            found.append(Seam.BELOW if before == _LINE else Seam.BESIDE)
        start = stop
    return found


class Headings:
    """The known headings that begin at each place of a stream, found once."""

    def __init__(self, stream: Stream, vocabulary: Vocabulary) -> None:
        self.stream = stream
        self.vocabulary = vocabulary
        self._found: dict[int, list[tuple[int, str, float]]] = {}

    def at(self, start: int) -> list[tuple[int, str, float]]:
        """(stop, class, cost) of each heading that begins at `start`."""
        if start not in self._found:
            self._found[start] = list(self._search(start))
        return self._found[start]

    def _search(self, start: int) -> Iterator[tuple[int, str, float]]:
        text = self.stream.text
        for stop in range(start + 1, min(len(text), start + self.vocabulary.longest + 8) + 1):
            word = text[start:stop]
            price = _price(self.stream, start, stop, self.vocabulary) if self.vocabulary.knows(word) else None
            if price is not None:
                yield stop, self.vocabulary.place(word), price


def cut_as(wording: Sequence[str], headings: Headings) -> tuple[float, list[str]] | None:
    """The cheapest way to cut a stream into headings of the classes of `wording`, in any order; None where none does.

    Of ways that cost the same, the one with more of the very words.
    """
    text = headings.stream.text
    kinds = [headings.vocabulary.place(word) for word in wording]
    keys = set(map(heading_key, wording))
    names = sorted(set(kinds))
    counts = Counter(kinds)
    known: dict[tuple[int, tuple[int, ...]], tuple[float, tuple[str, ...]] | None] = {}

    def rest(start: int, left: tuple[int, ...]) -> tuple[float, tuple[str, ...]] | None:
        if start == len(text):
            return None if any(left) else (0.0, ())
        if (start, left) not in known:
            known[start, left] = min(tails(start, left), default=None, key=lambda tail: tail[0])
        return known[start, left]

    def tails(start: int, left: tuple[int, ...]) -> Iterator[tuple[float, tuple[str, ...]]]:
        for stop, kind, price in headings.at(start):
            place = places.get(kind)
            if place is not None and left[place]:
                tail = rest(stop, (*left[:place], left[place] - 1, *left[place + 1 :]))
                if tail is not None:
                    same = _VERY_WORD * (heading_key(text[start:stop]) in keys)
                    yield price + tail[0] - same, (text[start:stop], *tail[1])

    places = {name: i for i, name in enumerate(names)}
    found = rest(0, tuple(counts[name] for name in names))
    return (found[0], list(found[1])) if found else None


def cut_headings(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> list[str]:
    """The headings that lines of fragments print, in order."""
    return next(cuts(stream_of(lines), vocabulary), (0.0, []))[1]


def header_excess(lines: Sequence[Sequence[str]], vocabulary: Vocabulary) -> float:
    """How badly lines read as headings: 0 where they are known headings and nothing else."""
    cost, cells = next(cuts(stream_of(lines), vocabulary), (99.0, []))
    return cost - len(cells)


def _price(stream: Stream, start: int, stop: int, vocabulary: Vocabulary) -> float | None:
    """What it costs to read a stretch as one heading, None where it cannot be one."""
    text, breaks = stream.text, stream.breaks
    spaces = breaks[start + 1 : stop].count(_SPACE)
    fused = (breaks[start] == _JOINED) + (stop < len(text) and breaks[stop] == _JOINED)
    word = text[start:stop]
    if vocabulary.knows(word):
        single = 0.4 if len(word) == 1 and fused == 2 else 0.0
        return 1.0 + 2.5 * spaces + _FUSED * fused + single
    if fused:
        return None
    wraps = sum(gap in (_LINE, _LETTERS) for gap in breaks[start + 1 : stop])
    length = stop - start
    headed = any(breaks[i] and vocabulary.knows(text[start:i]) for i in range(start + _WHOLE_HEADING, stop))
    return 3.2 + 0.08 * length + 0.3 * max(0, length - 12) + 3.0 * spaces + 0.25 * wraps + 1.5 * headed
