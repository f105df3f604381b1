"""Reports and edits for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from core.model import (
    BLANK,
    AsideEdit,
    Box,
    Cell,
    CellEdit,
    CellRef,
    Column,
    Edit,
    InfoEdit,
    Paragraph,
    ParagraphEdit,
    Report,
    ReportInfo,
    Source,
    Table,
    TableEdit,
    UnreadPage,
)

texts = st.sampled_from(["", "201", "9.60", "办公费", "1,234.50", "△3.00", "9.60%", "a\n\"b'\\", "—"]) | st.text(
    max_size=5
)
boxes = st.builds(Box, *[st.floats(0, 900, allow_nan=False)] * 4)
cells = (
    st.just(BLANK)
    | st.builds(Cell.of, texts)
    | st.builds(
        Cell, texts, texts, st.none() | st.integers(1, 9), st.none() | boxes, st.none() | st.floats(0, 1), st.booleans()
    )
)
optional = st.none() | texts
columns = st.builds(Column, st.lists(texts, max_size=3).map(tuple), texts)
infos = st.builds(
    ReportInfo, optional, st.none() | st.integers(1990, 2100), st.sampled_from([None, "budget", "final"]), optional
)
paragraphs = st.builds(
    Paragraph,
    texts,
    texts,
    st.none() | st.integers(1, 9),
    st.lists(st.tuples(st.integers(1, 9), boxes), max_size=2).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn, table_id: str = "t1", follows: int = 0) -> Table:
    width = draw(st.integers(1, 4))
    rows = st.lists(st.lists(cells, min_size=width, max_size=width), max_size=4)
    return Table(
        table_id,
        draw(st.lists(columns, min_size=width, max_size=width)),
        draw(rows),
        *[draw(optional) for _ in range(3)],
        tuple(draw(st.lists(st.integers(1, 30), max_size=2))),
        *[draw(optional) for _ in range(3)],
        draw(st.booleans()),
        follows,
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    narrative = draw(st.lists(paragraphs, max_size=3))
    starts = sorted(draw(st.lists(st.integers(0, len(narrative)), max_size=3)))
    return Report(
        draw(infos),
        Source("报告.pdf", "00ff", "pdf", draw(st.none() | st.integers(1, 30)), 0.25),
        [draw(tables(f"t{n}", follows)) for n, follows in enumerate(starts, 1)],
        narrative,
        draw(st.just(()) | st.just((UnreadPage(2, "没有文字"),))),
        draw(st.dictionaries(texts, texts, max_size=2)),
    )


@st.composite
def edits(draw: st.DrawFn, report: Report) -> Edit:
    """An edit that fits the report as it stands."""
    kinds = ["info", "aside", "insert"]
    kinds += ["table", "remove"] if report.tables else []
    kinds += ["paragraph"] if report.narrative else []
    filled = [(table, row) for table in report.tables for row in range(len(table.rows))]
    kinds += ["cell"] * 3 if filled else []
    kind = draw(st.sampled_from(kinds))
    if kind == "cell":
        table, row = draw(st.sampled_from(filled))
        ref = CellRef(table.id, row, draw(st.integers(0, len(table.columns) - 1)))
        return CellEdit(ref, report.cell(ref), draw(cells))
    if kind == "paragraph":
        index = draw(st.integers(0, len(report.narrative) - 1))
        return ParagraphEdit(index, report.narrative[index], draw(paragraphs))
    if kind == "info":
        return InfoEdit(report.info, draw(infos))
    if kind == "aside":
        finding = draw(st.sampled_from([*report.set_aside, "row_sum|t1.0.0||"]))
        return AsideEdit(finding, report.set_aside.get(finding), draw(st.none() | texts))
    return draw(table_edits(report, kind))


@st.composite
def table_edits(draw: st.DrawFn, report: Report, kind: str) -> TableEdit:
    if kind == "insert":
        free = next(f"t{n}" for n in range(1, 99) if f"t{n}" not in {t.id for t in report.tables})
        position = draw(st.integers(0, len(report.tables)))
        least, most = [0, *report.starts, len(report.narrative)][position : position + 2]
        return TableEdit(position, None, draw(tables(free, draw(st.integers(least, most)))))
    position = draw(st.integers(0, len(report.tables) - 1))
    before = report.tables[position]
    after = None if kind == "remove" else draw(st.just(shuffled(before)) | tables(before.id, before.follows))
    return TableEdit(position, before.copy(), after)


def shuffled(table: Table) -> Table:
    """The same rows in another order, one of them twice: what an inserted or moved row looks like."""
    other = table.copy()
    other.rows = [list(row) for row in [*table.rows[1:], *table.rows[:1], *table.rows[:1]]]
    return other
