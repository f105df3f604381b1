"""Small operations on printed Chinese text that every station shares."""

from __future__ import annotations

import re
import unicodedata

_CJK = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—"
_SPACE_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}])[^\S\n]+|[^\S\n]+(?=[{_CJK}])")
_SPACES = re.compile(r"[^\S\n]+")
_RADICALS = re.compile("[\u2e80-\u2fdf]")


def mend_radicals(text: str) -> str:
    """Some fonts map 一, 人, 工 … to the Kangxi radicals that look the same; give back the ordinary characters."""
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)


def tidy(text: str) -> str:
    """Text as a reader would retype it: no white space beside Chinese characters, single spaces elsewhere.

    Line breaks stay, full-width characters stay.
    """
    return _SPACES.sub(" ", _SPACE_BESIDE_CJK.sub("", mend_radicals(text))).strip()


def key(text: str) -> str:
    """Text for comparing: NFKC, no white space at all, one kind of quotation mark."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(folded.split()).replace("“", '"').replace("”", '"')
