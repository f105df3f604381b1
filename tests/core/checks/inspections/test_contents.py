"""The page of contents against the tables."""

from __future__ import annotations

import pytest

from core.model import Paragraph
from tests.core.checks.inspections.builders import EXPENDITURE, GENERAL, SUMMARY, findings, report

RULES = ("table.missing", "table.order", "table.listed_twice")
TABLES = [SUMMARY, EXPENDITURE, GENERAL]


def _said(*lines: str) -> list[tuple[str, str]]:
    of = report("", TABLES)
    of.narrative[:] = [Paragraph.of(line, 1) for line in ("目录", *lines)]
    of.place_tables([0] * len(of.narrative))
    return [(f.rule, f.text.text) for f in findings(of, *RULES) if f.text is not None]


@pytest.mark.parametrize("style", ["表{n} {title}……{n}", "{n}.{title}", "（{c}）{title}", "{c}、{title}"])
def test_contents_that_fit_say_nothing(style: str) -> None:
    titles = ("部门收支总表", "部门支出总表", "一般公共预算支出表")
    assert _said(*[style.format(n=n, c="一二三"[n - 1], title=title) for n, title in enumerate(titles, 1)]) == []


def test_a_table_that_is_not_there() -> None:
    lines = ("1.部门收支总表", "2.部门支出总表", "3.一般公共预算支出表", "4.政府性基金预算拨款明细表")
    assert _said(*lines) == [("table.missing", "4.政府性基金预算拨款明细表")]


def test_tables_in_another_order() -> None:
    lines = ("表1 部门收支总表", "表2 一般公共预算支出表", "表3 部门支出总表")
    assert _said(*lines) == [("table.order", "表3 部门支出总表")]


def test_a_line_that_stands_there_twice() -> None:
    lines = ("表1 部门收支总表", "表2 部门支出总表", "表3 部门支出总表", "表4 一般公共预算支出表")
    assert _said(*lines) == [("table.listed_twice", "表3 部门支出总表")]


def test_sections_that_speak_of_a_table_are_no_contents() -> None:
    assert _said("（一）收支总体情况说明（详见表1）", "（二）支出情况表", "三、预算公开表") == []
