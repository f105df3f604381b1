"""Files of relations and forms that the user added and nobody understands: the report is checked without them."""

from __future__ import annotations

from collections.abc import Iterator

from core.checks.declared import relation_book
from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.registry import inspection
from core.checks.years.declared import year_book
from core.forms.catalogue import catalogue


@inspection(looks_at=("captions",), across=True)
def own_files(facts: Facts) -> Iterator[Finding]:
    """A slip of the pen in a file of the user's own, with its file, entry and key."""
    own = facts.own_relations
    for what, wrong in (
        ("勾稽关系", (*relation_book(own).wrong, *year_book(own).wrong)),
        ("表样", catalogue().wrong),
    ):
        for detail in wrong:
            yield Finding(
                "own.file",
                "other",
                "warning",
                f"自己添加的{what}文件没有采用：{detail}。改正这个文件后，重新打开报告。",
                stated=detail,  # so that setting one aside leaves the others
            )
