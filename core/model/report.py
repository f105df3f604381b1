"""A report (报告) as a document: tables of cells, the narrative beside them, and where each came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, NamedTuple

from core import amounts
from core.model.geometry import Box

SourceKind = Literal["pdf", "scan", "word", "excel", "html", "text", "csv", "json"]
ReportKind = Literal["budget", "final"]  # 预算, 决算
AmountUnit = str  # 金额单位 as printed: 元, 千元, 万元, 亿元


class CellRef(NamedTuple):
    """A cell by table id and 0-based place among the body rows and leaf columns."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One body cell. Immutable: an edit puts another cell in its place.

    printed: the text as the page has it (or as the reader read it); never changed by an edit of the text.
    text: the text as it stands now.
    page: 1-based page, box: place on it; both None where the source has no pages.
    confidence: 0..1 from OCR, None where the text was taken from the file itself.
    inferred: placed or chosen by arithmetic rather than read (推定).
    """

    printed: str = ""
    text: str = ""
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None
    inferred: bool = False

    @classmethod
    def of(cls, text: str, page: int | None = None, box: Box | None = None, confidence: float | None = None) -> Cell:
        """A cell as read: printed and present text are the same."""
        return cls(text, text, page, box, confidence)

    @property
    def corrected(self) -> bool:
        return self.text != self.printed

    @property
    def figure(self) -> amounts.Figure | None:
        """The figure that the present text prints, None where blank or not a number."""
        return amounts.parse(self.text)

    def with_text(self, text: str) -> Cell:
        """The same cell corrected; a correction also settles what was uncertain about it."""
        return Cell(self.printed, text, self.page, self.box, self.confidence)  # `replace` would take five times as long


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf column: its header texts from top to bottom (a text over two header rows named once) and its 栏次."""

    path: tuple[str, ...] = ()
    number: str = ""


@dataclass(slots=True)
class Table:
    """A table of the report. `rows` has one cell per leaf column in every row; header rows are not in it.

    follows: how many paragraphs of the narrative stand before it; 0 also says: right behind the table before it.
    """

    id: str
    columns: list[Column]
    rows: list[list[Cell]]
    form: str | None = None
    number: str | None = None
    title: str | None = None
    pages: tuple[int, ...] = ()
    unit_line: str | None = None
    amount_unit: AmountUnit | None = None
    note: str | None = None
    checked: bool = False  # 已核对 by the user
    follows: int = 0

    @property
    def column_numbers(self) -> list[str] | None:
        """The 栏次 row, None where the table has none."""
        numbers = [c.number for c in self.columns]
        return numbers if any(numbers) else None

    def cell(self, row: int, column: int) -> Cell:
        return self.rows[row][column]

    def refs(self) -> Iterator[tuple[CellRef, Cell]]:
        """Every cell with its reference, row by row."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                yield CellRef(self.id, r, c), cell

    def copy(self) -> Table:
        """A copy that shares nothing mutable."""
        return replace(self, columns=list(self.columns), rows=[list(row) for row in self.rows])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside the tables, wrapped lines joined. None comes or goes: the tables say where they stand."""

    text: str
    printed: str = ""
    page: int | None = None
    boxes: tuple[tuple[int, Box], ...] = ()  # (page, box) of each printed line

    @classmethod
    def of(cls, text: str, page: int | None = None, boxes: tuple[tuple[int, Box], ...] = ()) -> Paragraph:
        return cls(text, text, page, boxes)


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page whose text could not be taken from the file and waits for OCR; `reason` is a short Chinese phrase."""

    page: int
    reason: str


@dataclass(frozen=True, slots=True)
class Straightened:
    """A page that is a picture and was turned, levelled or freed of perspective before it was read.

    matrix: the homography (3 × 3, row by row) from points of the page as the file holds it to points of the upright
    page, on which all boxes lie. width, height: of the upright page, in points.
    """

    page: int
    width: float
    height: float
    matrix: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the report came from. `pages` is None where the file has no pages."""

    path: str = ""
    sha256: str = ""
    kind: SourceKind = "json"
    pages: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """Whose report it is and what it reports: 单位, 年度, 预算 or 决算, 金额单位. None where unknown."""

    unit: str | None = None
    year: int | None = None
    kind: ReportKind | None = None
    amount_unit: AmountUnit | None = None


@dataclass(slots=True)
class Report:
    """The document that every station after the readers works on.

    set_aside: the user's reason for each finding that was set aside (搁置), by `Finding.key`.
    straightened: the pages that were read from a picture, and how it was set upright.
    """

    info: ReportInfo = field(default_factory=ReportInfo)
    source: Source = field(default_factory=Source)
    tables: list[Table] = field(default_factory=list)
    narrative: list[Paragraph] = field(default_factory=list)
    unread: tuple[UnreadPage, ...] = ()
    set_aside: dict[str, str] = field(default_factory=dict)
    straightened: tuple[Straightened, ...] = ()

    def table(self, table_id: str) -> Table:
        """The table of that id; KeyError where there is none."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def cell(self, ref: CellRef) -> Cell:
        return self.table(ref.table).cell(ref.row, ref.column)

    @property
    def starts(self) -> list[int]:
        """For each table how many paragraphs stand before it, never fewer than before the table above."""
        return list(accumulate((table.follows for table in self.tables), max))

    @property
    def opening(self) -> int:
        """How many paragraphs stand before the first table."""
        return self.tables[0].follows if self.tables else len(self.narrative)

    def below(self, position: int) -> list[Paragraph]:
        """The paragraphs between the table at that position and the next."""
        start, end = [*self.starts, len(self.narrative)][position : position + 2]
        return self.narrative[start:end]

    def place_tables(self, before: Sequence[int]) -> None:
        """Tell the tables where they stand. before: for each paragraph, how many tables stand before it."""
        for position, table in enumerate(self.tables):
            table.follows = sum(tables <= position for tables in before)

    def tables_before(self) -> list[int]:
        """For each paragraph how many tables stand before it: what `place_tables` takes."""
        starts = self.starts
        return [bisect_right(starts, index) for index in range(len(self.narrative))]

    def copy(self) -> Report:
        """A copy that shares nothing mutable."""
        return replace(
            self,
            tables=[t.copy() for t in self.tables],
            narrative=list(self.narrative),
            set_aside=dict(self.set_aside),
        )
