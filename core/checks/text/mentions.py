"""The narrative read: every amount with what it is about, the part it plays, and where it stands in the printed text.

`read_narrative(report)` is what checks and window use. `Passage.printed_span(mention)` is where an amount stands inside
`Paragraph.text`, so a view can mark it; `core.checks.text.places.Book` says which cells hold the same thing and agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from core.checks.findings import Quote
from core.checks.text.figures import Amount, amounts
from core.checks.text.folding import Folded, fold
from core.checks.text.leads import Lead, Role, read_lead
from core.checks.text.sections import Outline, Section
from core.checks.text.things import INCOMES, SCOPED, THREE_PUBLIC, TOTALS, Thing, read_thing
from core.model import Paragraph, Report
from core.subjects import codes_named

_NAMED = re.compile(r"[^，。；:]*?\((?:\d{2,3})?(?:项|款|类)\)(?=[^()，。；]{0,6}[。:，；])")
_BARE = re.compile(r"(?:预算|决算)?(?:支出|收入)?(?:预算|决算)?(?:金额|数|总额)?")
_LEVEL = re.compile(  # 公务接待费与上年持平，…: a thing of which nothing more is to be told than that
    r"(?<![^，。；:])(?P<subject>[^，。；:]{2,30}?)(?:[比较与同][^，。；]{1,16}?)"
    r"(?:持平|一致|相同|相等|不变|无(?:增减)?(?:变[化动]|差异)|无增减(?:变[化动])?)(?=[，。；])"
)
_THIS = re.compile(r"(?:费用|经费|该项|此项|本项)支出")
_YEARS = re.compile(r"(?<![比较与同自至\d])(20\d\d)年")
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"(?:总计|合计|总额|总数)(?:均|各)?(?:为|是|:)*$")
_COMPARED = re.compile(r"([^，。；:\n]*(?:相比较?|相较))，\Z")
_LISTED = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]*)?(?P<name>[^，。；:\d]+)$")
_DEPTHS = {7: 3, 5: 2}  # 项 and 款 by the length of their codes
_ENDS = re.compile(r"[。；\n]")
_DIVIDED = ("subject", "economic", "phrase")
_BRACKETS = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount of the narrative.

    thing: what it is about, None where the words before it say nothing understood. said: the words themselves name the
    thing (otherwise it is taken over from an earlier clause). year: the year of the figure where the text names one.
    header: the first thing of the paragraph, which a list below it divides.
    """

    amount: Amount
    lead: Lead
    role: Role
    thing: Thing | None
    said: bool
    year: int | None
    header: Thing | None = None

    @property
    def start(self) -> int:
        return self.amount.start

    @property
    def end(self) -> int:
        return self.amount.end

    @property
    def known(self) -> bool:
        return self.thing is not None and self.thing.known


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph read. index: its place in `Report.narrative`; section: the headings above it."""

    index: int
    paragraph: Paragraph
    folded: Folded
    section: Section
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        """The folded text that the spans of the mentions count in."""
        return self.folded.text

    def printed_span(self, mention: Mention) -> tuple[int, int]:
        """Where number and unit of the mention stand in `paragraph.text`."""
        return self.folded.span(mention.start, mention.end)

    def year_before(self, mention: Mention) -> int | None:
        """The last year that the sentence names before the amount, other than one it compares with; None for none."""
        if "20" not in self.text[: mention.start]:
            return None
        start, _ = self.folded.sentence(mention.start, mention.start)
        years = _YEARS.findall(self.text[start : mention.start])
        return int(years[-1]) if years else None

    def quote(self, start: int, end: int) -> Quote:
        """The printed clauses around the folded span."""
        first, last = self.folded.clause(start, end)
        return Quote(self.folded.quote(first, last), self.paragraph.page, self.index)


def read_narrative(report: Report) -> list[Passage]:
    """Every paragraph of the narrative in order, read once per wording."""
    outline, unit = Outline(), fold(report.info.unit or "").text
    passages = []
    for index, paragraph in enumerate(report.narrative):
        folded = fold(paragraph.text)
        section = outline.enter(folded.text)
        reading = section.is_heading or section.is_glossary or not _DIGIT.search(folded.text)
        mentions = () if reading else _mentions(folded, section, unit, report.info.year)
        passages.append(Passage(index, paragraph, folded, section, mentions))
    return passages


@lru_cache(maxsize=4096)
def _mentions(folded: Folded, section: Section, unit: str, year: int | None) -> tuple[Mention, ...]:
    return tuple(_Reader(folded, section, unit, year).read())


class _Reader:
    """Reads one paragraph from left to right and remembers what it is about."""

    def __init__(self, folded: Folded, section: Section, unit: str, year: int | None) -> None:
        self.folded, self.section, self.unit, self.year = folded, section, unit, year
        self.current = _of_heading(section, unit)
        self.header: Thing | None = None
        self.divided: Thing | None = None  # the 科目 that 其中：基本支出 …，项目支出 … divides
        self.brackets = 0
        self.outside: Thing | None = None  # what it was about before the bracket

    def read(self) -> Iterator[Mention]:
        text, last, before = self.folded.text, 0, None
        for amount in amounts(text):
            self._notice_brackets(text[last : amount.start])
            self._notice_division(text[last : amount.start])
            self._notice_subject(last, amount.start)
            words = self._words_before(amount, last)
            lead = read_lead(words, amount.measure, self.unit)
            if words == "的" and amount.measure == "percent" and before is not None:
                lead = _of_budget(before) or lead
            before = self._mention(amount, lead, whole=bool(_WHOLE.search(words)))
            yield before
            last = amount.end

    def _unmarked(self, amount: Amount, thing: Thing | None) -> Thing | None:
        """The 科目 that a paragraph of the expenditure by function begins with, without 款 or 项 beside its name."""
        if thing is None or thing.item not in ("phrase", "economic") or not self.section.is_by_function:
            return thing
        opens = _LISTED.match(self.folded.text[: amount.start])
        levels = {len(code) for code in codes_named(thing.words)} if opens and opens["name"] == thing.words else set()
        depth = next((depth for length, depth in _DEPTHS.items() if length in levels), 0)
        return Thing("subject", path=("",) * (depth - 1) + (thing.words,), words=thing.words) if depth else thing

    def _words_before(self, amount: Amount, last: int) -> str:
        """The clause before an amount, with the one before it where that only says what it is compared with."""
        start, _ = self.folded.clause(amount.start, amount.start)
        words = self.folded.text[max(start, last) : amount.start]
        compared = _COMPARED.search(self.folded.text, last, start) if start > last else None
        return compared[1] + words if compared else words

    def _notice_brackets(self, text: str) -> None:
        """What stands in brackets between two amounts is forgotten where they close."""
        for bracket in _BRACKETS.findall(text):
            if bracket == "(":
                self.outside = self.outside if self.brackets else self.current
                self.brackets += 1
            elif self.brackets:
                self.brackets -= 1
                self.current = self.current if self.brackets else self.outside

    def _notice_division(self, text: str) -> None:
        """A 科目 is divided from 其中 to the end of the sentence."""
        if _ENDS.search(text):
            self.divided = None
        elif "其中" in text and self.current is not None and self.current.item in _DIVIDED:
            self.divided = self.current

    def _notice_subject(self, start: int, end: int) -> None:
        """What is named without an amount is what the next amounts are about.

        That is a 科目, as in "行政运行（项）。年初预算为…", and anything that a clause says to be level.
        """
        for match in _LEVEL.finditer(self.folded.text, start, end):
            thing = read_thing(read_lead(match["subject"], "money", self.unit).subject)
            if thing is not None and thing.known:
                self.current = thing
        for match in _NAMED.finditer(self.folded.text, start, end):
            lead = read_lead(match.group(), "money", self.unit)
            thing = read_thing(lead.subject)
            if thing and thing.item == "subject":
                self.current = thing

    def _mention(self, amount: Amount, lead: Lead, *, whole: bool) -> Mention:
        if amount.measure in ("count", "score"):
            return Mention(amount, lead, lead.role, Thing("phrase", words=lead.subject), True, lead.year)
        thing = self._unmarked(amount, self._thing(lead))
        if self.divided is not None and thing is not None and thing.item in ("basic", "project"):
            return Mention(amount, lead, lead.role, self._scoped(self.divided), True, lead.year, thing)
        said = thing is not None
        if thing is None or (not whole and self._bare(lead) and self.current is not None):
            thing, said = self.current, False
        elif lead.role not in ("share", "completion", "rate", "other"):
            self.current = thing
        year = lead.year
        role = lead.role
        if year is not None and self.year is not None and year == self.year - 1 and role not in ("change", "rate"):
            role = "previous"
        scoped = self._scoped(thing)
        return Mention(amount, lead, role, scoped, said, year, self.header)

    def _thing(self, lead: Lead) -> Thing | None:
        thing = read_thing(lead.subject)
        if thing is not None and not thing.known and "、" in lead.subject:
            last = read_thing(lead.subject.rpartition("、")[2])
            thing = last if last is not None and last.known else thing
        if (
            thing is not None
            and thing.item in TOTALS
            and thing.scope
            and self.header
            and self.header.item not in TOTALS
        ):
            return Thing("phrase", words=thing.words)  # 上年结转 180 万元，包括：财政拨款 … is a part, not the total
        return thing

    def _bare(self, lead: Lead) -> bool:
        """Whether the subject is only 支出, 收入, 预算 … of what was named before."""
        if lead.year is not None or ("支出" in lead.subject and self._about_income()):
            return False
        planned = lead.role in ("opening", "adjusted", "budget", "final")
        return bool(_THIS.fullmatch(lead.subject) or (planned and _BARE.fullmatch(lead.subject)))

    def _about_income(self) -> bool:
        return self.current is not None and self.current.item in INCOMES

    def _scoped(self, thing: Thing | None) -> Thing | None:
        """The thing with the scope that the head of the list or the section gives where its own words give none."""
        if thing is None or not thing.known:
            return thing
        self.header = self.header or thing
        if thing.scope or thing.item not in SCOPED:
            return thing
        scope = self.header.scope or self.section.scope
        return replace(thing, scope=scope) if scope else thing


def _of_heading(section: Section, unit: str) -> Thing | None:
    """What a paragraph is about before it says so: the 三公 item that the heading above it names and nothing else."""
    thing = read_thing(read_lead(section.title, "money", unit).subject) if section.title else None
    return thing if thing is not None and thing.item in THREE_PUBLIC else None


def _of_budget(budget: Mention) -> Lead | None:
    """完成预算 84.82 万元的 73.2%: the percentage is of the budget that stands before it."""
    names = {"opening": "年初预算", "adjusted": "全年预算", "budget": "预算"}
    return Lead("", "completion", basis=names[budget.role]) if budget.role in names else None


def figures_about(passages: list[Passage], item: str) -> Iterator[tuple[Passage, Mention]]:
    """Every mention of an item with its passage."""
    for passage in passages:
        for mention in passage.mentions:
            if mention.thing is not None and mention.thing.item == item:
                yield passage, mention


__all__ = ["Mention", "Passage", "figures_about", "read_narrative"]
