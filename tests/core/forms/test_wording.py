import pytest

from core.forms import wording


@pytest.mark.parametrize(
    "text",
    [
        "表1",
        "表 10",
        "附表3",
        "公开01表",
        "公开 01 表",
        "预算01表",
        "财决公开08表",
        "表一",
        "表1-2",
        "GK08表",
        "部门预算批复表2",
    ],
)
def test_table_numbers(text: str) -> None:
    assert wording.number_of(text) == "".join(text.split())


@pytest.mark.parametrize("text", ["（公开01表）", "【公开01表】", "表号：公开01表", "公开01表："])
def test_what_stands_around_a_table_number_is_none_of_it(text: str) -> None:
    assert wording.number_of(text) == "公开01表"


@pytest.mark.parametrize("text", ["附件1", "2024年", "表内数据", "第1页", "部门收支总表", "（一）", "2024年度收支总表"])
def test_no_table_numbers(text: str) -> None:
    assert wording.number_of(text) is None


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("表2：部门收入总表", "表2", "部门收入总表"),
        ("表 1. 2024 年市级单位收支预算总表", "表1", "2024 年市级单位收支预算总表"),
        ("公开01表 收入支出决算总表", "公开01表", "收入支出决算总表"),
        ("（表 4 中不包含结转资金，包含转移支付）", None, "（表 4 中不包含结转资金，包含转移支付）"),
    ],
)
def test_number_and_title_on_one_line(text: str, number: str | None, title: str) -> None:
    assert wording.split_number(text) == (number, title)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("部门：某市总工会 单位：万元", "万元"),
        ("711总工会 预算年度：2024 单位：万元", "万元"),
        ("（单位：元）", "元"),
        ("金额单位：人民币万元", "万元"),
        ("编制部门：某州总工会", None),
        ("（2024 年）", None),
        ("截止时间：2023-12-31", None),
    ],
)
def test_unit_lines(text: str, unit: str | None) -> None:
    assert wording.is_unit_line(text)
    assert wording.amount_unit_of(text) == unit


@pytest.mark.parametrize("text", ["部门职责：", "主要职能：", "本部门2024年收入预算302.49万元。", "部门收支总表"])
def test_no_unit_lines(text: str) -> None:
    assert not wording.is_unit_line(text)


def test_titles_are_short_and_no_sentences() -> None:
    assert wording.is_title("一般公共预算支出表（按功能分类科目）")
    assert not wording.is_title("详见政府采购预算表，各项目均已列入预算表")
    assert not wording.is_title("第二部分 部门预算公开表")


def test_contents_lines_lose_their_dots_and_sentences_keep_theirs() -> None:
    assert wording.without_leader("一、基本情况..........(1)") == "一、基本情况 (1)"
    assert wording.without_leader("占 XX%……（不涉及的不列）") == "占 XX%……（不涉及的不列）"


def test_items_and_amounts_at_the_start_of_a_line() -> None:
    assert all(map(wording.starts_item, ["一、收入", "（二）支出", "1.基本支出", "(3) 项目", "第一部分 概况"]))
    assert not any(map(wording.starts_item, ["1.27 万元", "2024年", "（项）预算"]))
