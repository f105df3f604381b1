"""The accounts of an invented union: amounts at the leaves, every total computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
CENT = Decimal("0.01")

FUNCTIONS = {
    "201": "一般公共服务支出",
    "20129": "群众团体事务",
    "2012901": "行政运行",
    "2012902": "一般行政管理事务",
    "2012906": "工会事务",
    "2012950": "事业运行",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "2101103": "公务员医疗补助",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
}
ECONOMIES = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费",
    "30111": "公务员医疗补助缴费",
    "30112": "其他社会保障缴费",
    "30113": "住房公积金",
    "30199": "其他工资福利支出",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30202": "印刷费",
    "30205": "水费",
    "30206": "电费",
    "30207": "邮电费",
    "30211": "差旅费",
    "30213": "维修（护）费",
    "30215": "会议费",
    "30216": "培训费",
    "30217": "公务接待费",
    "30226": "劳务费",
    "30227": "委托业务费",
    "30228": "工会经费",
    "30229": "福利费",
    "30231": "公务用车运行维护费",
    "30239": "其他交通费用",
    "30299": "其他商品和服务支出",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "30305": "生活补助",
    "30307": "医疗费补助",
    "310": "资本性支出",
    "31002": "办公设备购置",
}

CLASSES = [  # the lines of 公开01表 and 公开04表
    "一般公共服务支出",
    "外交支出",
    "国防支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "文化旅游体育与传媒支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "节能环保支出",
    "城乡社区支出",
    "农林水支出",
    "交通运输支出",
    "资源勘探工业信息等支出",
    "商业服务业等支出",
    "金融支出",
    "援助其他地区支出",
    "自然资源海洋气象等支出",
    "住房保障支出",
    "粮油物资储备支出",
    "国有资本经营预算支出",
    "灾害防治及应急管理支出",
    "其他支出",
    "债务还本支出",
    "债务付息支出",
    "抗疫特别国债安排的支出",
]
_DIGITS = "一二三四五六七八九"
ORDINALS = [*_DIGITS, "十", *(f"十{n}" for n in _DIGITS), "二十", *(f"二十{n}" for n in _DIGITS)]


@dataclass(frozen=True, slots=True)
class Spending:
    """What one 项 spends, in 万元: 人员经费, 公用经费, projects by budget allocation, projects by own money."""

    staff: Decimal = ZERO
    office: Decimal = ZERO
    project: Decimal = ZERO
    own: Decimal = ZERO

    @classmethod
    def of(cls, staff: str = "0", office: str = "0", project: str = "0", own: str = "0") -> Spending:
        return cls(*(Decimal(text) for text in (staff, office, project, own)))

    @property
    def basic(self) -> Decimal:
        return self.staff + self.office

    @property
    def general(self) -> Decimal:
        """From the general public budget (一般公共预算)."""
        return self.basic + self.project

    @property
    def total(self) -> Decimal:
        return self.general + self.own


Measure = Callable[[Spending], Decimal]


def total(parts: Iterable[Spending]) -> Spending:
    each = list(parts)
    return Spending(*(sum((getattr(p, f.name) for p in each), ZERO) for f in fields(Spending)))


def by_function(leaves: dict[str, Spending]) -> dict[str, Spending]:
    """类, 款 and 项 in the order of their codes, each with the sum of its leaves."""
    codes = sorted({code[:length] for code in leaves for length in (3, 5, 7)})
    return {code: total(s for leaf, s in leaves.items() if leaf.startswith(code)) for code in codes}


def by_economy(leaves: dict[str, str]) -> dict[str, Decimal]:
    """类 and 款 in the order of their codes."""
    codes = sorted({code[:length] for code in leaves for length in (3, 5)})
    amounts = {code: Decimal(text) for code, text in leaves.items()}
    return {code: sum((a for leaf, a in amounts.items() if leaf.startswith(code)), ZERO) for code in codes}


def money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def percent(part: Decimal, whole: Decimal) -> str:
    """A share as a report prints it, to two decimals."""
    return f"{(part * 100 / whole).quantize(CENT, ROUND_HALF_UP)}%"


def function_rows(leaves: dict[str, Spending], measures: list[Measure], *, only: Measure) -> list[list[str]]:
    """A row for each code whose `only` is not zero: code, name, measures."""
    return [
        [code, FUNCTIONS[code], *(money(measure(spending)) for measure in measures)]
        for code, spending in by_function(leaves).items()
        if only(spending)
    ]


def change(now: Decimal, before: Decimal) -> str:
    """The clause that compares a figure with the year before."""
    if now == before:
        return "与上年持平"
    more = now > before
    words = ("增加", "增长") if more else ("减少", "下降")
    return f"比上年{words[0]}{money(abs(now - before))}万元，{words[1]}{percent(abs(now - before), before)}"
