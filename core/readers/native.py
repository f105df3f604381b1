"""PDFium's small functions, called as plainly as ctypes can: for what one page has thousands of.

pypdfium2 declares the types of all arguments, and ctypes then checks and converts each of them at every call: longer
than the call itself takes. The functions given here take C values as they are: handles, `ctypes.byref`, small integers.
They keep the GIL, since they return sooner than it could be handed over; whoever calls them holds `pdfium.LOCK`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any


class Handle(ctypes.c_void_p):
    """What PDFium knows an object by; being a class of its own, ctypes hands it on instead of making an int of it."""


class Answers:
    """Memory that a function fills with numbers of one C type; `places` are its arguments for that."""

    def __init__(self, kind: Any, count: int) -> None:
        self._numbers = (kind * count)()
        self.places = [ctypes.byref(self._numbers, i * ctypes.sizeof(kind)) for i in range(count)]

    def read(self) -> tuple[Any, ...]:
        return tuple(self._numbers)


@cache
def function(name: str, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """The function of that name, which returns a `result`."""
    import pypdfium2.raw as pdfium

    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address or 0)
