"""A measured figure with its limit, and how figures are taken.

What a thread computes is measured by its own processor time, so that other work on the machine does not blur it; what
waits for disks and other processes is measured by the clock on the wall.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, thread_time
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the result. at_least: the limit is a floor, not a ceiling. detail: what was measured."""

    name: str
    value: float
    unit: str
    limit: float
    detail: str = ""
    at_least: bool = False

    @property
    def passed(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign, verdict = ("≥" if self.at_least else "≤"), ("ok  " if self.passed else "FAIL")
        return f"{verdict} {self.name:<44} {self.value:>9.2f} {self.unit:<3} {sign} {self.limit:g}  {self.detail}"


def seconds(work: Callable[[], T], clock: Callable[[], float] = thread_time) -> tuple[float, T]:
    """How long the work took, and what it gave."""
    start = clock()
    result = work()
    return clock() - start, result


def elapsed(work: Callable[[], T]) -> tuple[float, T]:
    """The same by the clock on the wall."""
    return seconds(work, perf_counter)


def best(work: Callable[[], object], runs: int = 3) -> float:
    """The shortest of several runs, in seconds: what the work costs when nothing else disturbs it."""
    return min(seconds(work)[0] for _ in range(runs))


def percentile(values: list[float], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
