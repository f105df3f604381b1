"""Body rows of tables with one side: code, name and figures; wrapped names and lines without figures sorted out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core import texts
from core.layout.text.loose import LooseRow, LooseTable, Side
from core.layout.text.marks import base_label, is_ordinal
from core.layout.text.tokens import Token, complete_label, spelled
from core.layout.text.vocabulary import Vocabulary

_REMNANT = 0.0  # a fragment that cannot be a cell of its own
_SPACE, _NEAR, _WRAP = 3.0, 2.0, 1.0  # how surely two tokens are two cells: a space, a line break, one with a gap


@dataclass(slots=True)
class _Piece:
    """What one line gives, and, grown over its continuation lines, what one row is."""

    lead: list[Token] = field(default_factory=list)
    texts: list[Token] = field(default_factory=list)
    figures: list[Token] = field(default_factory=list)
    tail: list[Token] = field(default_factory=list)
    name_split: bool = False  # its name began on the line before its code

    @property
    def label(self) -> str:
        return "".join(t.text for t in self.texts)

    @property
    def code(self) -> str:
        return "".join(t.text for t in self.lead)


def one_sided_rows(table: LooseTable, lines: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> list[LooseRow]:
    """The rows that the lines print under the header of `table`."""
    side = table.sides[0]
    reader = _RowReader(table.roles, side, vocabulary)
    pieces = [reader.split(line) for line in lines if line]
    for number, piece in enumerate(pieces):
        reader.take(piece, pieces[number + 1] if number + 1 < len(pieces) else None)
    return [_row(piece, table, side) for piece in reader.rows]


class _RowReader:
    def __init__(self, roles: Sequence[str], side: Side, vocabulary: Vocabulary) -> None:
        self.rows: list[_Piece] = []
        self._roles = [roles[c] for c in side.lead]
        self._side = side
        self._vocabulary = vocabulary

    def split(self, line: Sequence[Token]) -> _Piece:
        """Lead (序号, codes), texts, figures and what stands behind them."""
        piece = _Piece()
        rest = list(line)
        for role in self._roles:
            if rest and self._leads(role, rest, piece):
                piece.lead.append(rest.pop(0))
        while rest and not rest[0].numeric:
            piece.texts.append(rest.pop(0))
        while rest and rest[0].numeric:
            piece.figures.append(rest.pop(0))
        piece.tail = rest
        return piece

    def _leads(self, role: str, rest: Sequence[Token], piece: _Piece) -> bool:
        token = rest[0]
        if token.kind in ("figure", "text", "dash") and not (role == "code" and token.text.isdigit()):
            return False
        named = len(rest) == 1 or rest[1].kind in ("text", "figure", "code", "part")
        if role == "code":
            return named and token.kind != "part"
        if role == "part":
            return token.kind == ("part" if piece.lead and piece.lead[-1].kind in ("code", "part") else "code")
        return role in ("order", "line") and token.kind in ("count", "part", "code") and len(rest) > 1

    def take(self, piece: _Piece, following: _Piece | None) -> None:
        """Put a line to the row it belongs to."""
        last = self.rows[-1] if self.rows else None
        if last is None:
            self.rows.append(piece)
        elif piece.lead:
            self._take_coded(last, piece)
        elif piece.texts:
            self._take_text(last, piece, following)
        elif self._continues_figures(last, piece):
            last.figures += piece.figures
            last.tail += piece.tail
        else:
            self.rows.append(piece)

    def _take_coded(self, last: _Piece, piece: _Piece) -> None:
        waiting = bool(last.texts) and not last.lead and not last.figures
        if waiting and not piece.texts and self._could_have_name(last):
            last.lead, last.figures, last.tail, last.name_split = piece.lead, piece.figures, piece.tail, True
        else:
            self.rows.append(piece)

    def _could_have_name(self, last: _Piece) -> bool:
        return not is_ordinal(last.label) and base_label(last.label) not in self._vocabulary.labels.get("total", ())

    def _take_text(self, last: _Piece, piece: _Piece, following: _Piece | None) -> None:
        if self._is_tail(last, piece, following):
            last.tail += piece.texts
        elif self._belongs(last, piece, following):
            last.texts += piece.texts
            last.figures += piece.figures
            last.tail += piece.tail
        else:
            self.rows.append(piece)

    def _is_tail(self, last: _Piece, piece: _Piece, following: _Piece | None) -> bool:
        """Whether a text stands behind the figures. Totals have none there; the next row's names come first."""
        if not self._side.tail or not last.figures or piece.figures or is_ordinal(piece.label):
            return False
        names = len(self._label_columns())
        next_names = following is not None and bool(following.figures) and len(following.texts) < names
        return self._could_have_name(last) and not next_names

    def _belongs(self, last: _Piece, piece: _Piece, following: _Piece | None) -> bool:
        """Whether a line without a code goes on with the name of the row before."""
        if is_ordinal(piece.label):
            return False
        official = texts.key(self._vocabulary.subjects.get(last.code, ""))
        joined = texts.key(last.label + piece.label)
        if (official and joined == official) or base_label(joined) in self._vocabulary.names:
            return True
        if last.lead and not last.texts and not last.figures:
            return True
        if last.figures:
            unfinished = last.name_split or not complete_label(last.label, self._vocabulary)
            leads_on = following is not None and following.lead and not following.texts
            whole = texts.key(last.label) == official or not last.texts
            return not piece.figures and unfinished and not leads_on and not whole
        counted = is_ordinal(last.label) and len(last.label) > 2 * len(piece.label) and self._could_have_name(piece)
        if len(self._label_columns()) > 1 or counted:
            return True
        return not complete_label(last.label, self._vocabulary) or (bool(last.lead) and not self._is_row(piece))

    def _is_row(self, piece: _Piece) -> bool:
        return complete_label(piece.label, self._vocabulary)

    def _label_columns(self) -> list[str]:
        return [r for r in self._roles if r in ("label", "text")]

    def _continues_figures(self, last: _Piece, piece: _Piece) -> bool:
        if not last.figures:
            return True
        room = len(self._side.amounts) - len(last.figures)
        return len(piece.figures) <= room and len(piece.figures) != len(last.figures)


def _row(piece: _Piece, table: LooseTable, side: Side) -> LooseRow:
    row, roles = LooseRow(), table.roles
    if not piece.lead and not piece.figures and len(piece.texts) == len(roles):
        return LooseRow({c: t.text for c, t in enumerate(piece.texts)})  # 无 无 无
    _fill_lead(row, piece, roles, side)
    labels = [c for c in side.lead if roles[c] in ("label", "text")]
    cells = partition(piece.texts, max(1, len(labels)))
    merged = len(cells) == 1 and not piece.lead and _merges_labels(table)
    start = side.lead if merged else _first_label(piece, cells, roles, side, labels)
    for column, text in zip(start, cells, strict=False):
        row.cells[column] = text
    for column, text in zip(side.tail, partition(piece.tail, max(1, len(side.tail))), strict=False):
        row.cells[column] = text
    if piece.figures:
        row.figures[0] = [t.text for t in piece.figures]
    return row


def _fill_lead(row: LooseRow, piece: _Piece, roles: Sequence[str], side: Side) -> None:
    tokens = list(piece.lead)
    for column in side.lead:
        if tokens and _fits(tokens[0], roles[column], row):
            row.cells[column] = tokens.pop(0).text


def _fits(token: Token, role: str, row: LooseRow) -> bool:
    if role == "part":
        return token.kind in ("code", "part")
    return role in ("code", "order", "line")


def _merges_labels(table: LooseTable) -> bool:
    """Whether 栏次 stands in one cell over 类, 款, 项 and 名称, as in final accounts, and so does 合计."""
    return (table.numbers or [""])[0] == "栏次"


def _first_label(
    piece: _Piece, cells: Sequence[str], roles: Sequence[str], side: Side, labels: Sequence[int]
) -> Sequence[int]:
    """The columns that the texts fill. A label without a code stands in the merged cells of code and name."""
    leads = [c for c in side.lead if roles[c] in ("code", "label", "text")]
    codes = [c for c in leads if roles[c] == "code"]
    if len(cells) == 1 and not piece.lead and codes and "part" not in roles and codes[0] == side.lead[0]:
        return [codes[0]]
    return labels or leads


def partition(tokens: Sequence[Token], count: int) -> list[str]:
    """Tokens as at most `count` cells: what is least surely two cells is joined first, a mere remnant always."""
    cells = [[t] for t in tokens]
    while len(cells) > 1:
        seams = [(_seam(cells[i - 1], cells[i]), i) for i in range(1, len(cells))]
        strength, weakest = min(seams)
        if len(cells) <= count and strength > _REMNANT:
            break
        cells[weakest - 1 : weakest + 1] = [cells[weakest - 1] + cells[weakest]]
    return [spelled(cell) for cell in cells]


def _seam(left: Sequence[Token], right: Sequence[Token]) -> float:
    """How surely two neighbours are two cells. A wrapped line is as long as its column, and brackets get closed."""
    token, before = right[0], left[-1]
    text = texts.key("".join(t.text for t in left))
    if token.first and not token.numeric and text.count("(") > text.count(")"):
        return _REMNANT
    if token.first and not token.numeric and len(token.text) < 3 and len(before.text) > 2 * len(token.text):
        return _REMNANT
    strength = _SPACE if not token.first else _WRAP if token.gap else _NEAR
    short = token.first and len(before.text) < len(token.text)
    return strength + (before.numeric != token.numeric) + 0.5 * short - 0.01 * len(before.text)
