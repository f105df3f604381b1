"""The list of corrections (改动清单): what was printed, what it should be, and which step of the history says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.export.table_changes import TableChange, table_changes
from core.export.tables import write_csv
from core.model import Cell, CellEdit, CellRef, History, ParagraphEdit, Report, Step, TableEdit
from core.model.address import cell_label

_HEADER = ("序号", "位置", "页码", "原印", "改为", "时间", "操作", "原因")


@dataclass(frozen=True, slots=True)
class Correction:
    """One place that reads otherwise than it was printed. place: in the forms' own words; step: None where unknown.

    cell: None for a table, a row or a paragraph of the narrative.
    """

    place: str
    page: int | None
    printed: str
    text: str
    step: Step | None = None
    cell: CellRef | None = None


def corrections(history: History) -> list[Correction]:
    """Everything that the user corrected: cells, table by table, then tables as wholes, then the narrative.

    What was misread and put right by arithmetic (推定) is no fault of the original and left out.
    """
    report = history.report
    whole = [(change, step) for step in history.done for change in table_changes(step)]
    put_in = {cell for change, _ in whole for cell in change.row}
    return [*_cells(report, _makers(history.done), put_in), *_tables(whole), *_paragraphs(report, history.done)]


def correction_rows(made: Iterable[Correction]) -> list[Sequence[str]]:
    """The 改动清单: its header and one row for each correction."""
    return [_HEADER, *(_row(number, each) for number, each in enumerate(made, 1))]


def write_corrections(path: Path, made: Iterable[Correction]) -> None:
    """The 改动清单 as CSV. Raises DiskFull or FileUnwritable."""
    write_csv(path, correction_rows(made))


def _row(number: int, each: Correction) -> Sequence[str]:
    step = each.step
    when = step.when.strftime("%Y-%m-%d %H:%M") if step else ""
    page = str(each.page) if each.page else ""
    texts = each.printed or "（空白）", each.text or "（空白）"
    return str(number), each.place, page, *texts, when, step.name if step else "", step.why if step else ""


_Makers = dict[Cell, list[tuple[CellRef, Step]]]


def _makers(steps: Sequence[Step]) -> _Makers:
    """Which steps brought a cell about, and where it stood then; the latest first."""
    makers: _Makers = defaultdict(list)
    for step in reversed(steps):
        for edit in step.edits:
            for ref, cell in _made(edit):
                makers[cell].append((ref, step))
    return makers


def _made(edit: object) -> Iterator[tuple[CellRef, Cell]]:
    """Cells that were not there before an edit; a change of structure moves most and makes few."""
    if isinstance(edit, CellEdit):
        yield edit.ref, edit.after
    elif isinstance(edit, TableEdit) and edit.after is not None:
        before = {cell for _, cell in edit.before.refs()} if edit.before else set()
        yield from ((ref, cell) for ref, cell in edit.after.refs() if cell.corrected and cell not in before)


def _cells(report: Report, makers: _Makers, put_in: Container[Cell]) -> Iterator[Correction]:
    """put_in: the cells of rows that are told as a whole."""
    for table in report.tables:
        for ref, cell in table.refs():
            if cell.corrected and not cell.inferred:
                step = _step_of(ref, makers.get(cell, ()))
                if cell in put_in and not _typed(step, cell):
                    continue
                yield Correction(cell_label(report, ref), cell.page, cell.printed, cell.text, step, ref)


def _typed(step: Step | None, cell: Cell) -> bool:
    return step is not None and any(isinstance(edit, CellEdit) and edit.after == cell for edit in step.edits)


def _tables(changes: Iterable[tuple[TableChange, Step]]) -> list[Correction]:
    """What was changed and changed back is as it was printed."""
    told: list[Correction] = []
    for change, step in changes:
        place, page, printed, text, _ = change
        back = next((each for each in told if (each.place, each.printed, each.text) == (place, text, printed)), None)
        if back is not None:
            told.remove(back)
        else:
            told.append(Correction(place, page, printed, text, step))
    return told


def _step_of(ref: CellRef, makers: Sequence[tuple[CellRef, Step]]) -> Step | None:
    """Rows move, so the same cell may have been corrected elsewhere in its table, or in one that was joined to it."""
    best = max(makers, key=lambda made: (made[0] == ref, made[0].table == ref.table), default=None)
    return best[1] if best else None


def _paragraphs(report: Report, steps: Sequence[Step]) -> Iterator[Correction]:
    makers = {e.index: step for step in steps for e in step.edits if isinstance(e, ParagraphEdit)}
    for index, paragraph in enumerate(report.narrative):
        if paragraph.text != paragraph.printed:
            place = f"情况说明 第 {index + 1} 段"
            yield Correction(place, paragraph.page, paragraph.printed, paragraph.text, makers.get(index))
