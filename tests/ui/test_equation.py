"""The equation of a problem: a sum whose every figure leads to its cell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.checks.findings import Equation, Finding, Part, Quote, Suspect
from core.model import CellRef
from ui.findings.equation import EquationLine, PieceButton
from ui.session import Session

WRONG = CellRef("t2", 1, 5)
WHOLE = CellRef("t2", 1, 2)


def finding(parts: int = 2) -> Finding:
    named = tuple(Part(CellRef("t2", 1, 3), f"第{n}项", "0.00" if n == 1 else "1.00") for n in range(parts - 1))
    equation = Equation((*named, Part(WRONG, "项目支出", "2.60")), (Part(WHOLE, "合计", "72.49"),), "65.49", "-7.00")
    suspects = (Suspect(WRONG, "9.60", 0.9),)
    return Finding("row", "row_sum", "error", "表5：不符", suspects=suspects, equations=(equation,))


def drawn(session: Session, qtbot: QtBot, shown: Finding) -> EquationLine:
    line = EquationLine.of(session, shown, shown.equations[0], None)  # type: ignore[arg-type]
    qtbot.addWidget(line)
    line.show()
    return line


def pieces(line: EquationLine) -> list[str]:
    buttons = [b for b in line.findChildren(PieceButton) if b.isVisible()]
    return [f"{b.piece.sign} {b.piece.text}".strip() for b in buttons]


def test_every_figure_leads_to_its_cell(qtbot: QtBot, session: Session) -> None:
    line = drawn(session, qtbot, finding())
    assert pieces(line) == ["1.00", "+ 2.60", "= 65.49", "≠ 72.49", "7.00"]
    framed = [b for b in line.findChildren(PieceButton) if b.piece.suspect]
    assert [b.piece.cell for b in framed] == [WRONG]
    with qtbot.waitSignal(line.cell_wanted) as told:
        qtbot.keyClick(framed[0], Qt.Key.Key_Return)
    assert told.args == [WRONG]
    assert "201 一般公共服务支出" in framed[0].accessibleName()


def test_a_long_sum_is_folded_until_it_is_wanted(qtbot: QtBot, session: Session) -> None:
    line = drawn(session, qtbot, finding(30))
    assert len(pieces(line)) == 3 + 1 + 3
    assert "+ 2.60" in pieces(line)
    fold = next(b for b in line.findChildren(PieceButton) if b.piece.label == "…")
    assert fold.piece.text == "还有 27 项"
    fold.click()
    assert len(pieces(line)) == 30 + 3
    flow = line.layout()
    drawn_order = [flow.itemAt(n).widget().piece.label for n in range(29)]
    assert drawn_order == [f"第{n}项" for n in range(29)]


@pytest.mark.parametrize("cells", [(WHOLE,), ()])
def test_the_amount_of_the_text_is_a_part_too(qtbot: QtBot, session: Session, cells: tuple[CellRef, ...]) -> None:
    quote = Quote("收入302.49万元", 3, 0)
    shown = Finding(
        "text", "text_table", "error", "正文不符", cells=cells, text=quote, stated="302.49", expected="72.49"
    )
    line = EquationLine.of_text(session, shown, None)  # type: ignore[arg-type]
    assert line is not None
    qtbot.addWidget(line)
    line.show()
    assert pieces(line) == ["302.49", "≠ 72.49"]
    with qtbot.waitSignal(line.text_wanted):
        line.findChildren(PieceButton)[0].click()


@pytest.mark.parametrize("count", [2, 12])
def test_one_sum_in_two_columns_is_named_by_its_column(qtbot: QtBot, session: Session, count: int) -> None:
    def of(column: int) -> Equation:
        parts = tuple(Part(CellRef("t2", 1 + n % 2, column), f"第{n}项", "1.00") for n in range(count))
        return Equation(parts, (Part(CellRef("t2", 0, column), "合计", "9.00"),), "2.00", "-7.00")

    both = replace(finding(), suspects=(), equations=(of(3), of(5)))
    names = []
    for equation in both.equations:
        line = EquationLine.of(session, both, equation, None)  # type: ignore[arg-type]
        qtbot.addWidget(line)
        line.show()
        line._unfold()
        names.append([line.layout().itemAt(n).widget().piece.label for n in range(1 + count)])
        names[-1][0] = line.layout().itemAt(0).widget().piece.text
    labels = [f"第{n}项" for n in range(count)]
    assert names == [["基本支出·小计", *labels], ["项目支出", *labels]]
    assert pieces(drawn(session, qtbot, finding()))[0] == "1.00"
