"""Rulings become networks: the lines are joined as pdfplumber joins its edges."""

from __future__ import annotations

import random

import pytest
from pdfplumber.table import merge_edges

from core.layout.rules import SNAP, networks
from core.readers.page import Ruling


def drawn(seed: int) -> list[Ruling]:
    """The pieces of a grid as programs draw them: cell by cell, sides twice, not quite where they should be."""
    chance = random.Random(seed)
    xs, ys = ([40.0 + 60 * i for i in range(chance.randint(2, 6))] for _ in range(2))

    def near(place: float) -> float:
        return place + chance.uniform(-0.6, 0.6)

    pieces = [(y, x, x + 60) for y in ys for x in xs[:-1] for _ in range(chance.randint(1, 2))]
    level = [Ruling(near(x0), at, near(x1), at) for y, x0, x1 in pieces for at in [near(y)]]
    sides = [(x, y, y + 60) for x in xs for y in ys[:-1] for _ in range(chance.randint(1, 2))]
    upright = [Ruling(at, near(y0), at, near(y1)) for x, y0, y1 in sides for at in [near(x)]]
    return chance.sample(level + upright, len(level) + len(upright))


@pytest.mark.parametrize("seed", range(8))
def test_lines_are_those_of_pdfplumber(seed: int) -> None:
    rulings = drawn(seed)
    names = ("x0", "top", "x1", "bottom")
    edges = [dict(zip(names, r, strict=True)) | {"orientation": "h" if r.horizontal else "v"} for r in rulings]
    merged = merge_edges([e | {"height": e["bottom"] - e["top"]} for e in edges], *[SNAP] * 4)
    (network,) = networks(rulings)
    level = {(round(e["top"], 6), e["x0"], e["x1"]) for e in merged if e["orientation"] == "h"}
    upright = {(round(e["x0"], 6), e["top"], e["bottom"]) for e in merged if e["orientation"] == "v"}
    assert {(round(v.y, 6), v.x0, v.x1) for v in network.levels} == level
    assert {(round(p.x, 6), p.top, p.bottom) for p in network.plumbs} == upright
