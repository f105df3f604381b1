"""What a cell of a workbook shows: its value by its number format, as Excel and WPS print it."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.amounts import parse

# The formats that Chinese Excel and WPS know by number alone; elsewhere these numbers are not in use.
CHINESE_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}
_MEANT = {  # dates as Chinese Windows has them, and a format that openpyxl misspells
    "mm-dd-yy": "yyyy/m/d",
    "m/d/yy": "yyyy/m/d",
    "m/d/yy h:mm": "yyyy/m/d h:mm",
    '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)': "#,##0.00;(#,##0.00);-",
}
_ANY = "yyyy-mm-dd"
_GENERAL = re.compile(r"general|通用格式|@|E[+-]|\?/", re.IGNORECASE)
_MONEY = {"元", "万元", "亿元", "¥", "￥", "$"}  # what a figure is counted in is no part of it
_GENERAL_DIGITS = 10

_TOKEN = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|[#0?][#0?,.]*|\.[#0?]+|.', re.DOTALL)
_DATE_TOKEN = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|am/pm|上午/下午|y+|m+|d+|h+|s+|.', re.IGNORECASE | re.DOTALL)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)', re.DOTALL)


def shown(value: Any, number_format: str = "General") -> str:
    """The text of a cell: decimals, thousands separators, leading zeros, percent signs and dates by its format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    number_format = _MEANT.get(number_format, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return _dated(value, number_format) if isinstance(value, date | time) else str(value)


def _number(value: float, number_format: str) -> str:
    number = Decimal(f"{value:.15g}")
    sections = _sections(number_format)
    if number < 0 and len(sections) > 1:
        return _negative(-number, sections[1])
    if number == 0 and len(sections) > 2:
        return _filled(number, sections[2])
    return ("-" if number < 0 else "") + _filled(abs(number), sections[0])


def _sections(number_format: str) -> list[str]:
    """For positive numbers, negative ones, zero and text."""
    return _SECTION.findall(number_format)[:-1] or [number_format]


def _negative(number: Decimal, section: str) -> str:
    """With its own sign (brackets, △); a minus where the format tells by the colour alone, which we do not show."""
    text = _filled(number, section)
    figure = parse(text)
    return text if figure is not None and figure.value < 0 else "-" + re.sub(r"[-()（）]", "", text)


def _filled(number: Decimal, section: str) -> str:
    """The section with the digits of a number, which is not negative, in the place of their signs (0, #, ?)."""
    if _GENERAL.search(re.sub(r'"[^"]*"|\[[^\]]*\]', "", section)):
        return _general(number)
    tokens = _TOKEN.findall(section)
    runs = [i for i, token in enumerate(tokens) if token[0] in "#0?." and token != "."]
    pieces = ["" if i in runs else _literal(token) for i, token in enumerate(tokens)]
    if runs:
        text = _digits(number * 100 ** tokens.count("%"), "".join(tokens[i] for i in runs))
        for i in reversed(runs[1:]):  # 0"."0, shows 12345 as 1.2: one number in two places
            width = len(tokens[i].rstrip(","))
            text, pieces[i] = text[:-width], text[-width:]
        pieces[runs[0]] = text
    return "".join(pieces).strip()


def _literal(token: str) -> str:
    if token[0] in "[_*":
        return ""
    text = token.strip('"') if token[0] == '"' else token.removeprefix("\\")
    return "" if text in _MONEY else text


def _general(number: Decimal) -> str:
    if number != number.to_integral_value():
        number = Decimal(f"{number:.{_GENERAL_DIGITS}g}")
    return f"{number.normalize():f}"


def _digits(number: Decimal, signs: str) -> str:
    """A number by its signs: `0` always a digit, `#` and `?` where there is one, commas at the end: in thousands."""
    number = number.scaleb(-3 * (len(signs) - len(signs.rstrip(","))))
    whole, _, decimals = signs.rstrip(",").partition(".")
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    before, _, after = f"{number:f}".partition(".")
    before = before.lstrip("0").zfill(whole.count("0"))
    if "," in whole and before:
        before = f"{int(before):,}".rjust(len(before), "0")
    while len(after) > decimals.count("0") and after.endswith("0"):
        after = after[:-1]
    return before + ("." + after if after else "")


def _dated(value: date | time, number_format: str) -> str:
    section = _sections(number_format)[0]
    if not re.search("[ymdhs]", re.sub(r'"[^"]*"', "", section), re.IGNORECASE) or section == "General":
        section = _ANY
    tokens = [t for t in _DATE_TOKEN.findall(section) if t[0] not in "[_*"]
    return "".join(_part(value, tokens, i) for i in range(len(tokens))).strip()


def _part(value: date | time, tokens: list[str], i: int) -> str:
    """What a token of a date's format shows; `m` is the minute beside hours and seconds, else the month."""
    token = tokens[i].lower()
    places = 2 if len(token) > 1 else 1
    if set(token) == {"m"} and _is_minute(tokens, i):
        token = "n" * len(token)
    name = {"y": "year", "m": "month", "d": "day", "h": "hour", "n": "minute", "s": "second"}.get(token[0])
    if name is None or len(set(token)) > 1:
        return "" if "/" in token and len(token) > 1 else _literal(tokens[i])
    number = getattr(value, name, 0)
    if name == "year":
        return f"{number:04d}" if len(token) > 2 else f"{number % 100:02d}"
    return f"{number:0{places}d}"


def _is_minute(tokens: list[str], i: int) -> bool:
    fields = [(k, t[0].lower()) for k, t in enumerate(tokens) if t[0].lower() in "ymdhs"]
    place = [k for k, _ in fields].index(i)
    before = fields[place - 1][1] if place else ""
    after = fields[place + 1][1] if place + 1 < len(fields) else ""
    return before == "h" or after == "s"
