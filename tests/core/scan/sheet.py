"""A drawn sheet with one ruled table, whose lines of text and rulings are known, and an engine that knows them too."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from core.ocr import Reading

XS = (200, 420, 640, 1000)
YS = tuple(range(300, 300 + 13 * 60, 60))
TEXT_HEIGHT = 30


@dataclass
class Sheet:
    """picture: RGB. quads: the lines of text (n × 4 × 2, clockwise from the top left)."""

    picture: np.ndarray
    quads: np.ndarray

    def warped(self, matrix: np.ndarray, size: tuple[int, int] | None = None) -> Sheet:
        height, width = self.picture.shape[:2]
        picture = cv2.warpPerspective(self.picture, matrix, size or (width, height), borderValue=(255, 255, 255))
        quads = cv2.perspectiveTransform(self.quads.reshape(-1, 1, 2), matrix).reshape(-1, 4, 2)
        return Sheet(picture, quads.astype(np.float32))

    def turned(self, quarters: int) -> Sheet:
        """Turned by quarter turns counter-clockwise, with the corners of each line where a detector puts them."""
        height, width = self.picture.shape[:2]
        if quarters % 4 == 0:
            return self
        matrix = np.array([[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]], np.float64)
        once = self.warped(matrix, (height, width))
        low, high = once.quads.min(axis=1), once.quads.max(axis=1)
        corners = np.stack([low, np.stack([high[:, 0], low[:, 1]], 1), high, np.stack([low[:, 0], high[:, 1]], 1)], 1)
        return Sheet(once.picture, corners).turned(quarters - 1)


def sheet() -> Sheet:
    """1200 × 1200 pixels, a title, a table of twelve rows with text in every cell, drawn as blots as high as print."""
    picture = np.full((1200, 1200, 3), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), (0, 0, 0), 2)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), (0, 0, 0), 2)
    boxes = [(300, 200, 900, 200 + TEXT_HEIGHT)]
    boxes += [(x + 20, y + 15, x + 160, y + 15 + TEXT_HEIGHT) for y in YS[:-1] for x in XS[:-1]]
    for x0, top, x1, bottom in boxes:
        for x in range(x0, x1 - 8, 16):
            cv2.rectangle(picture, (x, top + 7), (x + 8, bottom), (0, 0, 0), -1)
    quads = np.array([[(a, b), (c, b), (c, d), (a, d)] for a, b, c, d in boxes], np.float32)
    return Sheet(picture, quads)


class KnowingEngine:
    """Answers from what was drawn: a line stands on its head where its ink touches its upper edge."""

    def __init__(self, quads: np.ndarray) -> None:
        self.quads = quads

    def detect(self, picture: np.ndarray) -> np.ndarray:
        return self.quads

    def upside_down(self, lines: list[np.ndarray]) -> list[bool]:
        return [_ink(line[: line.shape[0] // 6]) > _ink(line[-(line.shape[0] // 6) :]) for line in lines]

    def recognise(self, lines: list[np.ndarray]) -> list[Reading]:
        return [Reading(str(line.shape[1]), 0.99) for line in lines]


def _ink(picture: np.ndarray) -> int:
    return int((picture[..., 0] < 128).sum())
