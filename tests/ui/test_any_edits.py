"""Whatever is done in whatever order, undoing all of it gives back the identical report."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from core.model import CellRef
from tests.ui.builders import OneRelation, make_report, press
from ui import messages
from ui.session import Opened, Session
from ui.window import MainWindow

DEEDS = [
    "undo", "redo", "cut", "copy", "paste", "fill_down", "clear_cells", "restore_printed", "insert_row", "delete_rows",
    "move_row_up", "move_row_down", "merge_rows", "split_row", "insert_column", "delete_columns", "merge_columns",
    "move_column_left", "move_column_right",
    "split_column", "join_cells", "shift_right", "shift_left", "rows_to_header", "header_to_rows", "join_previous",
    "cut_table", "toggle_checked", "accept_suggestion", "next_table", "previous_table", "split_cell", "edit_header",
]  # fmt: skip
PLACES = st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 2), st.integers(0, 2))
STEPS = st.lists(st.tuples(st.sampled_from(DEEDS), PLACES, st.sampled_from(["", "9.6", "1|2", "合计"])), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undoing_everything_gives_back_the_report(window: MainWindow, monkeypatch, steps) -> None:
    report = make_report()
    before = report.copy()
    session = window.desk._add(Session(Opened(report, OneRelation(report)), parent=window.desk))  # type: ignore[arg-type]
    while window.view is None:
        QApplication.processEvents()
    view = window.view
    for deed, (top, left, down, right), text in steps:
        monkeypatch.setattr(messages, "ask_text", lambda *_, text=text: text)
        table = view.grid.grid.table
        if table.rows and table.columns:
            top, left = min(top, len(table.rows) - 1), min(left, len(table.columns) - 1)
            bottom, end = min(top + down, len(table.rows) - 1), min(left + right, len(table.columns) - 1)
            view.show_cells([CellRef(table.id, top, left)])
            view.grid.choose_block(top, left, bottom, end)
        press(window, deed)
    after = report.copy()
    done = len(session.history.done)
    while session.history.done:
        session.undo()
    assert session.report == before
    for _ in range(done):
        session.redo()
    assert session.report == after
    window._drop(session)
