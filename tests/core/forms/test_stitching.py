from tests.core.forms.building import assembled, centred, grid, line, texts_of

CAPTION = [centred("一般公共预算支出表", top=80), line("单位：万元", top=110)]
ABOVE = ("科目编码 | 单位代 | 基本支出 | < | 项目支出",)
BELOW = (" | 码 | 小计 | 公用经费 | ", "201 | 301301 | 3.00 | 1.00 | 2.00")


def paths(report) -> list[str]:
    return ["/".join(column.path) for column in report.tables[0].columns]


def test_a_header_cut_by_the_page_is_read_as_one() -> None:
    report = assembled(*CAPTION, grid(*ABOVE, top=780), grid(*BELOW, page=2, top=60))
    assert paths(report) == ["科目编码", "单位代码", "基本支出/小计", "基本支出/公用经费", "项目支出"]
    assert texts_of(report) == [["201", "301301", "3.00", "1.00", "2.00"]]
    assert (report.tables[0].pages, report.tables[0].form) == ((1, 2), "general_expenditure")


def test_a_header_alone_at_the_foot_of_a_page_is_that_of_the_rows_overleaf() -> None:
    report = assembled(*CAPTION, grid("科目编码 | 科目名称 | 合计"), grid(" | 合计 | 3.00", page=2))
    assert (paths(report), texts_of(report)) == (["科目编码", "科目名称", "合计"], [["", "合计", "3.00"]])


def test_an_empty_table_takes_nothing_from_one_with_other_columns() -> None:
    other = grid("一级指标 | 二级指标 | 指标值", "产出 | 数量 | 3人", page=2, width=100)
    assert len(assembled(*CAPTION, grid("科目编码 | 科目名称 | 合计"), other).tables) == 2


def test_an_empty_table_takes_nothing_from_one_with_a_title() -> None:
    title = centred("国有资本经营预算支出表", page=2)
    header = "科目编码 | 科目名称 | 合计"
    report = assembled(*CAPTION, grid(header), title, grid(header, "223 | 国有资本 | 3.00", page=2))
    assert [len(table.rows) for table in report.tables] == [0, 1]
