"""Pages that the typesetter prints, as pictures, and what scanners, phones and offices do to them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from core.readers.pdf import PdfFile
from tests.typeset import Look, Table, Typesetter

Picture = np.ndarray
HEADER = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
ROWS = [
    ["合计", "", "1,302.49", "181.52", "1,120.97"],
    ["201", "一般公共服务支出", "1,200.38", "100.41", "1,099.97"],
    ["20129", "群众团体事务", "1,200.38", "100.41", "1,099.97"],
    ["2012901", "行政运行", "100.41", "100.41", "0.00"],
    ["2012902", "一般行政管理事务", "1,099.97", "0.00", "1,099.97"],
    ["208", "社会保障和就业支出", "102.11", "81.11", "21.00"],
    ["20805", "行政事业单位养老支出", "102.11", "81.11", "21.00"],
]
SPENDING = Table(title="部门支出总表", header=HEADER, rows=ROWS, widths=(14, 34, 18, 18, 18))


@lru_cache(maxsize=1)
def printed() -> tuple[bytes, dict[str, Any]]:
    """A page with one table as PDF, and its truth."""
    setter = Typesetter(Look())
    setter.heading("第二部分 2025年部门预算表")
    setter.table(SPENDING)
    made = setter.finish()
    return made.data, made.truth


@lru_cache(maxsize=1)
def _clean() -> Picture:
    file = PdfFile(printed()[0], "page.pdf")
    picture, _ = file.picture(1)
    file.close()
    return picture[: picture.shape[0] // 2]  # the lower half is blank


def clean() -> tuple[Picture, float]:
    """The printed part of the page at 200 dpi, and its points per pixel."""
    return _clean().copy(), 72 / 200


def skewed(picture: Picture, degrees: float = 1.4) -> Picture:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), borderValue=(255, 255, 255))


def coarse(picture: Picture, factor: float = 0.6) -> Picture:
    """Fewer pixels, some noise, strong compression: 120 dpi for the factor given."""
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(3).normal(0, 12, small.shape[:2])[..., None]
    noisy = np.clip(small * 0.85 + 20 + noise, 0, 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 40])[1], cv2.IMREAD_COLOR)


def stamped(picture: Picture) -> Picture:
    seal = picture.copy()
    centre = (int(picture.shape[1] * 0.6), int(picture.shape[0] * 0.4))
    cv2.circle(seal, centre, 150, (214, 42, 44), 12)
    return np.minimum(picture, seal)


def shaded(picture: Picture) -> Picture:
    """The shadow of a hand over one side."""
    light = np.linspace(0.45, 1.0, picture.shape[1])[None, :, None]
    return (picture * light).astype(np.uint8)


def photographed(picture: Picture) -> Picture:
    """Seen from one side, on a dark desk."""
    height, width = picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[90, 60], [width - 30, 20], [width - 70, height - 20], [20, height - 70]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    return cv2.warpPerspective(picture, matrix, (width, height), borderValue=(70, 60, 50))


def upside_down(picture: Picture) -> Picture:
    return np.ascontiguousarray(np.rot90(picture, 2))


def faxed(picture: Picture) -> Picture:
    """Black and white only."""
    return np.where(picture < 150, 0, 255).astype(np.uint8)
