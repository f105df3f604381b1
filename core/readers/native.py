"""PDFium's small functions, called as plainly as ctypes can: for what one page has thousands of.

pypdfium2 declares the types of all arguments, and ctypes then checks and converts each of them at every call: longer
than the call itself takes. The functions given here take C values as they are: handles, `ctypes.byref`, small integers.
They keep the GIL, since they return sooner than it could be handed over; whoever calls them holds `pdfium.LOCK`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache, partial
from struct import Struct
from typing import Any


class Handle(ctypes.c_void_p):
    """What PDFium knows an object by; being a class of its own, ctypes hands it on instead of making an int of it."""


class Answers:
    """Memory that a function fills with numbers; `places` are its arguments for that.

    kinds: a letter for each, as the module `struct` has them; all of them take as many bytes.
    """

    def __init__(self, kinds: str) -> None:
        numbers = Struct(kinds)
        memory = ctypes.create_string_buffer(numbers.size)
        self.places = [ctypes.byref(memory, at) for at in range(0, numbers.size, numbers.size // len(kinds))]
        self.read = partial(numbers.unpack, memory)


def memory(size: int) -> tuple[bytearray, Any]:
    """So many bytes, and their first one, for `ctypes.byref`: no type is made for their number, as arrays have it."""
    held = bytearray(size)
    return held, ctypes.c_char.from_buffer(held)


@cache
def function(name: str, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """The function of that name, which returns a `result`."""
    import pypdfium2.raw as pdfium

    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address or 0)
