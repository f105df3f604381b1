"""What a reader is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.layout.blocks import Block
from core.model import SourceKind, Straightened, UnreadPage
from core.progress import Progress


@dataclass(slots=True)
class Reading:
    """What a reader gives: blocks that are read as they are asked for.

    pages: how many pages, None where the file has none. unread and straightened grow while the blocks are read.
    data: what was read, and what its pages are drawn from.
    """

    kind: SourceKind
    pages: int | None
    blocks: Iterator[Block]
    unread: list[UnreadPage] = field(default_factory=list)
    straightened: list[Straightened] = field(default_factory=list)
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader is asked for. name: of the file, which may lie about its kind; data: its bytes."""

    name: str
    data: bytes
    password: str | None
    ocr: bool
    progress: Progress
