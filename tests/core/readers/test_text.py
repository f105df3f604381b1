"""Text files: encodings, separated values, and whatever else somebody opens."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.layout.blocks import Grid, Line
from core.pipeline import read_report
from core.readers.text import csv_as_tabs, decode, text_blocks
from tests.core.layout.dumps import coded_table, spaced_dump, tabbed_dump

SAMPLE = "部门支出总表\n\n单位：万元\n\n科目编码 科目名称 合计 基本支出 项目支出\n\n201 一般公共服务 5.00 3.00 2.00\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert decode(SAMPLE.encode(encoding)) == SAMPLE


def test_broken_bytes_are_replaced_not_refused() -> None:
    assert decode("总工会".encode("gb18030") + b"\xff\xff").startswith("总工会")


def test_line_ends_of_every_system_and_form_feeds() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert sum(isinstance(b, Grid) for b in text_blocks(SAMPLE.replace("\n", end) + "\f后文")) == 1


def test_control_codes_are_no_text() -> None:
    (table,) = (b for b in text_blocks(SAMPLE.replace("5.00", "\x005.00\x1a")) if isinstance(b, Grid))
    assert "5.00" in {cell.text for cell in table.cells}


def test_radicals_of_some_fonts_are_read_as_the_characters_they_show() -> None:
    dump = (
        SAMPLE.replace("⼀", "一")
        .replace("部门", "部\u2ed4")
        .replace("单位：万元", "部\u2ed4：某市总\u2f2f会 单位：万元")
    )
    (table,) = (b for b in text_blocks(dump) if isinstance(b, Grid))
    assert table.columns == 5
    lines = [b.text for b in text_blocks(dump) if isinstance(b, Line)]
    assert lines[:2] == ["部门支出总表", "部门：某市总工会 单位：万元"]


def test_commas_become_cells() -> None:
    text = csv_as_tabs('科目编码,科目名称,合计\n201,"一般公共服务\n支出","1,147.95"\n')
    assert text.split("\n")[1] == "201\t一般公共服务 支出\t1,147.95"
    text = csv_as_tabs('科目名称,合计\n"工资,3\n"津贴，补贴","1,147.95"\n')
    assert text.split("\n")[1:] == ["工资\t3", "津贴，补贴\t1,147.95"]


@pytest.mark.parametrize("dump", [spaced_dump, tabbed_dump])
def test_a_dump_becomes_a_report(tmp_path: Path, dump) -> None:  # type: ignore[no-untyped-def]
    columns = [("科目编码",), ("科目名称",), ("合计",), ("基本支出",), ("项目支出",)]
    table = coded_table("部门支出总表", columns, random.Random(1), zeros=True)
    path = tmp_path / "预算公开.txt"
    path.write_text("某某市总工会2024年部门预算\n\n" + dump(table), encoding="gb18030")
    (read,) = read_report(path).tables
    assert (read.form, read.title, read.amount_unit) == ("expenditure", "部门支出总表", "万元")
    assert [[cell.text for cell in row] for row in read.rows] == table.rows


def test_plain_prose_is_paragraphs() -> None:
    assert list(text_blocks("这是一份说明。\n")) == [Line("这是一份说明。")]


PIECES = """科目编码 合计 201 29 01 3.00 36.1 7 单位：万元 表1 一、本年收入
一级指标 绩效目标表 人员经费 注： 。 小计 项 目 栏次 1 | 0.00302
收入 支出 … — 类 款 序号 部门收支总表"""
FRAGMENTS = st.sampled_from([*PIECES.split(), "\t", "\n", "\n\n", " ", "\n "])


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40))
def test_no_text_is_too_odd(fragments: list[str]) -> None:
    for block in text_blocks("".join(fragments)):
        assert isinstance(block, Line) or all(0 <= cell.column < block.columns for cell in block.cells)
