"""Headers put together again from fragments."""

from __future__ import annotations

import dataclasses

import pytest

from core.forms.printed import expand, vocabulary
from core.layout.blocks import Grid
from core.layout.text.scattered import Expected, header_paths, readable
from core.layout.text.trees import nested_paths
from core.layout.text.vocabulary import Path, Vocabulary, heading_key
from core.readers.text import text_blocks
from tests.core.layout.dumps import header_lines


def paths(text: str, words: Vocabulary | None = None, expected: Expected | None = None) -> list[str]:
    lines = [line.split() for line in text.splitlines()]
    found = header_paths(lines, words or vocabulary(), expected or Expected())
    assert found is not None
    return ["/".join(path) for path in found[1]]


def test_parent_gets_its_children_although_its_neighbour_stands_between() -> None:
    text = "科目编码 科目名称 合计\n基本支出\n项目支出\n小计 人员经费 公用经费"
    assert paths(text) == [
        "科目编码", "科目名称", "合计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出",
    ]  # fmt: skip


def test_fragments_of_one_character_a_line_are_joined() -> None:
    text = "科目编码 科目名称 合计\n" + "\n".join("政府性基金预算国有资本经营预算")
    assert paths(text) == ["科目编码", "科目名称", "合计", "政府性基金预算", "国有资本经营预算"]


def test_headings_that_touch_are_cut_apart() -> None:
    text = "项 目\n本年收入合计 财政拨款收入\n其他收入功能分类\n科目编码\n科目名称"
    assert paths(text) == ["项目/功能分类科目编码", "项目/科目名称", "本年收入合计", "财政拨款收入", "其他收入"]


def test_classes_of_codes_stay_three_columns() -> None:
    text = "科目 支出预算\n功能分类科目编码\n功能分类科目名称 合计 基本支出 项目支出\n类 款 项"
    assert paths(text)[:4] == [
        "科目/功能分类科目编码/类", "科目/功能分类科目编码/款", "科目/功能分类科目编码/项", "科目/功能分类科目名称",
    ]  # fmt: skip


def test_a_header_that_no_catalogue_knows_is_laid_out_by_likelihood() -> None:
    words = dataclasses.replace(vocabulary(), forms=())
    text = "项目名称 总计\n财政拨款 非财政拨款\n合计\n基本支出\n项目支出 合计\n基本支出\n项目支出"
    assert paths(text, words) == [
        "项目名称", "总计", "财政拨款/合计", "财政拨款/基本支出", "财政拨款/项目支出",
        "非财政拨款/合计", "非财政拨款/基本支出", "非财政拨款/项目支出",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("收入 支出\n项目 金额 项目 合计 一般公共预算 政府性基金预算", ["收入"] * 2 + ["支出"] * 4),
        (
            "人员经费 公用经费\n" + "科目编码 科目名称 决算数 " * 4,
            ["人员经费"] * 6 + ["公用经费"] * 6,
        ),
        (
            "项目名称 合计 本年拨款 单位资金\n一般公共预算 政府性基金预算",
            ["项目名称", "合计", "本年拨款", "本年拨款", "单位资金"],
        ),
    ],
)
def test_headings_that_a_space_parts_stand_in_one_row(text: str, parents: list[str]) -> None:
    words = dataclasses.replace(vocabulary(), forms=())
    assert [path.split("/")[0] for path in paths(text, words)] == parents


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            "项目名称 项目单位 合计\n本年拨款\n财政专户\n管理资金\n单位资金\n"
            "一般公共预算 政府性基金预算 国有资本经营预算",
            ["项目名称", "项目单位", "合计"]
            + [f"本年拨款/{fund}预算" for fund in ("一般公共", "政府性基金", "国有资本经营")]
            + ["财政专户管理资金", "单位资金"],
        ),
        (
            "科目编码\n科目名称\n2023年预\n算数\n2024年预算数\n2024年比2023年增\n减\n类 款 项 合计\n基本支出\n"
            "项目支出 增减额 增减%\n小计 人员支出 公用支出",
            ["科目编码/类", "科目编码/款", "科目编码/项", "科目名称", "2023年预算数", "2024年预算数/合计"]
            + [f"2024年预算数/基本支出/{leaf}" for leaf in ("小计", "人员支出", "公用支出")]
            + ["2024年预算数/项目支出", "2024年比2023年增减/增减额", "2024年比2023年增减/增减%"],
        ),
        ("序号 项目\n资金来源（万元）\n合计 财政拨款\n其他资金", ["序号", "项目"]
         + [f"资金来源（万元）/{leaf}" for leaf in ("合计", "财政拨款", "其他资金")]),
    ],
)  # fmt: skip
def test_headings_of_one_row_that_stand_on_different_lines_are_not_alike(text: str, columns: list[str]) -> None:
    assert paths(text, dataclasses.replace(vocabulary(), forms=())) == columns


def test_a_form_of_another_order_is_another_form() -> None:
    text = "单位编码 单位名称 “三公”经费合计\n因公出国\n（境）费\n公务接待\n费\n公务用车购置及运行维护费\n"
    text += "小计 运行费 购置费"
    assert [path.split("/")[0] for path in paths(text)[3:]] == [
        "因公出国（境）费", "公务接待费", *["公务用车购置及运行维护费"] * 3,
    ]  # fmt: skip


def test_the_numbers_below_a_header_say_how_many_columns_it_has() -> None:
    words = dataclasses.replace(vocabulary(), forms=())
    text = "项目名称 总计\n财政拨款 非财政拨款\n合计\n基本支出\n项目支出 合计\n基本支出\n项目支出\n"
    text += "人员经费 公用经费 " * 2
    both = ["合计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"]
    columns = [f"{source}/{leaf}" for source in ("财政拨款", "非财政拨款") for leaf in both]
    assert paths(text, words, Expected(numbers=9, marks=10)) == ["项目名称", "总计", *columns]


def test_a_header_that_reads_keeps_its_own_words_beside_a_form_like_it() -> None:
    text = "项目 一般公共预算基本支出\n经济分类科目编码\n经济分类科目名称 合计 人员经费 公用经费\n类 款"
    assert all(path.split("/")[0] in ("项目", "一般公共预算基本支出") for path in paths(text))


def test_an_unknown_heading_keeps_its_words() -> None:
    assert paths("科目编码 科目名称 合计 乡村振兴衔接款 项目支出")[3] == "乡村振兴衔接款"


def test_a_header_read_across_its_columns_is_known_by_its_characters() -> None:
    columns = ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出"]
    columns += ["对附属单位补助支出"]
    text = "科目编码 科目名称 合计 基本支 项目支 事业单位 上缴上 对附属单\n出 出 经营支出 级支出 位补助支\n出"
    assert paths(text) == columns


def test_the_numbering_row_decides_between_two_readings() -> None:
    text = "单位名称 本年收入 合计"
    assert len(paths(text, expected=Expected(numbers=2, figures=2))) == 3


def test_sentences_are_no_header() -> None:
    assert not readable([["本部门2024年收支总预算为三百万元"], ["其中人员类较上年有所增加"]], vocabulary())


@pytest.mark.parametrize("wrap", [0, 1, 4])
def test_every_printed_form_comes_back(wrap: int) -> None:
    words = vocabulary()
    for form in words.forms:
        found = header_paths(header_lines(form.columns, wrap), words, Expected())
        assert found is not None
        assert _keys(found[1]) == _keys(form.columns), form


def _keys(columns: object) -> list[Path]:
    return [tuple(heading_key(step) for step in path) for path in columns]  # type: ignore[attr-defined]


def test_a_row_of_merged_cells_is_shared_among_the_headings_below() -> None:
    rows = [
        ["序号", "支出部门经济分类科目", "一般公共预算基本支出"],
        ["", "科目编码", "科目名称", "合计", "人员经费", "公用经费"],
    ]
    assert ["/".join(path) for path in nested_paths(rows, vocabulary())] == [
        "序号", "支出部门经济分类科目/科目编码", "支出部门经济分类科目/科目名称", "一般公共预算基本支出/合计",
        "一般公共预算基本支出/人员经费", "一般公共预算基本支出/公用经费",
    ]  # fmt: skip


def test_a_blank_stands_for_all_the_columns_of_the_cell_above() -> None:
    rows = [
        ["“三公”经费"],
        ["合计", "公务用车购置及运行费", "公务接待费"],
        ["", "小计", "购置费", ""],
        ["预算数", "决算数"] * 4,
    ]
    assert ["/".join(path[1:]) for path in nested_paths(rows, vocabulary())] == [
        "合计/预算数", "合计/决算数", "公务用车购置及运行费/小计/预算数", "公务用车购置及运行费/小计/决算数",
        "公务用车购置及运行费/购置费/预算数", "公务用车购置及运行费/购置费/决算数",
        "公务接待费/预算数", "公务接待费/决算数",
    ]  # fmt: skip


def test_each_side_of_a_summary_begins_with_its_names() -> None:
    rows = [["收入", "支出"], ["项目", "预算数", "项目", "合计", "一般公共预算"]]
    assert [path[0] for path in nested_paths(rows, vocabulary())] == ["收入", "收入", "支出", "支出", "支出"]


def test_years_and_quotation_marks_do_not_count_in_a_heading() -> None:
    assert heading_key("2024年预算数") == heading_key("预算数")
    assert heading_key("“三公”经费合计") == heading_key("三公经费合计")


def test_a_year_alone_is_a_heading() -> None:
    assert heading_key("2023年") == heading_key("2024年度") == "年度"
    assert vocabulary().kind("2023年") == vocabulary().kind("上年")
    assert not vocabulary().knows("")


def test_what_is_of_which_is_an_amount() -> None:
    assert vocabulary().role(("一般公共预算拨款", "其中：专项资金列入部门预算项目")) == "amount"


def test_choices_in_brackets_expand() -> None:
    assert list(expand("附属[单位|部门]上缴[收入|]")) == [
        "附属单位上缴收入", "附属单位上缴", "附属部门上缴收入", "附属部门上缴",
    ]  # fmt: skip


def test_a_heading_that_begins_with_of_which_is_no_row() -> None:
    header = "单位编码 单位名称 总计\n一般公共预算拨款\n政府性基金拨款\n小计\n其中：专项资金列\n入部门预算项目"
    dump = f"部门收入总表\n单位：万元\n{header}\n129 某市总工会 9.00 7.00 2.00 2.00\n"
    (grid,) = (block for block in text_blocks(dump) if isinstance(block, Grid))
    assert (grid.columns, grid.rows - (grid.header_rows or 0)) == (6, 1)


def test_a_budget_of_a_year_is_an_amount() -> None:
    text = "收入 支出\n项目 2025年预算 项目（按功能分类） 2025年预算"
    assert paths(text) == ["收入/项目", "收入/2025年预算", "支出/项目（按功能分类）", "支出/2025年预算"]
