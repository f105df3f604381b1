"""A report as a list of what stands in it, the mistakes planted in it, and how it is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.typeset import Cell, Look, Printed, Table, Turn, Typesetter


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    size: float = 14.0
    centred: bool = False
    new_page: bool = False


Block = Heading | Table | Turn | str  # a turn begins a page, a plain string is a paragraph


@dataclass(frozen=True, slots=True)
class Misprint:
    """One figure of a table printed wrong. row: its code or label; column: 0-based leaf column."""

    table: str
    row: str
    column: int
    right: str
    wrong: str
    kind: str

    def plant(self, block: Block) -> Block:
        if not isinstance(block, Table) or block.number != self.table:
            return block
        rows = [list(row) for row in block.rows]
        for row in rows:
            if self.row in row and row[self.column] == self.right:
                row[self.column] = self.wrong
        return replace(block, rows=rows)

    def truth(self, tables: list[Table]) -> dict[str, Any]:
        index = next(i for i, t in enumerate(tables) if t.number == self.table)
        return {"table": index, "row": self.row, "column": self.column}


@dataclass(frozen=True, slots=True)
class Slip:
    """One figure of the narrative stated wrong. sentence: a piece of the paragraph with the right figure in it."""

    sentence: str
    right: str
    wrong: str
    kind: str

    def plant(self, block: Block) -> Block:
        if not isinstance(block, str):
            return block
        return block.replace(self.sentence, self.sentence.replace(self.right, self.wrong))

    def truth(self, tables: list[Table]) -> dict[str, Any]:
        return {"text": self.sentence.replace(self.right, self.wrong)}


Plant = Misprint | Slip


@dataclass(frozen=True)
class Story:
    """A sample report: its head, its look, its blocks without mistakes, and the mistakes to be planted."""

    head: dict[str, Any]
    look: Look
    blocks: list[Block]
    plants: list[Plant]

    def planted(self) -> list[Block]:
        """The blocks with every mistake in its place; each mistake changes exactly one block."""
        blocks = self.blocks
        for plant in self.plants:
            changed = [plant.plant(block) for block in blocks]
            hits = sum(before != after for before, after in zip(blocks, changed, strict=True))
            if hits != 1:
                raise ValueError(f"planted {hits} times: {plant}")
            blocks = changed
        return blocks

    def typeset(self, *, planted: bool = True) -> Printed:
        """The report as a PDF file, with the truth of it and, if planted, the findings that there are to find."""
        setter = Typesetter(self.look)
        blocks = self.planted() if planted else self.blocks
        for block in blocks:
            _set(setter, block)
        printed = setter.finish(**self.head)
        tables = [block for block in blocks if isinstance(block, Table)]
        for plant in self.plants if planted else ():
            finding = {"kind": plant.kind, "severity": "error", "stated": plant.wrong, "expected": plant.right}
            printed.truth["findings"].append(finding | plant.truth(tables))
        return printed


def _set(setter: Typesetter, block: Block) -> None:
    match block:
        case Heading():
            if block.new_page:
                setter.page()
            setter.heading(block.text, block.size, block.centred)
        case Table():
            setter.table(block)
            setter.gap(10)
        case Turn():
            setter.page(block)
        case str():
            setter.paragraph(block)


def tall(*texts: str) -> list[Cell | str]:
    """Header texts over two rows."""
    return [Cell(text, down=2) for text in texts]
