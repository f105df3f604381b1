"""Which slip of reading or typing would turn one figure into another, and how likely it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core import subjects

_CONFUSED = frozenset(
    frozenset(pair)
    for pair in ("17", "38", "56", "06", "49", "08", "68", "27", "35", "69", "14", "09", "89", "58", "13")
)
_YEAR = re.compile(r"20[0-4]\d")
_POWERS = {10**n for n in range(1, 9)}


@dataclass(frozen=True, slots=True)
class Slip:
    """A way in which the right figure became the printed one. likely: 0..1; words: said in the finding, "" for none."""

    likely: float
    words: str = ""


_NONE = Slip(0.2)


def slip(printed: Decimal | None, right: Decimal, places: int) -> Slip:
    """The likeliest slip that turns `right`, printed with that many decimals, into `printed` (None for a blank)."""
    if printed is None:
        return Slip(0.45, "此格空白")
    return _NONE if printed == right else _likeliest(str(printed), right, places)


@lru_cache(maxsize=8192)
def _likeliest(text: str, right: Decimal, places: int) -> Slip:
    """By the text, as 208 and 208.00 are equal and yet not the same slip."""
    printed = Decimal(text)
    found = [s for test in _TESTS if (s := test(printed, right, places)) is not None]
    return max(found, key=lambda s: s.likely, default=_NONE)


def _digits(value: Decimal, places: int) -> str:
    return f"{abs(value):.{places}f}".replace(".", "")


def _pair(printed: Decimal, right: Decimal, places: int) -> tuple[str, str]:
    """The digits of both, to the same decimals."""
    exponent = printed.as_tuple().exponent
    most = max(places, -exponent if isinstance(exponent, int) else 0)
    return _digits(printed, most), _digits(right, most)


def _sign(printed: Decimal, right: Decimal, places: int) -> Slip | None:
    return Slip(0.8, "正负号相反") if printed == -right else None


def _power(printed: Decimal, right: Decimal, places: int) -> Slip | None:
    """A lost or moved point, or 元 for 万元."""
    if not printed or not right or (printed < 0) != (right < 0):
        return None
    large, small = max(abs(printed), abs(right)), min(abs(printed), abs(right))
    ratio = large / small
    if ratio != ratio.to_integral_value() or int(ratio) not in _POWERS:
        return None
    what = "可能把元当作万元" if int(ratio) == 10000 else "可能小数点错位"
    return Slip(0.92, f"相差 {int(ratio)} 倍，{what}")


def _one_digit(printed: Decimal, right: Decimal, places: int) -> Slip | None:
    a, b = _pair(printed, right, places)
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(differing) != 1:
        return None
    if frozenset(differing[0]) in _CONFUSED:
        return Slip(0.95, f"{differing[0][1]} 可能误作 {differing[0][0]}")
    return Slip(0.7, "有一位数字不同")


def _swapped(printed: Decimal, right: Decimal, places: int) -> Slip | None:
    a, b = _pair(printed, right, places)
    width = max(len(a), len(b))
    a, b = a.zfill(width), b.zfill(width)
    at = [i for i in range(width) if a[i] != b[i]]
    if len(at) == 2 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]:
        near = at[1] == at[0] + 1
        return Slip(0.93 if near else 0.6, "差额能被 9 整除，可能两位数字颠倒")
    return None


def _dropped(printed: Decimal, right: Decimal, places: int) -> Slip | None:
    """A digit lost or doubled, with the point in its place or with the decimals kept."""
    a, b = _plain(printed), f"{abs(right):.{places}f}"
    if len(a) + 1 == len(b) and any(b[:i] + b[i + 1 :] == a for i in range(len(b)) if b[i] != "."):
        return Slip(0.85, "可能漏了一位数字")
    if len(a) == len(b) + 1 and any(a[:i] + a[i + 1 :] == b for i in range(len(a)) if a[i] != "."):
        return Slip(0.85, "可能多了一位数字")
    return None


def _no_amount(printed: Decimal, right: Decimal, places: int) -> Slip | None:
    """A 科目编码 or a year in the place of an amount, printed without the decimals that its neighbours have."""
    text = _plain(printed)
    if not places or not text.isdigit():
        return None
    if text[0] in "23" and subjects.named(text):
        return Slip(0.9, f"可能把科目编码 {text} 当作金额")
    return Slip(0.75, f"可能把年份 {text} 当作金额") if _YEAR.fullmatch(text) else None


def _plain(value: Decimal) -> str:
    return f"{abs(value):f}"


_TESTS: tuple[Callable[[Decimal, Decimal, int], Slip | None], ...] = (
    _sign, _power, _one_digit, _swapped, _dropped, _no_amount,
)  # fmt: skip
