"""Reading text from pictures: the narrow interface, and RapidOCR behind it.

The models (PP-OCR, Apache-2.0) come inside RapidOCR's wheel; nothing is ever downloaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]  # height × width × 3, any three equal or colour channels
    Quads = NDArray[np.float32]  # n × 4 × 2: corners clockwise from the top left, in pixels

_FIGURE = re.compile(r"[\d\s.,，。、·:;%％+\-−—–]*\d[\d\s.,，。、·:;%％+\-−—–]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of text as read.

    confidence: 0..1, the mean over its characters; weakest: that of the least sure one, None where unknown.
    centres: where each character sits, 0..1 along the line.
    """

    text: str
    confidence: float
    centres: tuple[float, ...] = ()
    weakest: float | None = None

    @property
    def sure(self) -> float:
        """How sure the reading is of the whole line: a figure is as sure as its least sure digit."""
        if self.weakest is None or not _FIGURE.fullmatch(self.text):
            return self.confidence
        return self.weakest


class TextEngine(Protocol):
    """What the scan reader needs of an OCR engine."""

    def detect(self, picture: Picture) -> Quads:
        """The lines of text on a picture."""

    def upside_down(self, lines: list[Picture]) -> list[bool]:
        """For each picture of one line: does it stand on its head?"""

    def recognise(self, lines: list[Picture]) -> list[Reading]:
        """Read pictures of one line each, upright."""


class RapidEngine:
    """PP-OCR through RapidOCR and onnxruntime. Its models load at first use; one instance serves one thread.

    threads: processor threads of each model (0: the runtime decides).
    """

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads
        self._models: Any = None

    def _loaded(self) -> Any:
        if self._models is None:
            from rapidocr import RapidOCR

            settings = {"Global.log_level": "error", "Det.limit_side_len": 1280, "Det.limit_type": "max"}
            if self._threads:
                settings["EngineConfig.onnxruntime.intra_op_num_threads"] = self._threads
                settings["EngineConfig.onnxruntime.inter_op_num_threads"] = 1
            self._models = RapidOCR(params=settings)
        return self._models

    def detect(self, picture: Picture) -> Quads:
        import numpy as np

        boxes = self._loaded()._load_det_model()(picture).boxes
        return np.zeros((0, 4, 2), np.float32) if boxes is None else np.asarray(boxes, np.float32)

    def upside_down(self, lines: list[Picture]) -> list[bool]:
        if not lines:
            return []
        answer = self._loaded()._load_cls_model()(lines)
        return [label == "180" and score > 0.6 for label, score in answer.cls_res]

    def recognise(self, lines: list[Picture]) -> list[Reading]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not lines:
            return []
        answer = self._loaded()._load_rec_model()(TextRecInput(img=lines, return_word_box=True))
        return [
            Reading(text, float(score), _centres(text, info), min(info.confs, default=None) if info else None)
            for text, score, info in zip(answer.txts, answer.scores, answer.word_results, strict=True)
        ]


@lru_cache(maxsize=1)
def shared_engine(threads: int = 0) -> RapidEngine:
    """The engine of this process, for one thread at a time."""
    return RapidEngine(threads)


def _centres(text: str, info: Any) -> tuple[float, ...]:
    """Character centres from the recogniser's time steps; white space, of which it tells none, stays with its left."""
    if info is None or not info.line_txt_len:
        return ()
    steps = iter([step for word in info.word_cols for step in word])
    centres, last = [], 0.0
    for char in text:
        last = last if char.isspace() else (float(next(steps, 0)) + 0.5) / info.line_txt_len
        centres.append(last)
    return tuple(centres)
