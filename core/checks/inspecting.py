"""The findings of all inspections, looked for again only where an inspection would notice what was touched."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.guard import Guard
from core.checks.registry import Inspection, all_inspections
from core.checks.text.places import Answers
from core.checks.text.shared import book_of
from core.checks.touch import Touch


class Inspector:
    """Runs the inspections of one report, table by table where one looks at each table alone."""

    def __init__(self, facts: Facts, guard: Guard, silenced: Collection[str]) -> None:
        """silenced: names of inspections, and rules of their findings."""
        self._facts = facts
        self._guard = guard
        self._found: dict[tuple[str, str], list[Finding]] = {}
        self._asked: dict[str, Answers] = {}  # what an inspection asked the book when it ran last
        self._silenced = silenced
        self._inspections = {each.name: each for each in all_inspections() if each.name not in silenced}
        alone = {table.id: facts.alone(table.id) for table in facts.tables}
        for inspection in self._inspections.values():
            for table, view in alone.items() if inspection.alone else [("", facts)]:
                self._inspect(inspection, table, view)

    def _inspect(self, inspection: Inspection, table: str, facts: Facts) -> None:
        book = book_of(facts) if "places" in inspection.looks_at else None
        if book is not None:
            book.asked.clear()
        found = list(dict.fromkeys(self._guard.run(inspection.name, inspection.inspect(facts), table)))
        if book is not None:
            self._asked[inspection.name] = dict(book.asked)
        if found:
            self._found[inspection.name, table] = found
        else:
            self._found.pop((inspection.name, table), None)

    def renew(self, touch: Touch) -> None:
        """Repeat what a change may have made another finding of."""
        gone = {table for table in touch.parts if self._facts.get(table) is None}
        self._found = {key: found for key, found in self._found.items() if key[1] not in gone}
        alone = {table: self._facts.alone(table) for table in touch.parts if table not in gone}
        for inspection in self._inspections.values():
            seen = {table for table, parts in touch.parts.items() if inspection.sees(parts, touch.forms[table])}
            if inspection.alone:
                for table in seen - gone:
                    self._inspect(inspection, table, alone[table])
            elif seen or (touch.narrative and "narrative" in inspection.looks_at) or self._finds_anew(inspection):
                self._inspect(inspection, "", self._facts)

    def _finds_anew(self, inspection: Inspection) -> bool:
        """Whether the book of the tables answers differently now."""
        return "places" in inspection.looks_at and not book_of(self._facts).still_says(self._asked[inspection.name])

    def found(self) -> Iterator[tuple[Finding, Inspection]]:
        """Every finding with the inspection that found it."""
        for (name, _), found in self._found.items():
            yield from ((f, self._inspections[name]) for f in found if f.rule not in self._silenced)
