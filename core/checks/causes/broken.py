"""What a cause that is no figure breaks."""

from __future__ import annotations

from typing import NamedTuple

from core.checks.findings import Finding
from core.checks.relation import Relation


class Broken(NamedTuple):
    """The relations that only a wrong code or unit breaks. left: how many sums among them are wrong beside."""

    relations: tuple[Relation, ...]
    left: int = 0


Explained = dict[Finding, Broken]
