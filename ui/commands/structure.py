"""The menu 表格: rows, columns, headers and whole tables. Each command is one step of the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.amounts import UNITS
from core.model import CellRef, Table, TableEdit, structure
from ui import messages
from ui.commands.base import Commands

_DIVIDE = "|"
Area = tuple[int, int, int, int]  # top, left, bottom, right, ends included


class StructureCommands(Commands):
    """Changes the table in the grid, at its selection."""

    # --- rows and columns ---

    def insert_row(self) -> None:
        top, _, bottom, _ = self._area()
        count = bottom - top + 1
        self._change(self.tr("插入 {count} 行").format(count=count), lambda t: structure.insert_rows(t, top, count))

    def insert_column(self) -> None:
        _, left, _, right = self._area()
        count = right - left + 1
        self._change(self.tr("插入 {count} 列").format(count=count), lambda t: structure.insert_columns(t, left, count))

    def delete_rows(self) -> None:
        top, _, bottom, _ = self._area()
        rows = range(top, bottom + 1)
        self._change(self.tr("删除 {count} 行").format(count=len(rows)), lambda t: structure.delete_rows(t, rows))

    def delete_columns(self) -> None:
        _, left, _, right = self._area()
        columns = range(left, right + 1)
        if len(columns) < len(self._table.columns):
            name = self.tr("删除 {count} 列").format(count=len(columns))
            self._change(name, lambda t: structure.delete_columns(t, columns))
        else:
            self._say(self.tr("表格至少要留一列。"))

    def move_row_up(self) -> None:
        self._move_rows(-1)

    def move_row_down(self) -> None:
        self._move_rows(1)

    def _move_rows(self, by: int) -> None:
        top, left, bottom, _ = self._area()
        to = top - 1 if by < 0 else bottom + 2
        if 0 <= to <= len(self._table.rows):
            self._change(self.tr("移动行"), lambda t: structure.move_rows(t, top, bottom - top + 1, to))
            self._choose(top + by, left)

    def move_column_left(self) -> None:
        self._move_columns(-1)

    def move_column_right(self) -> None:
        self._move_columns(1)

    def _move_columns(self, by: int) -> None:
        top, left, _, right = self._area()
        to = left - 1 if by < 0 else right + 2
        if 0 <= to <= len(self._table.columns):
            self._change(self.tr("移动列"), lambda t: structure.move_columns(t, left, right - left + 1, to))
            self._choose(top, left + by)

    def merge_rows(self) -> None:
        top, _, bottom, _ = self._area()
        if bottom > top:
            self._change(self.tr("合并行"), lambda t: structure.merge_rows(t, top, bottom))
        else:
            self._say(self.tr("先选中要合并的几行。"))

    def split_row(self) -> None:
        top = self._area()[0]
        self._change(self.tr("拆分行"), lambda t: structure.split_row(t, top))

    def merge_columns(self) -> None:
        _, left, _, right = self._area()
        if right > left:
            self._change(self.tr("合并列"), lambda t: structure.merge_columns(t, left, right))
        else:
            self._say(self.tr("先选中要合并的几列。"))

    def split_column(self) -> None:
        left = self._area()[1]
        self._change(self.tr("拆分列"), lambda t: structure.split_column(t, left))

    # --- cells ---

    def split_cell(self) -> None:
        """One cell becomes two; where, is asked, with the likely place proposed."""
        top, left, _, _ = self._area()
        if not self._table.rows:
            return
        first, second = structure.halves(self._table.cell(top, left).text)
        prompt = self.tr("在拆开的地方放一条竖线“|”，右半部分移到右边一格：")
        answer = messages.ask_text(self._window, prompt, f"{first}{_DIVIDE}{second}")
        if answer and _DIVIDE in answer:
            one, _, other = (part.strip() for part in answer.partition(_DIVIDE))
            self._change(self.tr("拆分单元格"), lambda t: structure.split_cell(t, top, left, one, other))

    def join_cells(self) -> None:
        """The selected cells of each row become one; a single cell takes in its right neighbour."""
        top, left, bottom, right = self._area()
        right = max(right, left + 1)

        def join(table: Table) -> Table:
            for row in range(top, bottom + 1):
                table = structure.join_cells(table, row, left, right)
            return table

        self._change(self.tr("合并单元格"), join)

    def shift_right(self) -> None:
        self._shift(1)

    def shift_left(self) -> None:
        self._shift(-1)

    def _shift(self, by: int) -> None:
        """The cells from the current one on move by one column, in every selected row."""
        top, left, bottom, right = self._area()

        def shift(table: Table) -> Table:
            for row in range(top, bottom + 1):
                if right > left:
                    table = structure.shift_cells(table, row, left, right, by)
                else:
                    table = (structure.shift_right if by > 0 else structure.shift_left)(table, row, left)
            return table

        if self._change(self.tr("右移") if by > 0 else self.tr("左移"), shift):
            self._choose(top, left + by)

    # --- header ---

    def edit_header(self) -> None:
        column = self._area()[1]
        if not self._table.columns:
            return
        path = self._table.columns[column].path
        answer = messages.ask_text(self._window, self.tr("这一列的表头，各级之间用“/”分开："), "/".join(path))
        if answer is not None:
            texts = [text.strip() for text in answer.split("/")]
            self._change(self.tr("修改表头"), lambda t: structure.set_header(t, column, texts))

    def rows_to_header(self) -> None:
        """The rows from the first to the last selected one are header."""
        count = self._area()[2] + 1
        if count < len(self._table.rows):
            self._change(self.tr("上面各行设为表头"), lambda t: structure.rows_to_header(t, count))
        else:
            self._say(self.tr("表头下面至少要留一行。"))

    def header_to_rows(self) -> None:
        self._change(self.tr("表头末行改为表体"), lambda t: structure.header_to_rows(t))

    # --- the table as a whole ---

    def edit_title(self) -> None:
        table = self._table
        known = " ".join(part for part in (table.number, table.title) if part)
        answer = messages.ask_text(self._window, self.tr("表号和标题，中间空一格："), known)
        if answer is not None:
            number, _, title = answer.strip().partition(" ")
            if not title:
                number, title = "", number
            self._change(self.tr("修改标题"), lambda t: replace(t, number=number or None, title=title.strip() or None))

    def edit_unit(self) -> None:
        answer = messages.ask_choice(
            self._window, self.tr("这张表的金额单位："), list(UNITS), self._table.amount_unit or ""
        )
        if answer is not None:
            self._change(self.tr("修改金额单位"), lambda t: replace(t, amount_unit=answer or None))

    def edit_form(self) -> None:
        """Another form: which relations the table has to keep."""
        from core.forms.catalogue import catalogue

        forms = {None: self.tr("其他表"), **{form.id: form.name for form in catalogue()}}
        names = list(forms.values())
        answer = messages.ask_choice(
            self._window, self.tr("这是哪一种表："), names, forms.get(self._table.form, names[0])
        )
        chosen = next((key for key, name in forms.items() if name == answer), None)
        if answer is not None:
            self._change(self.tr("修改表样"), lambda t: replace(t, form=chosen))

    def join_previous(self) -> None:
        """The table goes on where the one before it ends."""
        at = self._at
        if at < 1 or self.view is None:
            self._say(self.tr("这是第一张表，上面没有表可以合并。"))
            return
        first, second = (table.copy() for table in self.view.session.report.tables[at - 1 : at + 1])
        joined = structure.join_tables(first, second)
        self._do(self.tr("与上一张表合并"), TableEdit(at, second, None), TableEdit(at - 1, first, joined))
        self._choose(len(first.rows), 0, joined.id)

    def cut_table(self) -> None:
        """From the current row on it is another table."""
        row, at, before = self._area()[0], self._at, self._table.copy()
        if self.view is None or not 0 < row < len(before.rows):
            self._say(self.tr("先选中第二张表开始的那一行。"))
            return
        upper, lower = structure.cut_table(before, row, structure.new_table_id(self.view.session.report))
        if lower.form is None:
            from core.forms.catalogue import catalogue
            from core.forms.recognise import form_of

            lower.form = form_of(lower, catalogue())
        self._do(self.tr("拆成两张表"), TableEdit(at, before, upper), TableEdit(at + 1, None, lower))

    def remove_table(self) -> None:
        if self._at >= 0:
            self._do(self.tr("删除表"), TableEdit(self._at, self._table.copy(), None))

    # --- how ---

    @property
    def _table(self) -> Table:
        """The table in the grid, an empty one where there is none."""
        return self.view.grid.grid.table if self.view is not None else Table("", [], [])

    @property
    def _at(self) -> int:
        """Its position in the report, -1 where there is none."""
        tables = self.view.session.report.tables if self.view is not None else []
        return next((at for at, table in enumerate(tables) if table.id == self._table.id), -1)

    def _area(self) -> Area:
        return (self.view.grid.selected_block() if self.view is not None else None) or (0, 0, 0, 0)

    def _say(self, words: str) -> None:
        """Why nothing was done."""
        if self.view is not None:
            self.view.said.emit(words)

    def _choose(self, row: int, column: int, table_id: str = "") -> None:
        if self.view is not None:
            self.view.show_cells([CellRef(table_id or self._table.id, row, column)])

    def _change(self, name: str, change: Callable[[Table], Table]) -> bool:
        """Put the changed table in the place of the shown one; say so where it does not fit."""
        at, before = self._at, self._table.copy()
        if at < 0:
            return False
        try:
            after = change(before.copy())
        except structure.NoRoom:
            messages.tell(self._window, self.tr("旁边的格子不是空的，放不下。请先腾出位置。"))
            return False
        except IndexError:
            return False
        if after != before:
            self._do(name, TableEdit(at, before, after))
        return True

    def _do(self, name: str, *edits: TableEdit) -> None:
        if self.view is not None:
            with self.view.session.step(name):
                for edit in edits:
                    self.view.session.history.apply(edit)
