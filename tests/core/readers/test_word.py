"""Word documents → blocks: what is printed, once and in order."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml import parse_xml

from core.layout.blocks import Block, Grid, Line
from core.progress import Silent
from core.readers import word
from core.readers.reading import Request

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)
BOX = "<w:txbxContent><w:p><w:r><w:t>公开</w:t></w:r></w:p><w:p><w:r><w:t>01表</w:t></w:r></w:p></w:txbxContent>"
TWICE = (
    f"<mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>"
)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(text: str, more: str = "", held: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr><w:p>{run(text)}{held}</w:p></w:tc>"


def row(*cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def control(held: str) -> str:
    return f"<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"


def blocks(*body: str) -> list[Block]:
    """What is read of a document that holds these elements."""
    document = Document()
    for element in parse_xml(f"<w:body {NAMES}>{''.join(body)}</w:body>"):
        document.element.body.append(element)
    data = io.BytesIO()
    document.save(data)
    return list(word.read(Request("报告.docx", data.getvalue(), None, False, Silent())).blocks)


def lines(*body: str) -> list[str]:
    return [block.text for block in blocks(*body) if isinstance(block, Line)]


def grid(*rows: str) -> Grid:
    (block,) = blocks(table(*rows))
    assert isinstance(block, Grid)
    return block


def places(read: Grid) -> list[tuple[int, int, str, int, int]]:
    return [(c.row, c.column, c.text, c.row_span, c.column_span) for c in read.cells]


def test_merged_cells_become_spans() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    read = grid(
        row(cell("科目", down), cell("决算数", '<w:gridSpan w:val="2"/>')),
        row(cell("", on), cell("合计"), cell("财政拨款")),
        row(cell("1.00"), cell("1.00"), more='<w:gridBefore w:val="1"/>'),
    )
    assert (read.rows, read.columns) == (3, 3)
    assert places(read) == [
        (0, 0, "科目", 2, 1),
        (0, 1, "决算数", 1, 2),
        (1, 1, "合计", 1, 1),
        (1, 2, "财政拨款", 1, 1),
        (2, 1, "1.00", 1, 1),
        (2, 2, "1.00", 1, 1),
    ]


def test_tabs_and_line_ends_part_a_paragraph() -> None:
    signs = f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('编制单位：甲')}<w:r><w:tab/></w:r>{run('单位：万元')}"
    assert lines(f"{signs}<w:r><w:br/></w:r>{run('2024年')}</w:p>") == ["编制单位：甲", "单位：万元", "2024年"]


def test_a_text_box_is_read_once_and_its_paragraphs_apart() -> None:
    assert lines(f"<w:p>{run('收入决算表')}<w:r>{TWICE}</w:r></w:p>") == ["收入决算表", "公开", "01表"]
    read = grid(row(cell("科目", held=f"<w:r>{TWICE}</w:r>"), cell("1.00")))
    assert places(read)[0][2] == "科目\n公开\n01表"


def test_a_table_in_a_text_box_is_a_table() -> None:
    held = f"<w:txbxContent>{table(row(cell('合计'), cell('1.00')))}</w:txbxContent>"
    (read,) = blocks(f"<w:p><w:r><w:pict>{held}</w:pict></w:r></w:p>")
    assert isinstance(read, Grid)


def test_of_tracked_changes_the_result_is_read() -> None:
    moved = f"<w:moveFrom>{run('移走的')}</w:moveFrom><w:moveTo>{run('移来的')}</w:moveTo>"
    deleted = "<w:del><w:r><w:delText>删去的</w:delText><w:tab/></w:r></w:del>"
    assert lines(f"<w:p><w:ins>{run('添加的')}</w:ins>{moved}{deleted}</w:p>") == ["添加的移来的"]
    read = grid(row(cell("合计"), cell("1.00")), row(cell(""), cell(""), more="<w:del/>"))
    assert read.rows == 1


def test_a_hyphen_that_does_not_break_is_a_minus_sign() -> None:
    assert lines("<w:p><w:r><w:noBreakHyphen/><w:t>3.20</w:t></w:r></w:p>") == ["-3.20"]


def test_rows_and_cells_in_content_controls_are_rows_and_cells() -> None:
    read = grid(row(cell("科目"), cell("决算数")), control(row(cell("合计"), control(cell("1.00")))))
    assert (read.rows, read.columns) == (2, 2)


def test_a_table_that_lays_out_the_page_is_looked_into() -> None:
    inner = table(row(cell("合计"), cell("1.00")))
    outer = table(row(f"<w:tc><w:p>{run('部门收支总表')}</w:p>{inner}<w:p/></w:tc>"))
    line, read = blocks(outer)
    assert isinstance(line, Line) and line.text == "部门收支总表"
    assert isinstance(read, Grid) and read.columns == 2
