"""What lines and labels of a report begin with: ordinals, numbers of tables, notes, sections."""

from __future__ import annotations

import re

from core import texts

_NUMERAL = "[一二三四五六七八九十]+"
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_ORDINAL = re.compile(rf"^(?:{_NUMERAL}、|[(（](?:{_NUMERAL}|\d{{1,2}})[)）]|\d{{1,2}}[、.．](?!\d)|其中[:：])")
_COUNTED = re.compile(rf"^([(（]?)(?:({_NUMERAL})|(\d{{1,2}}))[)）、.．](?!\d)")
_BEFORE_NAME = re.compile(
    rf"^(?:{_NUMERAL}、|\((?:{_NUMERAL}|\d+)\)|\d{{1,2}}[、.．]|其中:|减:|加:|\d{{3,7}}(?=\D)|\[\d{{3,7}}\])+"
)
_NOTE = re.compile(r"^(?:备?注|说明)\d*[:：.、]|^[(（](?:备?注|表|说明|本表)|^\*?(?:备?注|说明)$")
_PART = re.compile(
    rf"^(?:附?件?(?:公开|预算|决算|批复|附)?\d*-?\d{{0,2}}表|(?:部门|单位)(?:公开|预算|决算)?表\d"
    rf"|表(?:\d|{_NUMERAL})|附件\d*|第{_NUMERAL}(?:部分|章))"
)
_SECTION = re.compile(rf"^(?:{_NUMERAL}、|[(（]{_NUMERAL}[)）]).*(?:说明|情况|解释|概况|职责|职能|构成|设置|事项|原因)")


def is_ordinal(text: str) -> bool:
    """Whether a text begins like a row of a summary: 一、 （一） 1、 其中：."""
    return bool(_ORDINAL.match(text))


def ordinal(text: str) -> tuple[str, int]:
    """The style and the number of an ordinal: "二十三、" is 23, "（四）" 4 of another style; 0 where there is none."""
    match = _COUNTED.match(text)
    if not match:
        return "", 0
    bracket, chinese, digits = match.groups()
    style = ("(" if bracket else "") + ("一" if chinese else "1")
    if digits:
        return style, int(digits)
    tens, ten, ones = chinese.rpartition("十")
    return style, (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def base_label(text: str) -> str:
    """A row label without its ordinal and code: "（一）一般公共服务支出" → 一般公共服务支出."""
    return _BEFORE_NAME.sub("", texts.key(text))


def is_note(key: str) -> bool:
    """Whether a line is a note to a table: 注：…"""
    return bool(_NOTE.match(key))


def is_part(key: str) -> bool:
    """Whether a line begins a table or a part of the report by its number: 公开01表, 表3, 附件2, 第三部分."""
    return bool(_PART.match(key))


def is_section(key: str) -> bool:
    """Whether a line is the heading of a section of prose: 一、收入支出预算总体情况说明."""
    return bool(_SECTION.match(key))
