"""Which header text stands over which columns: each in the middle of its own, those of one row beside each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from core.layout.edges import Edge
from core.layout.headings import CENTRED, UNDER, Heading, code_levels, is_lower
from core.model import Box, around

ASIDE = 0.25  # of how far a text stands beside the likely middle of its columns, where the middle is not known
LONE = 1.0  # of the font size: as bad as leaving a lower text under none is a text so far off its middle
UNEVEN = 10.0  # of the font size: as bad is one at another height than those beside it with as many rows below
STRAY = 500.0  # points: as bad is an upper text over nothing
MOST = 300  # columns: to weigh more would take too long, and no report has them


class _Run(NamedTuple):
    """Neighbouring nodes under a text, from the first to before the end, and how badly they suit it, in points."""

    first: int
    end: int
    error: float


def tree(
    headings: Sequence[Heading], low: Sequence[Heading], edges: Sequence[Edge], frame: Box, hanging: bool
) -> list[Heading]:
    """The header as a forest over the columns: every text that is no leaf gets the columns in whose middle it stands.

    low: the leaves, `first` and `last` set. edges: of the columns, one more than columns. frame: top and bottom of the
    header. hanging: whether its texts stand at the top of their cells.
    """
    nodes = sorted(low, key=lambda h: h.first)
    single = {id(h) for h in low}
    several = sorted((h for h in headings if id(h) not in single), key=lambda h: h.box.centre[1])
    if len(nodes) > MOST:
        for heading in several:
            _append_to_nearest(heading, nodes)
        return nodes
    while several:
        row = sorted((h for h in several if _level_with(h, several[-1])), key=lambda h: h.box.x0)
        several = [h for h in several if not any(h is other for other in row)]
        runs = [list(_runs(h, row, nodes, edges)) for h in row]
        _put_over(row, nodes, runs, [_lone(node, row, frame, hanging) for node in nodes])
    return nodes


def _level_with(a: Heading, b: Heading) -> bool:
    return min(a.box.bottom, b.box.bottom) > max(a.box.top, b.box.top)


def _runs(parent: Heading, row: Sequence[Heading], nodes: Sequence[Heading], edges: Sequence[Edge]) -> Iterator[_Run]:
    """The runs of nodes that can stand under a text, which reach under none beside it."""
    others = sorted([*(h.box.centre[0] for h in row if h is not parent), inf])
    lower = [is_lower(node, parent) for node in nodes]
    depths = [node.depth for node in nodes]
    codes = [False, *(code_levels(*pair) for pair in pairwise(nodes)), False]  # which stand below one text
    for i, left in enumerate(edges[node.first] for node in nodes):
        odd, level = 0.0, dict[int, Heading]()
        reach = others[bisect_right(others, left.x)]
        for k in range(i, len(nodes)):
            right = edges[nodes[k].last + 1]
            if not lower[k] or reach < right.x:
                break
            if not _at_one_height(level.setdefault(depths[k], nodes[k]), nodes[k]):
                odd += UNEVEN
            if _is_within(parent, left, right) and not (codes[i] or codes[k + 1]):
                yield _Run(i, k + 1, _off_middle(parent, left, right) + odd * parent.size)


def _lone(node: Heading, row: Sequence[Heading], frame: Box, hanging: bool) -> float:
    """What it costs, in points, to leave a node under no text of a row: nothing where it does not belong there."""
    fits = any(is_lower(node, h) and (hanging or not _is_raised(node, h, frame)) for h in row)
    return LONE * node.size if fits else 0.0


def _is_raised(node: Heading, parent: Heading, frame: Box) -> bool:
    """Whether a leaf stands higher than in the middle of what a text above leaves it."""
    middle = (parent.box.bottom + CENTRED * parent.size + frame.bottom) / 2
    return not node.below and node.box.centre[1] < middle - CENTRED * parent.size


def _is_within(parent: Heading, left: Edge, right: Edge) -> bool:
    x = parent.box.centre[0]
    return left.least - 2 <= x <= right.most + 2 and right.most - left.least > 0.8 * parent.box.width


def _off_middle(parent: Heading, left: Edge, right: Edge) -> float:
    """How far a text stands from the middle between two edges, in points."""
    x = parent.box.centre[0]
    surely = max((left.least + right.least) / 2 - x, x - (left.most + right.most) / 2, 0.0)
    return surely + ASIDE * (abs((left.x + right.x) / 2 - x) - surely)


def _at_one_height(a: Heading, b: Heading) -> bool:
    """Whether two texts begin, end or have their middle at one height, as those of one row do."""
    if a is b:
        return True
    top, bottom = a.box.top - b.box.top, a.box.bottom - b.box.bottom
    return min(abs(top), abs(bottom), abs(top + bottom) / 2) <= UNDER * b.size


def _put_over(
    row: Sequence[Heading], nodes: list[Heading], runs: Sequence[Sequence[_Run]], lone: Sequence[float]
) -> None:
    """Put the texts of a row over nodes so that they suit best as a whole; one that suits none joins the nearest."""
    for parent, run in reversed(list(zip(row, _best(runs, lone), strict=True))):
        if run is None:
            _append_to_nearest(parent, nodes)
            continue
        parent.below = nodes[run.first : run.end]
        parent.first, parent.last = parent.below[0].first, parent.below[-1].last
        nodes[run.first : run.end] = [parent]


def _best(runs: Sequence[Sequence[_Run]], lone: Sequence[float]) -> list[_Run | None]:
    """The run of each text of a row, one beside the other. lone: what it costs to leave a node under none of them."""
    costs = [*accumulate(reversed(lone), initial=0.0)][::-1]
    choices: list[list[_Run | None]] = []
    for its in reversed(runs):
        costs, choice = _beside(its, costs, lone)
        choices.append(choice)
    return list(_one_by_one(reversed(choices)))


def _beside(
    runs: Sequence[_Run], costs: Sequence[float], lone: Sequence[float]
) -> tuple[list[float], list[_Run | None]]:
    """What it costs to put a text and those to its right over the nodes from each one on, and its own run then.

    costs: those of the texts to its right alone, for each node and for none left.
    """
    ways: list[tuple[float, _Run | None]] = [(cost + STRAY, None) for cost in costs]
    starting: list[list[_Run]] = [[] for _ in lone]
    for run in runs:
        starting[run.first].append(run)
    for node in reversed(range(len(lone))):
        cost, later = ways[node + 1]
        own = ((costs[run.end] + run.error, run) for run in starting[node])
        ways[node] = min(ways[node], (cost + lone[node], later), *own, key=lambda way: way[0])
    return [cost for cost, _ in ways], [run for _, run in ways]


def _one_by_one(choices: Iterable[Sequence[_Run | None]]) -> Iterator[_Run | None]:
    """The run of each text, where the one before it ends. choices: for each text and node, the run from there on."""
    node = 0
    for choice in choices:
        run = choice[node]
        yield run
        node = run.end if run else node


def _append_to_nearest(stray: Heading, nodes: list[Heading]) -> None:
    """A text that heads nothing is a piece of the column in whose middle it stands."""
    if not nodes:
        return
    nearest = min(nodes, key=lambda n: abs(n.box.centre[0] - stray.box.centre[0]))
    nearest.words = sorted([*nearest.words, *stray.words], key=lambda w: (w.box.top, w.box.x0))
    nearest.box = around((nearest.box, stray.box)) or nearest.box
