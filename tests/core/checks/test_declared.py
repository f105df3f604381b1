"""Relations as data: every entry speaks of known forms, and a user's file adds to them and silences them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import resources
from core.checks import Checker, Status
from core.checks.conditions import CONDITIONS
from core.checks.declared import Declared, relation_book
from core.checks.lookup import column_id
from core.forms.catalogue import catalogue, use_folder
from core.model import CellRef
from tests.core.checks.causes.test_suspects import SOUND
from tests.core.checks.sound import changed

ENTRIES = relation_book().entries


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_speaks_of_known_forms_columns_and_conditions(entry: Declared) -> None:
    assert entry.name and entry.terms and entry.source
    assert {term.form for term in entry.terms} <= set(catalogue().forms)
    assert set(entry.given) <= set(CONDITIONS)
    for _, terms in entry.equations:
        for term in terms:
            known = {kind.id for kind in catalogue()[term.form].columns}
            assert term.form == "performance_project" or any(column_id(term.form, c) in known for c in term.columns)


def test_ids_are_used_once() -> None:
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)


def write(folder: Path, text: str) -> Path:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_relation_is_added_by_data_alone(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        """
        [[relation]]
        id = "pension"
        name = "养老保险缴费的功能科目不小于单位缴费"
        terms = [
          { form = "expenditure", row = "2080505", column = "合计", times = 1 },
          { form = "general_basic", row = "302", column = "公用经费", times = -1 },
        ]
        """,
    )
    entry = next(e for e in Checker(SOUND.copy(), own).ledger() if e.rule == "pension")
    assert entry.status is Status.BROKEN
    assert "18.42" in entry.detail and "44.13" in entry.detail


def test_a_relation_and_a_kind_are_silenced_by_data_alone(tmp_path: Path) -> None:
    wrong = changed(SOUND, CellRef("t6", 0, 2), "400.00")
    own = write(
        tmp_path,
        '[[relation]]\nid = "basic-total"\noff = true\n\n[[relation]]\nid = "row_sum"\nname = "各栏之和"\noff = true\n',
    )
    rules = {e.rule for e in Checker(wrong, own).ledger()}
    assert "basic-total" not in rules and "row_sum" not in rules
    assert {"basic-total", "row_sum"} <= {e.rule for e in Checker(wrong).ledger()}


TERMS = 'terms = [{ form = "income", row = "合计", column = "合计" }, { form = "expenditure", column = "合计" }]'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "“x”的 terms 至少要有两项"),
        ("off = true", "“x”的 id 不是哪一条勾稽关系或检查的编号"),
        (f'{TERMS}\nlevel = "warn"', "“x”的 level 写成了“warn”，只能是error、warning、info"),
        (f'{TERMS}\ngiven = ["不存在"]', "“x”的 given 写了“不存在”，只能是只有财政拨款、"),
        (f'{TERMS}\neach = "目"', "“x”的 each 写成了“目”，只能是科目、类、项目"),
        (f'{TERMS}\neach = [["合计", "小计", "甲"]]', "“x”的 each 应当是一列名称"),
        (f'{TERMS}\nlevle = "warning"', "“x”里没有“levle”这样的键"),
        (f'{TERMS}\nneeds = [{{ form = "income" }}]', "[[needs]]第 1 条的 column 没有写"),
        (TERMS.replace("income", "incomes"), "[[terms]]第 1 条的 form 写成了“incomes”，没有这种表样"),
        (TERMS.replace('"合计" }]', '"合计", times = -0.5 }]'), "[[terms]]第 2 条的 times 应当是整数"),
        (TERMS.replace('"合计" }]', '"合计", times = 0 }]'), "times 不能是 0"),
    ],
)
def test_a_slip_in_a_file_of_the_user_is_told_and_the_report_is_checked_without_it(
    tmp_path: Path, more: str, said: str
) -> None:
    own = write(tmp_path, f'[[relation]]\nid = "x"\nname = "甲"\n{more}\n')
    checker = Checker(SOUND.copy(), own)
    (told,) = (finding.message for finding in checker.findings if finding.rule == "own.file")
    assert told.startswith("自己添加的勾稽关系文件没有采用：own.toml：") and said in told
    assert checker.faults == [] and len(checker.ledger()) == len(Checker(SOUND.copy()).ledger())


def test_the_example_of_the_readme_is_a_good_one(tmp_path: Path) -> None:
    readme = resources.path("relations", "README.md").read_text(encoding="utf-8")
    book = relation_book(write(tmp_path, readme.split("```toml\n")[1].split("```")[0]))
    assert book.wrong == () and book.silenced == {"three-public-economic"}


def test_a_slip_in_what_is_said_of_other_years_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "years").mkdir()
    write(tmp_path / "years", '[[period]]\nwords = "预算"\nlevel = "warn"\n')
    (told,) = (f.message for f in Checker(SOUND.copy(), tmp_path).findings if f.rule == "own.file")
    assert "[[period]]第 1 条的 level 写成了“warn”" in told


def test_findings_are_silenced_by_their_rule(tmp_path: Path) -> None:
    assert "table.missing" in {finding.rule for finding in Checker(SOUND.copy()).findings}
    own = write(tmp_path, '[[relation]]\nid = "table.missing"\noff = true\n')
    assert Checker(SOUND.copy(), own).findings == []


def test_a_provinces_column_is_learnt_by_data_alone(tmp_path: Path) -> None:
    report = SOUND.copy()
    table = report.table("t3")
    table.columns[4] = type(table.columns[4])(("专项性支出",))
    own = tmp_path / "forms"
    own.mkdir()
    write(own, '[form]\nid = "expenditure"\n[[column]]\nid = "project"\nrole = "amount"\npaths = ["专项性支出"]\n')
    try:
        use_folder(own)
        assert [e for e in Checker(report).ledger() if "同一科目 项目支出" in e.name]
    finally:
        use_folder(None)
    assert not [e for e in Checker(report).ledger() if "同一科目 项目支出" in e.name]
