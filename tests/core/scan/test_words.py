"""Lines of text are cut at rulings, and what the detector missed inside cells is found."""

from __future__ import annotations

import cv2
import numpy as np

from core.ocr import Reading
from core.scan.areas import Area, cell_around, cut
from core.scan.leftover import apart, dashes, free_ink, missed
from core.scan.rulings import Segment, find_rulings
from core.scan.words import read_words
from tests.core.scan.sheet import TEXT_HEIGHT, XS, YS, KnowingEngine, sheet

INK_HEIGHT = 23.0
ACROSS = [Segment(100, y, 500, y) for y in (100, 150, 200)]
DOWN = [Segment(x, 100, x, 200) for x in (100, 300, 500)]


def test_a_line_that_crosses_a_ruling_becomes_two() -> None:
    left, right = cut(Area(250, 110, 400, 140), ACROSS, DOWN)
    assert left.x1 < 300 < right.x0


def test_a_line_between_rulings_stays_whole() -> None:
    assert cut(Area(120, 110, 280, 140), ACROSS, DOWN) == [Area(120, 110, 280, 140)]


def test_a_ruling_above_the_row_does_not_cut() -> None:
    assert len(cut(Area(250, 20, 400, 50), ACROSS, DOWN)) == 1


def test_rulings_that_graze_a_line_are_kept_out_of_it() -> None:
    (piece,) = cut(Area(120, 98, 280, 152), ACROSS, DOWN)
    assert piece.top > 100
    assert piece.bottom < 150


def test_the_cell_around_an_area() -> None:
    assert cell_around(Area(120, 110, 280, 140), ACROSS, DOWN) == Area(100, 100, 300, 150)
    assert cell_around(Area(120, 10, 280, 40), ACROSS, DOWN) is None


def test_ink_that_the_detector_passed_over_is_found() -> None:
    drawn = sheet()
    across, down = find_rulings(drawn.picture, drawn.quads)
    seen = [Area(*q.min(axis=0), *q.max(axis=0)) for q in drawn.quads]
    cv2.putText(drawn.picture, "1", (XS[2] + 250, YS[5] + 45), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
    (found,) = missed(free_ink(drawn.picture, across, down), seen, across, down, INK_HEIGHT)
    assert XS[2] + 240 < (found.x0 + found.x1) / 2 < XS[2] + 290
    assert YS[5] < found.top < found.bottom < YS[6]


def test_a_lone_short_stroke_in_a_cell_is_a_dash() -> None:
    drawn = sheet()
    across, down = find_rulings(drawn.picture, drawn.quads)
    cells = [Area(*q.min(axis=0), *q.max(axis=0)) for q in drawn.quads]
    quads = [a for a in cells if not (a.x0 > XS[2] and YS[3] < a.top < YS[5])]
    middle = (YS[3] + YS[4]) // 2
    cv2.rectangle(drawn.picture, (XS[2] + 5, YS[3] + 5), (XS[3] - 5, YS[5] - 5), (255, 255, 255), -1)
    cv2.line(drawn.picture, (XS[2] + 5, YS[4]), (XS[3] - 5, YS[4]), (0, 0, 0), 2)
    cv2.line(drawn.picture, (XS[2] + 100, middle), (XS[2] + 106, middle), (0, 0, 0), 2)
    cv2.line(drawn.picture, (XS[2] + 100, middle + 60), (XS[2] + 124, middle + 60), (0, 0, 0), 2)
    found = dashes(free_ink(drawn.picture, across, down), quads, across, down, INK_HEIGHT)
    assert sorted(text for _, text in found) == ["-", "—"]


def test_a_stroke_outside_cells_is_a_dash_where_it_keeps_to_a_column() -> None:
    texts = [Area(x, y, x + 80, y + INK_HEIGHT) for x in (100, 300, 500) for y in (100, 160, 220)]
    dark = np.zeros((400, 700), np.uint8)
    areas = [a for a in texts if a.x0 != 500 or a.top == 100]
    for x0 in (568, 447):
        dark[170:173, x0 : x0 + 12] = 255
    (found,) = dashes(dark, [*areas, Area(90, 300, 690, 320)], [], [], INK_HEIGHT)
    assert found == (Area(568, 171.5 - INK_HEIGHT / 2, 580, 171.5 + INK_HEIGHT / 2), "-")


def test_among_dust_only_strokes_above_each_other_are_dashes() -> None:
    texts = [Area(x, y, x + 80, y + INK_HEIGHT) for x in (100, 300) for y in (100, 160, 220, 280)]
    dark = np.zeros((400, 700), np.uint8)
    for y in (110, 170, 230):
        dark[y : y + 3, 500:520] = 255
    for i in range(30):
        dark[110 + 60 * (i % 4) : 112 + 60 * (i % 4), 395 + 2 * i : 401 + 2 * i] = 255
    found = dashes(dark, [*texts, Area(90, 320, 690, 340)], [], [], INK_HEIGHT)
    assert [(a.x0, a.x1, text) for a, text in found] == [(500, 520, "—")] * 3


def test_frames_that_overlap_are_cut_in_the_white_between() -> None:
    dark = np.zeros((60, 300), np.uint8)
    dark[20:40, 20:96] = dark[20:40, 110:200] = 255
    left, right = apart([Area(10, 12, 106, 48), Area(90, 14, 210, 46)], dark)
    assert 96 <= left.x1 == right.x0 <= 110
    dark[20:40] = 255
    assert apart([Area(10, 12, 106, 48), Area(90, 14, 210, 46)], dark) == [Area(10, 12, 106, 48), Area(90, 14, 210, 46)]


class Blind(KnowingEngine):
    """Can make nothing of the one cell that holds a scribble."""

    def recognise(self, lines: list) -> list[Reading]:
        return [Reading("", 0.0) if line.shape[1] < 80 else Reading("12.00", 0.99) for line in lines]

    def detect(self, picture) -> object:
        return self.quads[:0]


def test_a_cell_with_ink_that_cannot_be_read_is_never_surely_blank() -> None:
    drawn = sheet()
    across, down = find_rulings(drawn.picture, drawn.quads)
    cv2.rectangle(drawn.picture, (XS[1] + 10, YS[2] + 10), (XS[2] - 10, YS[3] - 10), (255, 255, 255), -1)
    cv2.putText(drawn.picture, "1", (XS[1] + 100, YS[2] + 45), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
    kept = [q for q in drawn.quads if not (XS[1] < q[0][0] < XS[2] and YS[2] < q[0][1] < YS[3])]
    words = read_words(drawn.picture, np.array(kept), across, down, Blind(drawn.quads), 1.0)
    (unread,) = [w for w in words if not w.text]
    assert unread.confidence == 0.0
    assert XS[1] < unread.box.centre[0] < XS[2]


class Doubtful(KnowingEngine):
    """Unsure of the page, sure of every enlarged cut-out."""

    def recognise(self, lines: list) -> list[Reading]:
        return [Reading("77.00", 0.95) if line.shape[0] > 1.4 * TEXT_HEIGHT else Reading("7?", 0.5) for line in lines]

    def detect(self, picture) -> object:
        height, width = picture.shape[:2]
        return self.quads[:1] * 0 + [[[10, 10], [width - 10, 10], [width - 10, height - 10], [10, height - 10]]]


def test_an_unsure_cell_is_read_again_enlarged() -> None:
    drawn = sheet()
    across, down = find_rulings(drawn.picture, drawn.quads)
    *words, title = read_words(drawn.picture, drawn.quads, across, down, Doubtful(drawn.quads), 0.5)
    assert title.text == "7?"
    assert [w.text for w in words] == ["77.00"] * (len(drawn.quads) - 1)
    assert XS[0] * 0.5 < words[0].box.centre[0] < XS[1] * 0.5


def test_edges_lie_between_the_characters() -> None:
    drawn = sheet()
    (word,) = read_words(drawn.picture, drawn.quads[:1], [], [], KnowingEngine(drawn.quads), 1.0)
    assert len(word.edges) == len(word.text) + 1
    assert list(word.edges) == sorted(word.edges)
    assert word.edges[0] == word.box.x0
    assert word.edges[-1] == word.box.x1
