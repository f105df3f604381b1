"""Which header text stands over which columns: each in the middle of its own, those of one row beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from core.layout.edges import Edge
from core.layout.headings import CENTRED, UNDER, Heading, code_levels, is_lower
from core.model import Box, around

ASIDE = 0.25  # of how far a text stands beside the likely middle of its columns, where the middle is not known
LONE = 1.0  # of the font size: as bad as leaving a lower text under none is a text so far off its middle
RAISED = 2.0  # of the font size: as bad is a lower text higher than it would stand in its own cell
UNEVEN = 10.0  # of the font size: as bad is one at another height than those beside it with as many rows below
STRAY = 500.0  # points: as bad is an upper text over nothing


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
    while several:
        row = sorted((h for h in several if _level_with(h, several[-1])), key=lambda h: h.box.x0)
        several = [h for h in several if not any(h is other for other in row)]
        runs = [list(_runs(h, row, nodes, edges, frame, hanging)) for h in row]
        _put_over(row, nodes, runs, [_lone(node, row, frame, hanging) for node in nodes])
    return nodes


def _level_with(a: Heading, b: Heading) -> bool:
    return min(a.box.bottom, b.box.bottom) > max(a.box.top, b.box.top)


def _runs(
    parent: Heading, row: Sequence[Heading], nodes: Sequence[Heading], edges: Sequence[Edge], frame: Box, hanging: bool
) -> Iterator[_Run]:
    """The runs of nodes that can stand under a text, which reach under none beside it."""
    others = [h.box.centre[0] for h in row if h is not parent]
    lower = [is_lower(node, parent) for node in nodes]
    raised = [not hanging and _is_raised(node, parent, frame) for node in nodes]
    depths = [node.depth for node in nodes]
    codes = [False, *(code_levels(*pair) for pair in pairwise(nodes)), False]  # which stand below one text
    for i, left in enumerate(edges[node.first] for node in nodes):
        odd, level = 0.0, dict[int, Heading]()
        for k in range(i, len(nodes)):
            right = edges[nodes[k].last + 1]
            if not lower[k] or any(left.x < x < right.x for x in others):
                break
            odd += RAISED * raised[k]
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

    @cache
    def rest(text: int, node: int) -> tuple[float, tuple[_Run | None, ...]]:
        """The cheapest way to put the texts from one on over the nodes from one on."""
        if text == len(runs):
            return sum(lone[node:]), ()
        cost, others = rest(text + 1, node)
        ways: list[tuple[float, tuple[_Run | None, ...]]] = [(cost + STRAY, (None, *others))]
        if node < len(lone):
            cost, others = rest(text, node + 1)
            ways.append((cost + lone[node], others))
        for run in runs[text]:
            if run.first == node:
                cost, others = rest(text + 1, run.end)
                ways.append((cost + run.error, (run, *others)))
        return min(ways, key=lambda way: way[0])

    return list(rest(0, 0)[1])


def _append_to_nearest(stray: Heading, nodes: list[Heading]) -> None:
    """A text that heads nothing is a piece of the column in whose middle it stands."""
    if not nodes:
        return
    nearest = min(nodes, key=lambda n: abs(n.box.centre[0] - stray.box.centre[0]))
    nearest.words = sorted([*nearest.words, *stray.words], key=lambda w: (w.box.top, w.box.x0))
    nearest.box = around((nearest.box, stray.box)) or nearest.box
