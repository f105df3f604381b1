"""Pieces of print inside one cell → its text: lines put in order, wrapped lines joined as a reader would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from core.model import Box
from core.readers.page import Word
from core.texts import tidy

SAME_LINE = 0.5  # of the lower height
NEW_PARAGRAPH = re.compile(r"\s*(?:[（(]?\d{1,2}[.、．）)](?!\d)|[一二三四五六七八九十]+、|目标\s*\d)")
_WORD_END, _WORD_START = re.compile(r"[A-Za-z]$"), re.compile(r"^[A-Za-z]")


class Piece(NamedTuple):
    """A run of text and where it stands. confidence: 0..1 from OCR, None for digital text."""

    text: str
    box: Box
    confidence: float | None = None


_Print = TypeVar("_Print", Piece, Word)


def lines_of(pieces: Iterable[_Print]) -> list[list[_Print]]:
    """The pieces line by line, each from left to right; pieces on other baselines that overlap by half share a line."""
    lines: list[list[_Print]] = []
    for piece in sorted(pieces, key=lambda p: (p.box.top + p.box.bottom, p.box.x0)):
        for line in lines[-2:]:
            if line[0].box.bottom > piece.box.top and overlap(line[0].box, piece.box) >= SAME_LINE:
                line.append(piece)
                break
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.box.x0) for line in lines]


def overlap(a: Box, b: Box) -> float:
    """How much of the lower height two boxes share from top to bottom; less than nothing where they are apart."""
    _, top, _, bottom = a
    _, its_top, _, its_bottom = b
    return (min(bottom, its_bottom) - max(top, its_top)) / max(0.1, min(bottom - top, its_bottom - its_top))


def cell_text(pieces: Sequence[_Print]) -> str:
    """The text of a cell. A figure that wraps is one figure, Chinese text is joined without a space."""
    if len(pieces) < 2:
        return tidy(pieces[0].text) if pieces else ""
    text = ""
    for line in lines_of(pieces):
        printed = line_text(line)
        text += _between(text, printed) + printed
    return tidy(text)


def line_text(line: Sequence[Piece | Word]) -> str:
    """The pieces of one line with a space where the print leaves one."""
    text, last = "", None
    for piece in line:
        if last is not None and piece.box.x0 - last.box.x1 > 0.2 * piece.box.height:
            text += " "
        text += piece.text
        last = piece
    return text


def _between(before: str, after: str) -> str:
    """What stands between two printed lines of one cell."""
    if not before:
        return ""
    if NEW_PARAGRAPH.match(after) and not before[-1].isdigit() and before[-1] not in "、，,：:（(":
        return "\n"
    return " " if _WORD_END.search(before) and _WORD_START.search(after) else ""


def confidence_of(pieces: Iterable[Piece | Word]) -> float | None:
    """The least sure reading of a cell, None where all of it is digital text."""
    sure = [p.confidence for p in pieces if p.confidence is not None]
    return min(sure) if sure else None
