"""Relations as data: every entry speaks of known forms, and a user's file adds to them and silences them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.checks import Checker, Status
from core.checks.conditions import _CONDITIONS
from core.checks.declared import Declared, relation_book
from core.checks.lookup import column_id
from core.forms.catalogue import catalogue, use_folder
from core.model import CellRef
from tests.core.checks.sound import changed
from tests.core.checks.test_suspects import SOUND

ENTRIES = relation_book().entries


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_speaks_of_known_forms_columns_and_conditions(entry: Declared) -> None:
    assert entry.name and entry.terms and entry.source
    assert {term.form for term in entry.terms} <= set(catalogue().forms)
    assert set(entry.given) <= set(_CONDITIONS)
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
    own = write(tmp_path, '[[relation]]\nid = "basic-total"\noff = true\n\n[[relation]]\nid = "row_sum"\noff = true\n')
    rules = {e.rule for e in Checker(wrong, own).ledger()}
    assert "basic-total" not in rules and "row_sum" not in rules
    assert {"basic-total", "row_sum"} <= {e.rule for e in Checker(wrong).ledger()}


def test_a_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"own\.toml"):
        relation_book(write(tmp_path, '[[relation]]\nid = "x"\nname = "没有 terms"\n'))


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
