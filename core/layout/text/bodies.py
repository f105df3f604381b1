"""The rows of a spaced table's body, by the reader that suits its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.layout.text.detail import detail_rows, is_detail
from core.layout.text.loose import LooseRow, LooseTable
from core.layout.text.rows import one_sided_rows, partition
from core.layout.text.sides import sided_rows
from core.layout.text.tokens import Token, joined_figures, usual_places
from core.layout.text.vocabulary import Vocabulary


def body_rows(
    table: LooseTable, lines: Sequence[Sequence[Token]], vocabulary: Vocabulary, apart: bool
) -> list[LooseRow]:
    """The rows that lines print. apart: whether every cell is a line, so that lines do not tell where rows begin."""
    if "amount" not in table.roles:
        return _text_rows(table, lines)
    tokens = [t for line in lines for t in line]
    whole = [replace(t, first=False) for t in tokens] if apart else joined_figures(tokens, usual_places(tokens))
    if len(table.sides) > 1:
        return sided_rows(table, whole, vocabulary)
    detailed = detail_rows(table, whole, vocabulary) if apart or is_detail(table) else []
    return detailed or one_sided_rows(table, _relined(whole), vocabulary)


def _relined(tokens: Sequence[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = []
    for token in tokens:
        if token.first or not lines:
            lines.append([])
        lines[-1].append(token)
    return lines


def _text_rows(table: LooseTable, lines: Sequence[Sequence[Token]]) -> list[LooseRow]:
    """Rows of a table of texts: a row is complete when it has as many tokens as columns, or a new number begins."""
    width = len(table.columns)
    ordered = bool(table.roles) and table.roles[0] == "order"
    groups: list[list[Token]] = []
    for line in lines:
        next_number = ordered and line[0].text == str(len(groups) + 1)
        full = not ordered and bool(groups) and len(groups[-1]) >= width
        if not groups or next_number or full:
            groups.append([])
        groups[-1] += line
    return [LooseRow(dict(enumerate(partition(group, width)))) for group in groups]
