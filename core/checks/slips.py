"""Slips of the pen and of reading: does one printed figure look like another with something small gone wrong?"""

from __future__ import annotations

from core.texts import key


def slip(stated: str, meant: str) -> str:
    """What turned `meant` into `stated`, as a short Chinese phrase; "" where no single slip explains it."""
    a, b = key(stated).replace(",", ""), key(meant).replace(",", "")
    if a == b:
        return ""
    x, y = a.replace(".", ""), b.replace(".", "")
    if x == y:
        return "小数点错位"
    if len(x) == len(y):
        return _same_length(x, y)
    longer, shorter = (x, y) if len(x) > len(y) else (y, x)
    if len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        return "多写一位" if longer == x else "少写一位"
    return ""


def _same_length(x: str, y: str) -> str:
    differing = [i for i, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
    if len(differing) == 1:
        return "一位数字不同" if len(x) > 2 else ""
    if len(differing) == 2 and differing[1] - differing[0] == 1:
        i, j = differing
        if x[i] == y[j] and x[j] == y[i]:
            return "相邻两位颠倒"
    return ""
