"""Steps as the library keeps them: they come back equal, and stay small."""

from __future__ import annotations

import json
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Cell, Column, Paragraph, ParagraphEdit, Step, Table, TableEdit
from core.model.structure import insert_rows
from core.storage.steps import edits_to_text, step_from
from tests.core.model.strategies import edits, reports

NOON = datetime(2024, 5, 1, 12, 0, 0, 123456)


def back(step: Step) -> Step:
    return step_from(step.name, step.why, step.when.isoformat(), edits_to_text(step))


@settings(deadline=None)
@given(st.data())
def test_any_step_comes_back_equal(data: st.DataObject) -> None:
    report = data.draw(reports())
    made = tuple(data.draw(edits(report)) for _ in range(data.draw(st.integers(1, 3))))
    step = Step("改", made, NOON, "因为")
    assert back(step) == step


def test_steps_of_earlier_versions_are_read() -> None:
    """They numbered the paragraphs; the tables did not say where they stand."""
    paragraph = {"text": "新", "printed": "旧", "page": 1, "boxes": [], "after": 2}
    table = json.loads(edits_to_text(Step("删表", (TableEdit(0, Table("t1", [Column()], []), None),), NOON)))[0]
    del table["before"]["follows"]
    edits = [{"kind": "paragraph", "index": 0, "before": paragraph, "after": paragraph}, table]
    step = step_from("改", "", NOON.isoformat(), json.dumps(edits))
    assert step.edits == (
        ParagraphEdit(0, Paragraph("新", "旧", 1), Paragraph("新", "旧", 1)),
        TableEdit(0, Table("t1", [Column()], []), None),
    )


def test_a_row_put_into_a_large_table_does_not_store_it_twice() -> None:
    rows = [[Cell.of(f"{r * 10 + c}.00") for c in range(10)] for r in range(100)]
    table = Table("t1", [Column()] * 10, rows)
    step = Step("插入一行", (TableEdit(0, table, insert_rows(table, 50)),), NOON)
    once = Step("删除", (TableEdit(0, table, None),), NOON)
    assert back(step) == step
    assert len(edits_to_text(step)) < 1.2 * len(edits_to_text(once))
