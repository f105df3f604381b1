"""Rulings are found where they are drawn, and nothing else is taken for one."""

from __future__ import annotations

import cv2
import numpy as np

from core.scan.rulings import find_rulings
from core.scan.stamps import without_stamps
from tests.core.scan.sheet import XS, YS, sheet


def places(picture: np.ndarray, quads: np.ndarray) -> tuple[list[int], list[int]]:
    across, down = find_rulings(picture, quads)
    return sorted(round(s.y0) for s in across), sorted(round(s.x0) for s in down)


def test_every_ruling_is_found() -> None:
    drawn = sheet()
    ys, xs = places(drawn.picture, drawn.quads)
    assert np.abs(np.array(ys) - YS).max() <= 2
    assert np.abs(np.array(xs) - XS).max() <= 2


def test_broken_and_faint_rulings_are_bridged() -> None:
    drawn = sheet()
    cv2.rectangle(drawn.picture, (700, YS[3] - 3), (712, YS[3] + 3), (255, 255, 255), -1)
    faint = drawn.picture.copy()
    faint[drawn.picture[..., 0] < 128] = 150
    ys, xs = places(faint, drawn.quads)
    assert len(ys) == len(YS)
    assert len(xs) == len(XS)


def test_the_paper_edge_and_the_desk_are_no_rulings() -> None:
    drawn = sheet()
    cv2.rectangle(drawn.picture, (20, 20), (1180, 1180), (0, 0, 0), 2)
    cv2.line(drawn.picture, (30, 1150), (600, 1150), (0, 0, 0), 2)
    ys, xs = places(drawn.picture, drawn.quads)
    assert (len(ys), len(xs)) == (len(YS), len(XS))


def test_a_red_seal_over_the_table_fades_and_black_below_it_stays() -> None:
    drawn = sheet()
    before = drawn.picture.copy()
    overlay = drawn.picture.copy()
    cv2.circle(overlay, (820, 700), 150, (215, 40, 45), 14)
    stamped = np.minimum(before, overlay)
    cleaned = without_stamps(stamped)
    was_black, was_white = before[..., 0] < 60, before[..., 0] > 200
    assert cleaned[was_black].max() < 120
    assert cleaned[was_white].min() > 200
    ys, xs = places(cleaned, drawn.quads)
    assert (len(ys), len(xs)) == (len(YS), len(XS))


def test_strokes_that_specks_lengthen_are_no_upright() -> None:
    drawn = sheet()
    x = XS[1] + 100
    cv2.line(drawn.picture, (x, YS[4] + 10), (x, YS[5] - 11), (0, 0, 0), 3)
    ys, xs = places(drawn.picture, drawn.quads)
    assert (len(ys), len(xs)) == (len(YS), len(XS))


def test_specks_in_a_line_are_no_upright() -> None:
    drawn = sheet()
    x = XS[2] + 260
    for y in range(YS[4] + 4, YS[5] - 3, 7):
        cv2.rectangle(drawn.picture, (x, y), (x + 1, y + 2), (0, 0, 0), -1)
    ys, xs = places(drawn.picture, drawn.quads)
    assert (len(ys), len(xs)) == (len(YS), len(XS))


def test_thin_black_print_below_a_seal_stays_where_the_picture_has_coarse_colours() -> None:
    page = np.full((120, 240, 3), 245, np.uint8)
    seal = page.copy()
    cv2.circle(seal, (120, 60), 40, (205, 40, 45), 12)
    cv2.line(page, (60, 58), (180, 58), (25, 25, 25), 2)
    stamped = cv2.imdecode(cv2.imencode(".jpg", np.minimum(page, seal)[..., ::-1])[1], cv2.IMREAD_COLOR)[..., ::-1]
    cleaned = without_stamps(np.ascontiguousarray(stamped))
    assert cleaned[58, 70:170].max() < 120
    assert cleaned[40, 80:160].min() > 180


def test_leaders_of_dots_are_no_rulings() -> None:
    drawn = sheet()
    for x in range(XS[0], XS[-1], 7):
        cv2.rectangle(drawn.picture, (x, 240), (x + 2, 242), (0, 0, 0), -1)
    ys, _ = places(drawn.picture, drawn.quads)
    assert len(ys) == len(YS)


def test_rulings_that_end_almost_alike_end_alike() -> None:
    picture = np.full((400, 900, 3), 255, np.uint8)
    for y, x1 in ((50, 800), (120, 806), (300, 793)):
        cv2.line(picture, (60, y), (x1, y), (0, 0, 0), 2)
    lines = [[[80, y], [300, y], [300, y + 24], [80, y + 24]] for y in (70, 150, 290)]
    across, _ = find_rulings(picture, np.array(lines, np.float32))
    assert len(across) == 3
    assert len({s.x0 for s in across}) == len({s.x1 for s in across}) == 1
