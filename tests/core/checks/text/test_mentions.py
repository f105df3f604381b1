"""Reading the narrative: amounts, what they are about, the part they play. The wordings are of many provinces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.text.mentions import Passage, read_narrative
from core.model import Paragraph, Report, ReportInfo


def read(*lines: str, year: int = 2024, kind: str = "final") -> list[Passage]:
    info = ReportInfo("临川县总工会", year, kind, "万元")  # type: ignore[arg-type]
    return read_narrative(Report(info, narrative=[Paragraph.of(line) for line in lines]))


def told(*lines: str) -> list[tuple[str, str, str]]:
    """Amount, role and item of every amount; a 科目 by its path, what is not understood as `?`."""
    out = []
    for passage in read(*lines):
        for mention in passage.mentions:
            thing = mention.thing
            name = "?" if thing is None or not thing.known else "/".join(filter(None, (thing.scope, thing.item)))
            name = "/".join(thing.path) if thing is not None and thing.item == "subject" else name
            out.append((str(mention.amount), mention.role, name))
    return out


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "临川县总工会2024年度收、支总计均为357.21万元。收、支与2023年度相比，减少17.84万元，下降4.8%。",
            [
                ("357.21万元", "value", "both_total"),
                ("17.84万元", "change", "both_total"),
                ("4.8%", "rate", "both_total"),
            ],
        ),
        (
            "本年收入合计1,523.26万元，其中：财政拨款收入1,500.00万元，占98.47%；事业收入23.26万元，占1.53%。",
            [
                ("1523.26万元", "value", "income_total"),
                ("1500.00万元", "value", "fiscal/income_total"),
                ("98.47%", "share", "fiscal/income_total"),
                ("23.26万元", "value", "undertaking"),
                ("1.53%", "share", "undertaking"),
            ],
        ),
        (
            "1、卫生健康支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）90万元。年初预算为100万元，完成年初预算的90%。",
            [
                ("90万元", "value", "卫生健康支出/行政事业单位医疗/行政单位医疗"),
                ("100万元", "opening", "卫生健康支出/行政事业单位医疗/行政单位医疗"),
                ("90%", "completion", "卫生健康支出/行政事业单位医疗/行政单位医疗"),
            ],
        ),
        (
            "“三公”经费财政拨款支出决算为62.07万元,完成全年预算84.82万元的73.2%,比上年决算数增加38.97万元,增长168.7%。",
            [
                ("62.07万元", "final", "three_public"),
                ("84.82万元", "adjusted", "three_public"),
                ("73.2%", "completion", "three_public"),
                ("38.97万元", "change", "three_public"),
                ("168.7%", "rate", "three_public"),
            ],
        ),
        (
            "（一）文化旅游体育与传媒支出类科目850088.3元，占支出总预算78.33%，同比减少54357.12元，下降6.01%。",
            [
                ("850088.3元", "value", "文化旅游体育与传媒支出"),
                ("78.33%", "share", "文化旅游体育与传媒支出"),
                ("54357.12元", "change", "文化旅游体育与传媒支出"),
                ("6.01%", "rate", "文化旅游体育与传媒支出"),
            ],
        ),
        (
            "公务用车购置及运行维护费支出决算4.5万元（其中：公务用车购置费0万元，公务用车运行维护费4.5万元）。",
            [("4.5万元", "final", "cars"), ("0万元", "value", "car_purchase"), ("4.5万元", "value", "car_running")],
        ),
        (
            "本部门机关运行经费安排19.59万元，上年预算数为21.05万元，比上年减少1.46万元。",
            [
                ("19.59万元", "value", "running"),
                ("21.05万元", "previous", "running"),
                ("1.46万元", "change", "running"),
            ],
        ),
        (
            "2024年上年结转结余180万元，包括：财政拨款180万元。",
            [("180万元", "value", "carryover"), ("180万元", "value", "?")],
        ),
        (
            "使用财政拨款安排“三公”经费5.00万元，其中公务接待较上年同期减少0.50万元，公务用车运行费用3.00万元。",
            [
                ("5.00万元", "value", "fiscal/three_public"),
                ("0.50万元", "change", "reception"),
                ("3.00万元", "value", "car_running"),
            ],
        ),
        (
            "“三公经费”财政拨款预算5.00万元；公务用车及运行维护费支出3.00万元，比上年累计支出3.50万元下降0.50万元。",
            [
                ("5.00万元", "budget", "three_public"),
                ("3.00万元", "value", "cars"),
                ("3.50万元", "previous", "cars"),
                ("0.50万元", "change", "cars"),
            ],
        ),
        (
            "财政拨款总收支较上年下降3.85%。此外，使用非财政拨款结余（含专用结余）2.00万元。",
            [("3.85%", "rate", "fiscal/both_total"), ("2.00万元", "value", "own_balance")],
        ),
        (
            "其中：政府集中采购预算8.00万元，部门集中采购1.00万元，分散采购2.00万元。",
            [
                ("8.00万元", "budget", "central"),
                ("1.00万元", "value", "own_central"),
                ("2.00万元", "value", "separate"),
            ],
        ),
        (
            "单价50万元以上通用设备0台，共有车辆3辆。",
            [("50万元", "value", "?"), ("0台", "value", "?"), ("3辆", "value", "?")],
        ),
    ],
)
def test_amounts_with_their_things_and_roles(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(sentence) == expected


def test_a_subject_named_before_is_what_the_next_sentences_are_about() -> None:
    path = "住房保障支出/住房改革支出/住房公积金"
    assert told("5．住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于缴存。支出决算为 17.70 万元。") == [
        ("17.70万元", "final", path)
    ]


def test_a_heading_names_what_its_paragraph_is_about() -> None:
    assert told("二、公务接待费", "2024年预算安排2.00万元，较上年预算下降4.76%。") == [
        ("2.00万元", "budget", "reception"),
        ("4.76%", "rate", "reception"),
    ]
    assert told("二、收支预算情况说明", "2024年预算安排2.00万元。") == [("2.00万元", "budget", "?")]


def test_what_a_clause_calls_level_is_what_the_next_amount_is_about() -> None:
    said = told("“三公”经费5.00万元，其中公务接待费与预算持平，比上年增加1.00万元。")
    assert said[-1] == ("1.00万元", "change", "reception")


def test_scope_comes_from_the_words_then_from_the_head_of_the_list_then_from_the_section() -> None:
    lines = [
        "五、一般公共预算当年拨款情况",
        "基本支出 35 万元。",
        "六、其他",
        "政府性基金预算支出 9 万元，其中：项目支出 9 万元。",
    ]
    assert told(*lines) == [
        ("35万元", "value", "general/basic"),
        ("9万元", "value", "fund/expenditure_total"),
        ("9万元", "value", "fund/project"),
    ]


def test_years_dates_documents_and_numbered_headings_are_no_amounts() -> None:
    assert told("3.2024年3月1日（财发〔2020〕9号）第2次会议，工作方案（2020-2022年）。") == []


def test_the_glossary_holds_no_figures_of_the_report() -> None:
    assert told("四、名词解释", "1. 单位价值 100 万元以上设备：指……支出 5 万元。") == []


def test_a_glossary_that_only_the_contents_name_ends_with_the_contents() -> None:
    contents = ("第一部分 收入说明", "第二部分 支出说明", "第三部分 名词解释")
    assert told(*contents, "一、收入说明", "2024年收入预算20.00万元。") == [("20.00万元", "budget", "income_total")]
    assert told("第二部分 预算表", "第三部分 名词解释", "一、项目支出：指单价100万元以上的支出5万元。") == []


def test_figures_that_are_only_about_right_are_marked() -> None:
    (passage,) = read("花费资金6万余元，收、支各减少1267.86、2570.97万元，补助超过3万元，剩余2万元。")
    assert [m.amount.about for m in passage.mentions] == [True, True, True, False]


def test_last_year_is_known_by_its_number() -> None:
    (passage,) = read("2024年“三公”经费预算为2.40万元，2023年预算为2.50万元。")
    assert [m.role for m in passage.mentions] == ["budget", "previous"]


def test_the_printed_span_leads_back_to_the_text() -> None:
    text = "其中： 基本支出 1,078 . 87 万元，项目支出６９.０８ 万元"
    (passage,) = read(text)
    spans = [passage.printed_span(m) for m in passage.mentions]
    assert [text[a:b] for a, b in spans] == ["1,078 . 87 万元", "６９.０８ 万元"]


@given(st.text(st.sampled_from("12,.0５ 年万元%比上减增（类）占其中：，。；、收支\n预算三公“”的"), max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    (passage,) = read(text)
    for mention in passage.mentions:
        start, end = passage.printed_span(mention)
        assert 0 <= start < end <= len(text)
