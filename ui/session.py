"""One open report: its history, its checker, where it came from and where it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.collecting import keep_all, uncollected
from core.model import (
    AS_PRINTED,
    AsideEdit,
    CellEdit,
    CellRef,
    Change,
    History,
    Report,
    SourceKind,
    Step,
    Table,
    TableEdit,
    address,
)
from core.model.carrying import carry
from core.model.moves import moved
from core.model.structure import first_change
from core.naming import report_name
from ui.following import Follower
from ui.pictures import is_pictures
from ui.states import Marks, carried, marks_of

if TYPE_CHECKING:
    from core.checks import Checker, LedgerEntry, Told
    from core.checks.findings import Finding
    from core.checks.years import Years
    from ui.tasks import Tasks

_SETTLING_MS = 150
_NEVER = object()  # stands for the last step that was saved where no state of the history is the saved one
_CHECKED = ("passed", "rounding", "broken")  # the states of a relation that could be judged
NAME_RULE = "subject.name"  # findings about the name of a 科目: one confirmed holds for every later report


@dataclass(slots=True)
class Opened:
    """What comes back from opening a file or a stored report.

    checker None: nothing is checked yet. source: the bytes of the file itself, None where it is gone.
    """

    report: Report
    checker: Checker | None = None
    source: bytes | None = None
    path: Path | None = None
    report_id: int | None = None
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    password: str | None = None
    unsaved: bool = False  # recovered from a draft: there is more in it than the library's saved state


class Session(QObject):
    """Owns one report while it is open. Every change goes through `step` or `set_text`; everybody hears of it.

    changed(Change): after each step, undo and redo, before the findings follow.
    findings_changed(): the findings are new. settled(): they have stayed so for a moment; time for what takes longer.
    standing_changed(): saved or unsaved, named, complete or still being read.
    problems: the errors and warnings among the findings that were not set aside.
    years: what other reports of the unit say, None where the library has none.
    faults: the checks that failed by an error of ours.
    lost: the steps made while the report was read that the whole report has no place for.
    remarked: the cells that findings came to or left, when they were last heard.
    moves: where the cells went that the last change moved, as long as any of them is marked.
    replaced(): another report took the place of this one, or a table joined it (the reading goes on).
    source_known(): the bytes of the file are there, pages can be drawn.
    """

    changed = Signal(object)
    findings_changed = Signal()
    settled = Signal()
    standing_changed = Signal()
    replaced = Signal()
    source_known = Signal()

    def __init__(
        self, opened: Opened, tasks: Tasks | None = None, *, reading: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.reading = reading
        self.findings: list[Finding] = []
        self.marks: Marks = {}
        self.remarked: set[CellRef] = set()
        self.moves: dict[CellRef, CellRef] = {}
        self.problems: list[Finding] = []
        self.years: Years | None = None
        self.faults: list[str] = []
        self.lost: list[str] = []
        self._ledger: list[LedgerEntry] | None = None
        self._told: list[Told] | None = None
        self._follower: Follower | None = None
        self._aside: dict[int, str] = {}
        self._confirmed: Mapping[tuple[str, str], str] = {}
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(self.settled)
        self._take(opened)

    def _take(self, opened: Opened) -> None:
        self.path, self.source, self.password = opened.path, opened.source, opened.password
        self.report_id, self.checker = opened.report_id, opened.checker
        self.stop()
        self._follower = Follower(self.checker, self._tasks, self._on_checked) if self.checker is not None else None
        self.history = History(opened.report, done=opened.done, undone=opened.undone)
        self._saved: object = _NEVER if opened.unsaved else next(reversed(opened.done), None)
        self.history.subscribe(self._on_change)
        self._hear(self.checker.findings if self.checker else [])
        if self.checker is not None:
            keep_all()

    def stop(self) -> None:
        """The checking goes on no further: nobody looks at the report any more."""
        if self._follower is not None:
            self._follower.stop()

    def close(self) -> None:
        """The tab is gone: what is large goes with it, at once (see `core.collecting`)."""
        self.stop()
        self.history.unsubscribe(self._on_change)
        self._follower = self.checker = self.years = None

    @property
    def checking(self) -> bool:
        """Whether findings, ledger and what is told are from before the last changes; `findings_changed` follows."""
        return self._follower is not None and self._follower.behind

    def _hear(self, found: list[Finding]) -> None:
        """Take what the checker found; what other reports say comes after it."""
        findings = [*found, *self.years.findings] if self.years is not None else found
        self._found, self.findings = found, findings
        if not self.checking:
            self._ledger = self._told = None
            self.faults = self.checker.faults if self.checker is not None else []
        self._aside = dict(self._reasons(findings)) if self.report.set_aside or self._confirmed else {}
        self.problems = [f for f in findings if f.level != "info" and id(f) not in self._aside]
        before, self.marks = self.marks, marks_of(findings, self.is_aside)
        self.remarked = {ref for ref, _state in before.items() ^ self.marks.items()}
        self._settling.start()

    def _reasons(self, findings: Iterable[Finding]) -> Iterator[tuple[int, str]]:
        """Why findings are set aside: in this report, or because their name was confirmed in an earlier one."""
        for finding in findings:
            reason = self.report.set_aside.get(finding.key)
            if reason is None and finding.rule == NAME_RULE:
                reason = self._confirmed.get((finding.expected or "", finding.stated or ""))
            if reason is not None:
                yield id(finding), reason

    def is_aside(self, finding: Finding) -> bool:
        """Whether one of the present findings was set aside."""
        return id(finding) in self._aside

    def why_aside(self, finding: Finding) -> str | None:
        """The reason why one of the present findings is set aside, None where it is not."""
        return self._aside.get(id(finding))

    def remember(self, confirmed: Mapping[tuple[str, str], str]) -> None:
        """Names of 科目 that the user confirmed in earlier reports: (official, as used) → why."""
        if confirmed == self._confirmed:
            return
        self._confirmed = confirmed
        self._hear(self._found)
        self.findings_changed.emit()

    def compare(self, years: Years | None) -> None:
        """Take what other reports of the unit say of this one; None: there is nothing to compare with."""
        self.years = years
        self._hear(self._found)
        self.findings_changed.emit()

    def doubt_again(self, finding: Finding) -> None:
        """Forget, in this report, that a name was confirmed earlier."""
        pair = (finding.expected, finding.stated)
        self.remember({known: why for known, why in self._confirmed.items() if known != pair})

    @property
    def report(self) -> Report:
        return self.history.report

    @property
    def title(self) -> str:
        """Whose report it is, as the tab names it: 阿城区总工会 2024 年预算, or the file's name while unknown."""
        info = self.report.info
        if not info.unit:
            return self.path.stem if self.path else self.tr("未命名报告")
        return report_name(info.unit, info.year, info.kind)

    @property
    def unsaved(self) -> bool:
        last = self.history.done[-1] if self.history.done else None
        return last is not self._saved

    def has(self, ref: CellRef) -> bool:
        """Whether there is such a cell now."""
        table = self.table(ref.table)
        return table is not None and ref.row < len(table.rows) and ref.column < len(table.columns)

    def when_checked(self, act: Callable[[], object]) -> None:
        """Do it now, or as soon as the findings are those of the report as it stands."""
        if self.checking:
            self.findings_changed.connect(lambda: self.when_checked(act), Qt.ConnectionType.SingleShotConnection)
        else:
            act()

    def ledger(self) -> list[LedgerEntry]:
        """How every relation stands, as of the findings; nothing as long as nothing is checked."""
        if self._ledger is None and not self.checking:
            self._ledger = self.checker.ledger() if self.checker is not None else []
            self._ledger += self.years.ledger() if self.years is not None else []
        return self._ledger or []

    def told(self) -> list[Told]:
        """Every amount of the narrative with the cells that hold it; nothing as long as nothing is checked."""
        if self._told is None and not self.checking:
            self._told = self.checker.told() if self.checker is not None else []
        return self._told or []

    def unchecked(self) -> dict[str, str]:
        """Why no relation of a table could be checked, by the table's id; tables that were checked are left out."""
        if not self.ledger():
            return {}
        whys: dict[str, Counter[str]] = {table.id: Counter() for table in self.report.tables}
        for entry in self.ledger():
            for table_id in {ref.table for ref in entry.cells}:
                if entry.status.value in _CHECKED:
                    whys.pop(table_id, None)
                elif table_id in whys:
                    whys[table_id][entry.detail] += 1
        return {table.id: self._why(table, whys[table.id]) for table in self.report.tables if table.id in whys}

    def _why(self, table: Table, given: Counter[str]) -> str:
        if given:
            return given.most_common(1)[0][0]
        if not any(cell.figure for _ref, cell in table.refs()):
            return self.tr("表里没有数字")
        return self.tr("不是标准表") if table.form is None else self.tr("没有适用的勾稽关系")

    def tally(self) -> Counter[str]:
        """How many relations passed, passed with a rounding tail, broke, or could not be checked."""
        return Counter(entry.status.value for entry in self.ledger())

    def table(self, table_id: str) -> Table | None:
        return next((t for t in self.report.tables if t.id == table_id), None)

    @contextmanager
    def step(self, name: str, why: str = "") -> Iterator[None]:
        """As `History.step`; what was set aside stays so where its cells move."""
        with self.history.step(name, why):
            yield
            self._move_reasons()

    def _move_reasons(self) -> None:
        from core.checks.findings import moved_key

        aside = dict(self.report.set_aside)
        moves = moved(self.history.staged) if aside else {}
        names = {key: moved_key(key, moves) for key in aside} if moves else {}
        goes = {key for key, name in names.items() if key != name}
        for key in goes:
            self.history.apply(AsideEdit(key, aside[key], None))
        for key in goes:
            self.history.apply(AsideEdit(names[key], self.report.set_aside.get(names[key]), aside[key]))

    def set_text(self, ref: CellRef, text: str, name: str = "", why: str = "") -> None:
        """Correct one cell as a step of its own."""
        with self.step(name or self.tr("修改一格"), why):
            self.history.set_text(ref, text)

    def set_texts(self, name: str, texts: Iterable[tuple[CellRef, str]]) -> None:
        """Correct many cells as one step, with no look for garbage between them."""
        with uncollected(), self.step(name):
            for ref, text in texts:
                self.history.set_text(ref, text)

    def mend(self, finding: Finding) -> CellRef | None:
        """Change the table of a finding as its repair does, in one step. Returns where; None where nothing is to do."""
        place = next((n for n, table in enumerate(self.report.tables) if table.id == finding.table), None)
        if place is None or finding.repair is None:
            return None
        before = self.report.tables[place].copy()
        after = finding.repair.mend(before.copy())
        with self.step(finding.repair.label, finding.message):
            self.history.apply(TableEdit(place, before, after))
        row = min(first_change(before, after) or 0, max(len(after.rows) - 1, 0))
        return CellRef(before.id, row, 0)

    def set_aside(self, finding: Finding, reason: str | None) -> None:
        """Set a finding aside with a reason; None takes it up again."""
        name = self.tr("恢复问题") if reason is None else self.tr("搁置问题")
        if reason == AS_PRINTED:
            name = self.tr("归为原件如此")
        with self.step(name, reason or ""):
            before = self.report.set_aside.get(finding.key)
            self.history.apply(AsideEdit(finding.key, before, reason))

    def describe(self, step: Step) -> str:
        """A step with the first cell that it changes: 修改一格 表5 · 201 一般公共服务支出 · 项目支出."""
        ref = next((edit.ref for edit in step.edits if isinstance(edit, CellEdit)), None)
        return f"{step.name} {address.cell_label(self.report, ref)}" if ref and self.has(ref) else step.name

    def undo(self) -> None:
        self.history.undo()

    def redo(self) -> None:
        self.history.redo()

    @property
    def source_kind(self) -> SourceKind:
        """What kind of file the pages come from; by its name while it is being read."""
        if not self.reading or self.path is None:
            return self.report.source.kind
        if is_pictures(self.path):
            return "scan"
        return "pdf" if self.path.suffix.lower() == ".pdf" else "text"

    def take_source(self, source: bytes) -> None:
        """The file's bytes, ahead of its report."""
        if self.source is None:
            self.source = source
            self.source_known.emit()

    def add_table(self, table: Table) -> None:
        """A table that the reader has just finished; the one of the same id before it gives way."""
        tables = self.report.tables
        at = next((i for i, t in enumerate(tables) if t.id == table.id), len(tables))
        tables[at : at + 1] = [table]
        self.replaced.emit()

    def complete(self, opened: Opened) -> None:
        """The reading is done: the whole report takes the place of the part shown so far; corrections are kept."""
        early, shown = self.history.done, self.source is not None and self.source_kind == opened.report.source.kind
        self._take(opened)
        self.reading = False
        if not shown:
            self.source_known.emit()
        self.lost = [step.name for step in early if not carry(step, self.history)]
        self.replaced.emit()
        self.findings_changed.emit()
        self.standing_changed.emit()

    def saved(self, report_id: int, last: Step | None) -> None:
        """The library has the report with everything up to the step `last`."""
        self.report_id, self._saved = report_id, last
        self.standing_changed.emit()

    def snapshot(self) -> History:
        """The report and its history as they are now, for another thread to write."""
        return History(self.report.copy(), done=self.history.done, undone=self.history.undone)

    def _on_change(self, change: Change) -> None:
        self.moves = moved(change.step.edits) if change.structural and self.marks else {}
        self.marks = carried(self.marks, self.moves)
        self.changed.emit(change)
        if self._follower is not None:
            self._follower.follow(change)
        if self._follower is None:
            self._renew(self._found)
        elif self.checking:
            self._keep()

    def _keep(self) -> None:
        """What is known from before a change stays, as far as its cells do; the views wait for what is new."""
        self._found, self.findings, self.problems = (
            [finding for finding in known if all(map(self.has, finding.cells))]
            for known in (self._found, self.findings, self.problems)
        )
        self.standing_changed.emit()

    def _on_checked(self) -> None:
        self._renew(self.checker.findings if self.checker is not None else [])

    def _renew(self, found: list[Finding]) -> None:
        self._hear(found)
        self.findings_changed.emit()
        self.standing_changed.emit()
