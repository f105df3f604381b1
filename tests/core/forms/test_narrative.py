from core.layout.blocks import Line
from core.model import Report
from tests.core.forms.building import EM, assembled, centred, grid, line

LEFT, INDENT = 60.0, 60.0 + 2 * EM
FULL = "工会组织应当代表和组织职工参与本单位的民主决策民主管理和监督"


def texts_in(report: Report) -> list[str]:
    return [paragraph.text for paragraph in report.narrative]


def test_wrapped_lines_are_one_paragraph() -> None:
    report = assembled(
        line(FULL[:-2], x0=INDENT, top=100),
        line(FULL, x0=LEFT, top=125),
        line("的基本职责。", x0=LEFT, top=150),
        line("工会维护职工权益。", x0=INDENT, top=175),
    )
    assert texts_in(report) == [FULL[:-2] + FULL + "的基本职责。", "工会维护职工权益。"]
    assert len(report.narrative[0].boxes) == 3


def test_a_paragraph_goes_on_over_the_page_and_past_its_number() -> None:
    report = assembled(
        line(FULL[:-2], x0=INDENT, top=770),
        line("- 1 -", x0=290, top=800, size=10),
        line("的基本职责。", page=2, x0=LEFT, top=75),
    )
    assert texts_in(report) == [FULL[:-2] + "的基本职责。"]


def test_a_number_that_may_not_be_parted_leaves_its_line_short() -> None:
    report = assembled(
        line(FULL[:-4], x0=INDENT, top=100),
        line("1,147.95万元，比上年执行数增加51.37万元，增长4.68%。", x0=LEFT, top=125),
        line(FULL, x0=LEFT, top=150),
    )
    assert texts_in(report)[0].startswith(FULL[:-4] + "1,147.95万元")


def test_headings_stand_alone() -> None:
    report = assembled(
        centred("第三部分 情况说明", top=80, size=18),
        line("一、收入情况", x0=INDENT, top=110),
        line("1.财政拨款", x0=INDENT, top=135),
        line(FULL[:-2], x0=INDENT, top=160),
        line(FULL, x0=LEFT, top=185),
    )
    assert texts_in(report)[:3] == ["第三部分情况说明", "一、收入情况", "1.财政拨款"]


def test_a_heading_too_long_for_its_line() -> None:
    report = assembled(
        line("第三部分 某市某区社会工作部二〇二四年度部门决算情况一览和", x0=LEFT, top=100),
        centred("说明", top=125),
        line(FULL, x0=LEFT, top=180),
    )
    assert texts_in(report)[0].endswith("和说明")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    blocks = []
    for page in (1, 2, 3):
        blocks += [
            line("某市总工会2024年部门预算", page=page, top=40, size=9),
            line(f"这是第{page}页的正文。", page=page, top=200),
            line(f"第 {page} 页", page=page, top=800, size=9),
        ]
    assert texts_in(assembled(*blocks)) == ["这是第1页的正文。", "这是第2页的正文。", "这是第3页的正文。"]


def test_a_scanner_takes_each_page_in_a_little_higher_or_lower() -> None:
    heads = [line("某市总工会2024年部门预算", page=page, top=top, size=9) for page, top in ((1, 36), (2, 45), (3, 40))]
    texts = [line("正文。", page=page, top=200) for page in (1, 2, 3)]
    blocks = [block for pair in zip(heads, texts, strict=True) for block in pair]
    assert texts_in(assembled(*blocks)) == ["正文。"] * 3


def test_entries_of_the_contents_page_stay_apart() -> None:
    dots = "." * 40
    report = assembled(line(f"一、概况{dots}(1)", x0=LEFT, top=100), line(f"二、说明{dots}(2)", x0=LEFT, top=125))
    assert texts_in(report) == ["一、概况(1)", "二、说明(2)"]


def test_wrapped_lines_without_places() -> None:
    wrapped = ["1、" + FULL[:-4], FULL[:-3], "的基本职责。", "2、承办其他事项。"]
    report = assembled(*(Line(text) for text in wrapped))
    assert texts_in(report) == ["1、" + FULL[:-4] + FULL[:-3] + "的基本职责。", "2、承办其他事项。"]


def test_paragraphs_know_how_many_tables_stand_before_them() -> None:
    report = assembled(
        line("一、收入", top=60), grid("科目 | 合计", "201 | 3.00"), line("二、支出", top=300, x0=INDENT)
    )
    assert [p.text for p in report.narrative] == ["一、收入", "二、支出"]
    assert report.tables_before() == [0, 1]
