"""What single printed lines and cells say about themselves: title, table number, unit line, note, page number, heading.

Everything works on one text at a time and knows nothing of places on a page.
"""

from __future__ import annotations

import re
import unicodedata

from core import amounts, texts

_CHINESE_NUMBER = "一二三四五六七八九十百"
_COUNT = rf"(?:\d{{1,3}}|[{_CHINESE_NUMBER}]{{1,3}})"
_COUNTS = rf"{_COUNT}(?:[-.]{_COUNT})*"
_NUMBER = re.compile(
    rf"(?:附|续)?表{_COUNTS}(?:表)?|(?:部门|单位|财决|财预|市级|省级|区级|县级)*(?:预算|决算)?(?:公开|批复)(?:表)?{_COUNTS}(?:表)?"
    rf"|(?:财决|财预|预算|决算|预|决){_COUNTS}表|[A-Z\u4e00-\u9fff]{{1,6}}\d{{1,3}}(?:[-.]\d{{1,3}})*表|附件{_COUNT}-{_COUNT}"
)
_AROUND_NUMBER = re.compile(r"^表号:|^[(【\[]|[)】\]]$")
_TITLE_END = re.compile(r"表(?:\([^()]*\))*(?:[一二三四五六七八九十]|\d{1,2})?$")
_PUNCTUATION = re.compile(r"[，。；！？]|[:：,;]$")
_PART = re.compile(rf"第[{_CHINESE_NUMBER}\d]+(?:部分|章|节)")
_ITEM = re.compile(
    rf"(?:第[{_CHINESE_NUMBER}\d]+(?:部分|章|节|条)|[{_CHINESE_NUMBER}]{{1,3}}[、,.]|\([{_CHINESE_NUMBER}]{{1,3}}\)"
    rf"|\(\d{{1,2}}\)|\d{{1,2}}(?:[、)]|\.(?!\d))|[①-⑳]|附件\d*[:：]?)"
)
_AMOUNT_UNIT = re.compile(r"(?:单位|金额)(?:名称)?:?(?:人民币)?:?\(?(亿元|百万元|万元|千元|百元|元)")
_STATED_UNIT = re.compile(r"(?:\((?:金额)?(?:单位:?)?(?:人民币)?|^)(亿元|万元|千元|元)(?:\)|$)")
_UNIT_LINE = re.compile(
    r"(?:^|[\s(])(?:金额|计量|货币)?单\s*位\s*:\s*(?:\S*元|[^:]*$)"
    r"|^(?:公开|编制|填报|填列|预算|主管|申报|报送|汇总|编报)*(?:部\s*门|单\s*位)(?:\([^()]*\))*(?:名称|编码|代码)?"
    r"(?:\([^()]*\))*\s*:"
    r"|^\(?\s*\d{4}\s*年\s*度?\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?\s*\)?$"
    r"|单\s*位\s*:\s*\S{0,4}元\)?$|(?:截止|编制|填报|填表|报送)(?:时间|日期)\s*:|预算年度\s*:"
    r"|(?:^|\s)(?:金额)?单位\s*(?:万元|元)$|^\(?(?:万元|元)\)?$"
)
_NOTE = re.compile(r"^[（(]?(?:\*|※)?(?:备?注(?:释|明)?|附注|说明|填表说明|编制说明|填报说明)\s*(?:\d+\s*)?[:：.、]")
_NOTE_LIKE = re.compile(
    r"^(?:\d{1,2}[.、．]\s*)?本表(?:反映|列示|数据|金额|所列|按|中)|为?空表(?:列示|公开)?[。）)]*$|无数据[。）)]*$|^[（(]\s*(?:本?表\s*\d*)[^。]*[）)]。?$|四舍五入|尾差|尾数误差"
    r"|仍保留该表格?式|(?:没有|未|无)[^。]*(?:支出|预算|经费|收入)[^。]*(?:表为?|支出情况)$"
)
_LEADER = re.compile(r"[.…·．。]{3,}\s*([（(]?\s*\d{1,4}\s*[）)]?)$")
_PAGE_NUMBER = re.compile(
    r"[-~·—–]+\d{1,4}[-~·—–]+|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|共\d{1,4}页第\d{1,4}页|\d{1,4}/\d{1,4}"
)
_BARE_NUMBER = re.compile(r"[-—–]?\d{1,4}[-—–]?|[ivxlc]{1,6}")
_CONTINUED = re.compile(r"\(?续(?:表|上表)?\d*\)?(?:[:：]|$)|\(续\d*\)|续表")
_CODED_NAME = re.compile(r"\[?\d{3,9}\]?[-—_]?[\u4e00-\u9fff]{2,}(?:\(.*\))?")
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,3}")


def number_of(text: str) -> str | None:
    """The table number if the line is nothing else: 表1, 附表3, 公开01表 … without white space."""
    key = _AROUND_NUMBER.sub("", texts.key(text).rstrip(":"))
    return key if _NUMBER.fullmatch(key) else None


def split_number(text: str) -> tuple[str | None, str]:
    """A number before a title on one line, and the title: 表2：部门收入总表. None where there is no number."""
    for at in range(min(len(text), 20), 1, -1):
        rest = text[at:]
        if not rest[:1].isdigit() and (number := number_of(text[:at])):
            title = rest.strip(" :：.．、,，\u3000")
            return (number, title) if may_be_title(title) else (None, text)
    return None, text


def pull_number(text: str) -> tuple[str | None, str]:
    """A number that stands beside a unit line on the same line, and the line without it."""
    words = text.split()
    for at in (0, len(words) - 1):
        if len(words) > 1 and number_of(words[at]):
            return number_of(words[at]), " ".join(words[:at] + words[at + 1 :])
    return None, text


def is_title(text: str) -> bool:
    """Whether a line by itself reads like the title of a table: short, no sentence, ends with 表."""
    key = texts.key(text)
    return 3 <= len(key) <= 90 and bool(_TITLE_END.search(key)) and may_be_title(text)


def may_be_title(text: str) -> bool:
    """Whether nothing in the line speaks against its being a title."""
    key = texts.key(text)
    return 2 <= len(key) <= 90 and not _PUNCTUATION.search(texts.tidy(text)) and not _PART.match(key)


def is_unit_line(text: str) -> bool:
    """部门：…, 单位：万元, （2024年）, 截止时间：… and the like above a table."""
    folded = unicodedata.normalize("NFKC", text).strip()
    return len(folded) <= 120 and "。" not in folded and _UNIT_LINE.search(folded) is not None


def is_coded_name(text: str) -> bool:
    """A body with its budget code, as a unit line names it: 711总工会, [107001]阿城区总工会."""
    return len(text) < 40 and _CODED_NAME.fullmatch(texts.key(text)) is not None


def amount_unit_of(text: str) -> str | None:
    """The 金额单位 that a unit line or a header names."""
    key = texts.key(text)
    match = _AMOUNT_UNIT.search(key) or _STATED_UNIT.search(key)
    return match.group(1) if match else None


def starts_note(text: str) -> bool:
    """注：…, 说明：…, 备注：… under a table."""
    return _NOTE.match(text.strip()) is not None


def reads_like_note(text: str) -> bool:
    """A line that says something about the table above it without the word 注."""
    return _NOTE_LIKE.search(texts.tidy(text)) is not None


def starts_item(text: str) -> bool:
    """Whether the line begins with the number of a heading or list item, so never inside a paragraph."""
    return _ITEM.match(texts.key(text)) is not None


def is_part_heading(text: str) -> bool:
    return _PART.match(texts.key(text)) is not None


def is_page_number(text: str) -> bool:
    """- 3 -, 第3页, 3/26: a page number wherever it stands."""
    return _PAGE_NUMBER.fullmatch(texts.key(text)) is not None


def is_bare_number(text: str) -> bool:
    """A number alone: a page number if it stands at the edge of the page."""
    return _BARE_NUMBER.fullmatch(texts.key(text)) is not None


def has_leader(text: str) -> bool:
    """Whether the line ends an entry of the contents page: dots and a page number."""
    return _LEADER.search(text) is not None


def without_leader(text: str) -> str:
    """A line of the contents page without its dots."""
    return _LEADER.sub(r" \1", text)


def without_continued(text: str) -> tuple[str, bool]:
    """A title without its 续表 mark, and whether it had one."""
    key = texts.key(text)
    bare = _CONTINUED.sub("", key)
    return (bare, True) if bare != key else (text, False)


def is_subject_code(text: str) -> bool:
    """A 科目编码 as functional and economic classification print it: 3, 5, 7 or 9 digits."""
    return _CODE.fullmatch(texts.key(text)) is not None


def is_figure(text: str) -> bool:
    return amounts.parse(text) is not None


def joined(first: str, second: str) -> str:
    """Two halves of a wrapped text; only two Latin words keep a space between them."""
    gap = " " if first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha() else ""
    return f"{first}{gap}{second}"


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark that opens in the text closes in it."""
    key = texts.key(text)
    return (
        key.count("(") == key.count(")") and text.count("“") == text.count("”") and key.count("《") == key.count("》")
    )
