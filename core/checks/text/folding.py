"""Narrative text folded for reading: no white space, half-width characters, and the way back to the printed places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_KEEP = "，；？！"  # full-width stops stay, so that a comma inside a number is always a thousands separator
_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "﹪": "%", "−": "-", ";": "；"})
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3})")  # any comma that does not separate thousands
_CLAUSE_ENDS = "，。；;！？!?\n"
_SENTENCE_ENDS = "。；;！？!?\n"


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is `printed` without white space and in half-width characters; `at[i]` is the place of character i."""

    printed: str
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The printed span of the folded characters start..end (end not included)."""
        if start >= end:
            place = self.at[start] if start < len(self.at) else len(self.printed)
            return place, place
        return self.at[start], self.at[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The printed text of the folded characters start..end, without white space around it."""
        first, last = self.span(start, end)
        return self.printed[first:last].strip()

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The folded span start..end widened to whole clauses, without the stop at its end."""
        return self._widen(start, end, _CLAUSE_ENDS)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The folded span start..end widened to whole sentences; a semicolon ends a sentence too."""
        return self._widen(start, end, _SENTENCE_ENDS)

    def _widen(self, start: int, end: int, stops: str) -> tuple[int, int]:
        while start > 0 and self.text[start - 1] not in stops:
            start -= 1
        while end < len(self.text) and self.text[end] not in stops:
            end += 1
        return start, end


@lru_cache(maxsize=8192)
def fold(printed: str) -> Folded:
    """Fold a paragraph. Line breaks stay (they end a clause), every other white space goes."""
    chars: list[str] = []
    at: list[int] = []
    for place, char in enumerate(printed):
        if char != "\n" and char.isspace():
            continue
        folded = char if char in _KEEP else unicodedata.normalize("NFKC", char).translate(_SAME)
        for each in folded:
            if each == "\n" or not each.isspace():
                chars.append(each)
                at.append(place)
    return Folded(printed, _COMMA.sub("，", "".join(chars)), tuple(at))
