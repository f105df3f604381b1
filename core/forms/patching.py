"""A region of a page that was read again, worked into the report as edits. What the user corrected stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from core.forms.assemble import Assembler
from core.layout.blocks import Block, Grid
from core.model import Box, Cell, CellEdit, CellRef, Edit, Report, Source, Table, TableEdit, structure

Places = dict[CellRef, Box]


def patches(report: Report, blocks: list[Block], page: int, region: Box) -> list[Edit]:
    """The edits that put what was read in a region (points of the page) in the place of what stood there before.

    Where cells of the report lie in the region they take the new texts one by one; a table that lies in it whole and
    now has other rows or columns gives way to the new one. Where there was no table, there is one now. A reading that
    finds nothing takes nothing away. Empty where nothing changes.
    """
    covered = _covered(report, page, region)
    if not covered:
        return _new_tables(report, blocks, page, region)
    renewed = _renewed(report, covered, blocks)
    return [renewed] if renewed else list(_cell_edits(report, covered, blocks))


def is_corrected(cell: Cell) -> bool:
    """Whether the user gave the cell its text, rather than arithmetic."""
    return cell.corrected and not cell.inferred


def _covered(report: Report, page: int, region: Box) -> Places:
    """The cells whose middle lies in the region."""
    return {
        ref: cell.box
        for table in report.tables
        for ref, cell in table.refs()
        if cell.page == page and cell.box is not None and region.contains(*cell.box.centre)
    }


# --- cell by cell ---


def _cell_edits(report: Report, covered: Places, blocks: Iterable[Block]) -> Iterator[Edit]:
    found: dict[CellRef, list[Cell]] = {}
    for piece in _pieces(blocks):
        ref = _home(piece.box, covered) if piece.box else None
        if ref is not None:
            found.setdefault(ref, []).append(piece)
    for ref, pieces in found.items():
        before = report.cell(ref)
        after = _read_again(before, pieces)
        if after != before and not is_corrected(before):
            yield CellEdit(ref, before, after)


def _pieces(blocks: Iterable[Block]) -> Iterator[Cell]:
    """Every text of the blocks with its place and how sure it is (None where the block does not tell)."""
    for block in blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                if cell.text.strip():
                    yield Cell.of(cell.text, block.page, cell.box, cell.confidence)
        elif block.text.strip():
            yield Cell.of(block.text, block.page, block.box)


def _home(box: Box, covered: Places) -> CellRef | None:
    """The cell that a text belongs to; None where it lies in no cell, or over several."""
    if sum(box.contains(*place.centre) for place in covered.values()) > 1:
        return None
    homes = [ref for ref, place in covered.items() if place.contains(*box.centre)]
    return min(homes, key=lambda ref: covered[ref].width * covered[ref].height, default=None)


def _read_again(before: Cell, pieces: list[Cell]) -> Cell:
    """The cell with its new text; two readings that agree are as sure as the surer one."""
    pieces.sort(key=lambda piece: (piece.box or Box(0, 0, 0, 0))[1::-1])
    read = structure.join(pieces)
    sure = before.confidence if read.confidence is None else read.confidence
    if read.text == before.text:
        known = [c for c in (before.confidence, sure) if c is not None]
        return replace(before, confidence=max(known, default=None))
    return replace(before, printed=read.text, text=read.text, confidence=sure, inferred=False)


# --- whole tables ---


def _renewed(report: Report, covered: Places, blocks: list[Block]) -> TableEdit | None:
    """Another table in the place of one that lies in the region whole, where its shape was read otherwise."""
    if len({ref.table for ref in covered}) != 1:
        return None
    table_id = next(iter(covered)).table
    position = next(at for at, table in enumerate(report.tables) if table.id == table_id)
    before = report.tables[position]
    read = _tables_of(blocks)
    if len(read) != 1 or any(cell.box and ref not in covered for ref, cell in before.refs()):
        return None
    if _shape(read[0]) == _shape(before):
        return None
    after = _with_corrections(before, _under_old_name(before, read[0]))
    return TableEdit(position, before.copy(), after) if after else None


def _shape(table: Table) -> tuple[int, int]:
    return len(table.rows), len(table.columns)


def _under_old_name(before: Table, read: Table) -> Table:
    return replace(
        read,
        id=before.id,
        form=before.form or read.form,
        number=before.number or read.number,
        title=before.title or read.title,
        unit_line=before.unit_line or read.unit_line,
        amount_unit=before.amount_unit or read.amount_unit,
        note=before.note or read.note,
        follows=before.follows,
    )


def _with_corrections(before: Table, after: Table) -> Table | None:
    """The new table with what the user corrected in the old one; None where a correction finds no place."""
    places = {ref: cell.box for ref, cell in after.refs() if cell.box is not None}
    for _, cell in before.refs():
        if not is_corrected(cell):
            continue
        home = _home(cell.box, places) if cell.box else None
        if home is None:
            return None
        after.rows[home.row][home.column] = replace(after.cell(home.row, home.column), text=cell.text, inferred=False)
    return after


def _new_tables(report: Report, blocks: list[Block], page: int, region: Box) -> list[Edit]:
    """The tables of the region, behind those that begin on this page or before it."""
    position = sum(1 for table in report.tables if table.pages and min(table.pages) <= page)
    follows = _paragraphs_above(report, position, page, region)
    taken = {table.id for table in report.tables}
    free = (name for n in count(1) if (name := f"t{n}") not in taken)
    return [
        TableEdit(position + at, None, replace(table, id=next(free), follows=follows))
        for at, table in enumerate(_tables_of(blocks))
    ]


def _paragraphs_above(report: Report, position: int, page: int, region: Box) -> int:
    """How many paragraphs stand above the region, none of them below the table that will be the next one."""
    ends = ((n, p.boxes[-1]) for n, p in enumerate(report.narrative, 1) if p.boxes)
    above = max((n for n, (at, box) in ends if (at, box.bottom) <= (page, region.centre[1])), default=0)
    return min([above, *report.starts[position : position + 1]])


def _tables_of(blocks: Iterable[Block]) -> list[Table]:
    assembler = Assembler()
    for block in blocks:
        assembler.feed(block)
    return assembler.finish(Source()).tables
