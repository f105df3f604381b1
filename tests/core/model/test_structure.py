"""Every change of structure, on tables small enough to read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.model import BLANK, Box, Cell, Column, Paragraph, Report, Table
from core.model import structure as s


def table(*rows: str, header: str = "", **more: object) -> Table:
    """A table of one-line rows; cells are divided by "|", header levels by "/"."""
    cells = [[Cell.of(text) if text else BLANK for text in row.split("|")] for row in rows]
    width = len(cells[0]) if cells else 0
    paths = [tuple(filter(None, path.split("/"))) for path in header.split("|")] if header else [()] * width
    return Table("t1", [Column(path) for path in paths], cells, **more)  # type: ignore[arg-type]


def texts(table: Table) -> list[str]:
    assert all(len(row) == len(table.columns) for row in table.rows)
    return ["|".join(cell.text for cell in row) for row in table.rows]


def header(table: Table) -> str:
    return "|".join("/".join(column.path) for column in table.columns)


ABC = ("a|1", "b|2", "c|3")


def test_rows_are_inserted_deleted_and_moved() -> None:
    assert texts(s.insert_rows(table(*ABC), 1, 2)) == ["a|1", "|", "|", "b|2", "c|3"]
    assert texts(s.insert_rows(table(*ABC), 3)) == [*ABC, "|"]
    assert texts(s.delete_rows(table(*ABC), [0, 2])) == ["b|2"]
    assert texts(s.move_rows(table(*ABC), 0, 2, 3)) == ["c|3", "a|1", "b|2"]
    assert texts(s.move_rows(table(*ABC), 2, 1, 0)) == ["c|3", "a|1", "b|2"]
    assert texts(s.move_rows(table(*ABC), 0, 2, 1)) == list(ABC)


def test_columns_are_inserted_deleted_and_moved_with_their_headers() -> None:
    t = table("a|1|2", header="名称|收入/合计|收入/其他")
    wider = s.insert_columns(t, 1)
    assert (texts(wider), header(wider)) == (["a||1|2"], "名称||收入/合计|收入/其他")
    fewer = s.delete_columns(t, [0, 1])
    assert (texts(fewer), header(fewer)) == (["2"], "收入/其他")
    moved = s.move_columns(t, 2, 1, 0)
    assert (texts(moved), header(moved)) == (["2|a|1"], "收入/其他|名称|收入/合计")


def test_a_figure_torn_over_two_rows_becomes_whole() -> None:
    torn = table("机关事业单位基本养老保险|36.1", "缴费支出|7", "other|1")
    assert texts(s.merge_rows(torn, 0, 1)) == ["机关事业单位基本养老保险缴费支出|36.17", "other|1"]


def test_merged_cells_keep_both_places_and_the_lesser_confidence() -> None:
    upper = Cell.of("36.1", 2, Box(10, 20, 30, 30), 0.9)
    lower = Cell.of("7", 2, Box(10, 31, 15, 40), 0.4)
    whole = s.join([upper, BLANK, lower])
    assert whole == Cell.of("36.17", 2, Box(10, 20, 30, 40), 0.4)


def test_latin_words_keep_their_gap() -> None:
    assert s.join([Cell.of("part"), Cell.of("time")]).text == "part time"


def test_a_row_of_two_is_split_where_its_texts_look_fused() -> None:
    assert texts(s.split_row(table("工资 津贴|1.00 2.00|x"), 0)) == ["工资|1.00|x", "津贴|2.00|"]


@pytest.mark.parametrize(
    ("fused", "left", "right"),
    [
        ("17.4430201", "17.44", "30201"),
        ("30201办公费", "30201", "办公费"),
        ("合计72.49", "合计", "72.49"),
        ("17.44-3.00", "17.44", "-3.00"),
        ("2.60 9.60", "2.60", "9.60"),
        ("1,234.50", "1,234.50", ""),
        ("办公费", "办公费", ""),
        ("", "", ""),
    ],
)
def test_halves(fused: str, left: str, right: str) -> None:
    assert s.halves(fused) == (left, right)


def test_columns_are_merged_and_split() -> None:
    t = table("201|01|x", "|02|y", header="科目/编码|科目/款|金额")
    merged = s.merge_columns(t, 0, 1)
    assert (texts(merged), header(merged)) == (["20101|x", "02|y"], "科目/编码款|金额")
    split = s.split_column(table("30201办公费|1", header="科目|金额"), 0)
    assert (texts(split), header(split)) == (["30201|办公费|1"], "科目|科目|金额")


def test_a_fused_cell_is_split_and_its_neighbours_make_room() -> None:
    t = table("17.4430201|办公费||9")
    assert texts(s.split_cell(t, 0, 0, "17.44", "30201")) == ["17.44|30201|办公费|9"]
    assert texts(s.split_cell(table("1 2||3"), 0, 0, "1", "2")) == ["1|2|3"]


def test_a_split_cell_divides_its_place() -> None:
    t = Table("t1", [Column(), Column()], [[Cell.of("1.002.00", 1, Box(0, 0, 80, 10)), BLANK]])
    row = s.split_cell(t, 0, 0, "1.00", "2.00").rows[0]
    assert row == [Cell.of("1.00", 1, Box(0, 0, 40, 10)), Cell.of("2.00", 1, Box(40, 0, 80, 10))]


def test_splitting_needs_room() -> None:
    for full in (table("1 2|3"), table("3|1 2")):
        column = next(n for n, cell in enumerate(full.rows[0]) if " " in cell.text)
        with pytest.raises(s.NoRoom):
            s.split_cell(full, 0, column, "1", "2")


def test_cells_are_joined_and_shifted() -> None:
    assert texts(s.join_cells(table("36.1|7|x"), 0, 0, 1)) == ["36.17||x"]
    assert texts(s.shift_right(table("a|1|2||9"), 0, 1)) == ["a||1|2|9"]
    assert texts(s.shift_left(table("a||1|2|"), 0, 2)) == ["a|1|2||"]
    assert texts(s.shift_cells(table("1||"), 0, 0, 0, 2)) == ["||1"]


@pytest.mark.parametrize("shift", [lambda t: s.shift_right(t, 0, 1), lambda t: s.shift_left(t, 0, 1)])
def test_shifting_never_covers_a_text_or_leaves_the_table(shift: object) -> None:
    with pytest.raises(s.NoRoom):
        shift(table("a|1"))  # type: ignore[operator]


def test_header_texts_are_set() -> None:
    assert header(s.set_header(table("a|1", header="x|y"), 1, ["收入", "", "合计"])) == "x|收入/合计"


def test_rows_become_header_rows_and_back() -> None:
    t = table("科目|本年支出||", "|合计|基本|项目", "201|1|2|3")
    headed = s.rows_to_header(t, 2)
    assert header(headed) == "科目|本年支出/合计|本年支出/基本|本年支出/项目"
    assert texts(headed) == ["201|1|2|3"]
    assert texts(s.header_to_rows(headed)) == ["|合计|基本|项目", "201|1|2|3"]
    assert header(s.header_to_rows(headed)) == "科目|本年支出|本年支出|本年支出"


def test_the_part_on_the_next_page_is_joined() -> None:
    first = table("a|1", header="名称|金额", pages=(3,), note="注一")
    second = table("b|2", header="名称|金额", pages=(4,), note="注二", title="续表")
    joined = s.join_tables(first, second)
    assert texts(joined) == ["a|1", "b|2"]
    assert (joined.pages, joined.note, joined.title) == ((3, 4), "注一\n注二", None)


def test_a_header_that_was_none_is_kept_as_a_row() -> None:
    first, second = table("a|1", header="名称|金额"), table("c|3|9", header="b|2|8")
    joined = s.join_tables(first, second)
    assert (texts(joined), header(joined)) == (["a|1|", "b|2|8", "c|3|9"], "名称|金额|")


def test_a_table_is_cut_in_two() -> None:
    t = Table("t1", [Column(("名称",))], [[Cell.of("a", 3)], [Cell.of("b", 4)]], title="表", pages=(3, 4), note="注")
    upper, lower = s.cut_table(t, 1, "t2")
    assert (texts(upper), upper.title, upper.pages, upper.note) == (["a"], "表", (3,), None)
    assert (texts(lower), lower.id, lower.title, lower.pages, lower.note) == (["b"], "t2", None, (4,), "注")
    with pytest.raises(IndexError):
        s.cut_table(t, 0, "t2")


def test_a_new_table_gets_a_free_id() -> None:
    report = Report(tables=[Table("t1", [], []), Table("t3", [], [])])
    assert s.new_table_id(report) == "t2"
    assert s.new_table_id(Report()) == "t1"


def test_nothing_is_changed_in_place_and_the_result_waits_to_be_checked() -> None:
    before = table(*ABC, checked=True)
    same = before.copy()
    after = s.insert_rows(before, 0)
    after.rows[1][0] = BLANK
    assert before == same
    assert not after.checked


@pytest.mark.parametrize(
    "beyond",
    [
        lambda t: s.delete_rows(t, [3]),
        lambda t: s.insert_columns(t, 3),
        lambda t: s.move_rows(t, 2, 2, 0),
        lambda t: s.merge_columns(t, 0, 2),
        lambda t: s.insert_rows(t, -1),
        lambda t: s.header_to_rows(t, 1),
    ],
)
def test_places_outside_the_table_are_refused(beyond: object) -> None:
    with pytest.raises(IndexError):
        beyond(table(*ABC))  # type: ignore[operator]


def test_a_table_that_is_cut_or_joined_keeps_its_place_among_the_paragraphs() -> None:
    whole = replace(table("a", "b"), follows=1)
    upper, lower = s.cut_table(whole, 1, "t2")
    report = Report(tables=[upper, lower], narrative=[Paragraph.of("表前"), Paragraph.of("表后")])
    assert [[p.text for p in report.below(at)] for at in (0, 1)] == [[], ["表后"]]
    report.tables = [s.join_tables(upper, lower)]
    assert report.tables_before() == [0, 1]


def test_where_a_change_is_seen_first() -> None:
    rows = table("a", "b", "c")
    assert s.first_change(rows, s.delete_rows(rows, [1])) == 1
    assert s.first_change(rows, s.delete_rows(rows, [2])) == 1
    assert s.first_change(s.delete_rows(rows, [2]), rows) == 2
    assert s.first_change(rows, replace(rows, title="表")) is None
    assert s.first_change(rows, s.insert_columns(rows, 0, 1)) is None
    assert s.first_change(None, rows) is None


_HEADERS = st.lists(st.sampled_from(["项目", "支出/合计", "支出/小计", "预算数"]), min_size=1, max_size=4, unique=True)
_AMOUNTS = st.lists(st.sampled_from(["1.00", "2,300", "", "办公费", "201"]), min_size=4, max_size=4)


@given(_HEADERS, _HEADERS, st.lists(_AMOUNTS, min_size=1, max_size=3), st.lists(_AMOUNTS, min_size=1, max_size=3))
def test_tables_that_were_joined_can_be_cut_again(
    upper: list[str], lower: list[str], above: list[list[str]], below: list[list[str]]
) -> None:
    assume(upper[: len(lower)] != lower)  # else the second goes on under the first one's header, and was no table
    below.insert(0, ["7.00"] * 4)
    one, two = (
        table(*["|".join(row[: len(paths)]) for row in rows], header="|".join(paths))
        for paths, rows in ((upper, above), (lower, below))
    )
    cut_one, cut_two = s.cut_table(s.join_tables(one, two), len(one.rows), "t2")
    assert (texts(cut_one), header(cut_one)) == (texts(one), header(one))
    assert (texts(cut_two), header(cut_two)) == (texts(two), header(two))


def test_rows_without_amounts_are_no_header_where_nothing_stands_over_the_amounts() -> None:
    whole = table("一、收入|9.60", "其中：|", "上级补助|", "拨款|2.60", header="项目|预算数")
    _, lower = s.cut_table(whole, 1, "t2")
    assert (texts(lower), header(lower)) == (["其中：|", "上级补助|", "拨款|2.60"], "项目|预算数")
