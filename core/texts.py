"""Small operations on printed Chinese text that every station shares."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CJK = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—"
_SPACE_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}]) | (?=[{_CJK}])")
_SPACES = re.compile(r"[^\S\n]+")
_REMEMBERED = 8192  # texts: headers and names come back on every page, and one line is asked about by many rules
_RADICALS = re.compile("[\u2e80-\u2fdf]")
# What Unicode does not fold, or folds to the traditional character.
_SIMPLIFIED = dict(
    zip(
        "\u2ea0\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed1\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd"
        "\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eea\u2eec\u2eee\u2ef0\u2f3e",
        "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙户",
        strict=True,
    )
)


def mend_radicals(text: str) -> str:
    """Some fonts map 一, 人, 工 … to the Kangxi radicals that look the same; give back the ordinary characters."""
    return _RADICALS.sub(lambda match: _ordinary(match.group()), text)


def _ordinary(radical: str) -> str:
    return _SIMPLIFIED.get(radical) or unicodedata.normalize("NFKC", radical)


@lru_cache(maxsize=_REMEMBERED)
def tidy(text: str) -> str:
    """Text as a reader would retype it: no white space beside Chinese characters, single spaces elsewhere.

    Line breaks stay, full-width characters stay.
    """
    mended = mend_radicals(text)
    if mended.split() == [mended]:
        return mended
    return _SPACE_BESIDE_CJK.sub("", _SPACES.sub(" ", mended)).strip()


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """Text for comparing: NFKC, no white space at all, one kind of quotation mark."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(folded.split()).replace("“", '"').replace("”", '"')


def distance(a: str, b: str) -> int:
    """How many characters have to be put in, taken out or exchanged to make one text of the other."""
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
        above = row
    return above[-1]
