"""青岚市总工会 2024 年度部门决算: nine tables 公开01表 to 公开09表 with 行次 and 栏次, an invented union."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import zip_longest

from tests.canvas import SANS, SERIF, Look, Turn
from tests.drawn import Cell, Row, Rules, Table
from tests.samples.ledger import (
    CLASSES,
    ECONOMIES,
    FUNCTIONS,
    ORDINALS,
    ZERO,
    Measure,
    Spending,
    by_economy,
    by_function,
    change,
    function_rows,
    money,
    percent,
    total,
)
from tests.samples.story import Block, Heading, Misprint, Slip, Story, tall

FILE = "青岚市总工会2024年度部门决算.pdf"
UNIT = "青岚市总工会"

SPENDING = {
    "2012901": Spending.of("412.86", "52.18"),
    "2012902": Spending.of(project="85.60"),
    "2012906": Spending.of(project="63.40", own="12.00"),
    "2012950": Spending.of("96.42", "8.75"),
    "2080501": Spending.of("58.34", "2.06"),
    "2080505": Spending.of("62.48"),
    "2080506": Spending.of("31.24"),
    "2101101": Spending.of("24.86"),
    "2101102": Spending.of("6.12"),
    "2101103": Spending.of("12.43"),
    "2210201": Spending.of("46.86"),
}
OPENING, CLOSING = (
    Decimal("9.20"),
    Decimal("6.35"),
)  # 年初, 年末结转和结余, all of 2012906 and the general public budget
INCOME = SPENDING | {"2012906": replace(SPENDING["2012906"], project=Decimal("63.40") + CLOSING - OPENING)}
BUDGETED = {
    "2012901": ("470.00", "人员变动，工资福利支出减少"),
    "2012902": ("85.60", ""),
    "2012906": ("60.00", "使用年初结转资金开展劳动竞赛"),
    "2012950": ("108.50", "事业单位编制内减少1人"),
    "2080501": ("58.20", "年中新增退休人员1人"),
    "2080505": ("62.48", ""),
    "2080506": ("31.24", ""),
    "2101101": ("25.40", "缴费基数调整低于预计"),
    "2101102": ("6.12", ""),
    "2101103": ("12.43", ""),
    "2210201": ("48.10", "人员变动，缴存额减少"),
}
BASIC = {
    "30101": "198.42",
    "30102": "146.35",
    "30103": "88.70",
    "30107": "54.28",
    "30108": "62.48",
    "30109": "31.24",
    "30110": "30.98",
    "30111": "12.43",
    "30112": "4.52",
    "30113": "46.86",
    "30199": "17.01",
    "30201": "9.86",
    "30202": "2.14",
    "30205": "1.06",
    "30206": "4.38",
    "30207": "3.72",
    "30211": "7.45",
    "30213": "2.30",
    "30215": "1.80",
    "30216": "3.15",
    "30217": "0.92",
    "30228": "5.64",
    "30229": "3.48",
    "30231": "2.76",
    "30239": "8.93",
    "30299": "2.20",
    "30302": "54.10",
    "30305": "2.64",
    "30307": "1.60",
    "31002": "3.20",
}
CARS, GUESTS = (Decimal("3.00"), Decimal(BASIC["30231"])), (Decimal("1.20"), Decimal(BASIC["30217"]))  # 预算数, 决算数
BEFORE = {"whole": Decimal("962.48"), "general": Decimal("948.15"), "office": Decimal("65.20")}
PLANTS = [
    Misprint("公开05表", "2012902", 2, right="85.60", wrong="85.06", kind="row_sum"),
    Misprint("公开06表", "30207", 5, right="3.72", wrong="37.20", kind="column_sum"),
    Slip("其中：人员经费751.61万元", right="751.61", wrong="757.61", kind="text_table"),
]


def story() -> Story:
    """The report and what is wrong in it."""
    look = Look(family=SERIF, digits=SANS, digits_drop=1.5, rules=Rules.LINES, table_size=8.5, repeat_header=False)
    head = {"unit": UNIT, "year": 2024, "kind": "final", "amount_unit": "万元"}
    return Story(head, look, [*_front(), *_tables(), *_narrative(), *_terms()], PLANTS)


def _front() -> list[Block]:
    return [
        Heading(f"{UNIT}2024年度部门决算", 22, centred=True),
        Heading("第一部分 部门概况", 16, centred=True),
        Heading("一、主要职能"),
        f"{UNIT}是市委领导下的群团组织，承担维护职工合法权益、竭诚服务职工群众的基本职责，组织动员全市职工建功立业。",
        "指导全市各级工会依法建会、依法履职，推进产业工人队伍建设改革，开展困难职工帮扶和送温暖活动。",
        Heading("二、机构设置"),
        "部门本级内设办公室、组织宣教部、权益保障部、经费审查办公室4个科室，下设青岚市工人文化宫1家事业单位。",
        Heading("第二部分 2024年度部门决算表", 16, centred=True, new_page=True),
    ]


_table = partial(Table, unit_line=(f"部门：{UNIT}", "2024年度", "单位：万元"))


def _tables() -> list[Block]:
    return [
        _summary(),
        Turn.LANDSCAPE,
        _income(),
        _expenditure(),
        Turn.UPRIGHT,
        _fiscal(),
        _general(),
        _basic(),
        _fund("公开07表", "政府性基金预算财政拨款收入支出决算表", "政府性基金预算", "gov_fund"),
        _fund("公开08表", "国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算", "state_capital"),
        _three_public(),
    ]


def _by_class() -> dict[str, Spending]:
    return {FUNCTIONS[code]: s for code, s in by_function(SPENDING).items() if len(code) == 3}


def _numbered(names: list[str]) -> list[str]:
    return [f"{ordinal}、{name}" for ordinal, name in zip(ORDINALS, names, strict=False)]


def _summary() -> Table:
    spent, received = total(SPENDING.values()), total(INCOME.values())
    sources = ["一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"]
    sources += ["上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    amounts = [received.general, *[ZERO] * 6, received.own]
    left = [(name, money(a)) for name, a in zip(_numbered(sources), amounts, strict=True)]
    left += [("", "")] * (len(CLASSES) - len(left))
    left += [
        ("本年收入合计", money(received.total)),
        ("使用非财政拨款结余", "0.00"),
        ("年初结转和结余", money(OPENING)),
    ]
    left += [("总计", money(received.total + OPENING))]
    classes = [_by_class().get(name, Spending()).total for name in CLASSES]
    right = [(name, money(a)) for name, a in zip(_numbered(CLASSES), classes, strict=True)]
    right += [("本年支出合计", money(spent.total)), ("结余分配", "0.00"), ("年末结转和结余", money(CLOSING))]
    right += [("总计", money(spent.total + CLOSING))]
    both = zip(left, right, strict=True)
    rows: list[Row] = [[a, str(n), b, c, str(n + len(left)), d] for n, ((a, b), (c, d)) in enumerate(both, 1)]
    return _table(
        number="公开01表",
        title="收入支出决算总表",
        form="income_expenditure_summary",
        header=[
            [Cell("收入", across=3), Cell("支出", across=3)],
            ["项目", "行次", "决算数", "项目", "行次", "决算数"],
        ],
        column_numbers=("栏次", "", "1", "栏次", "", "2"),
        rows=rows,
        widths=(3, 0.8, 1.4, 3, 0.8, 1.4),
        note="注：本表反映部门本年度的总收支和年末结转结余情况。",
    )


def _by_code(leaves: dict[str, Spending], measures: list[Measure], only: Measure, *, total_first: bool) -> list[Row]:
    rows: list[Row] = list(function_rows(leaves, measures, only=only))
    sums: Row = ["合计", "", *(money(measure(total(leaves.values()))) for measure in measures)]
    return [sums, *rows] if total_first else [*rows, sums]


def _income() -> Table:
    measures = [lambda s: s.total, lambda s: s.general, *[lambda s: ZERO] * 4, lambda s: s.own]
    return _table(
        number="公开02表",
        title="收入决算表",
        form="income",
        header=[
            [
                Cell("项目", across=2),
                *tall(
                    "本年收入合计",
                    "财政拨款收入",
                    "上级补助收入",
                    "事业收入",
                    "经营收入",
                    "附属单位上缴收入",
                    "其他收入",
                ),
            ],
            ["功能分类科目编码", "科目名称"],
        ],
        column_numbers=("栏次", "", "1", "2", "3", "4", "5", "6", "7"),
        rows=_by_code(INCOME, measures, lambda s: s.total, total_first=True),
        widths=(1.6, 3, 1.5, 1.5, 1.2, 1.2, 1.2, 1.2, 1.2),
        note="注：本表反映部门本年度取得的各项收入情况。",
    )


def _expenditure() -> Table:
    measures = [lambda s: s.total, lambda s: s.basic, lambda s: s.project + s.own, *[lambda s: ZERO] * 3]
    return _table(
        number="公开03表",
        title="支出决算表",
        form="expenditure",
        header=[
            [
                Cell("项目", across=2),
                *tall("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
            ],
            ["功能分类科目编码", "科目名称"],
        ],
        column_numbers=("栏次", "", "1", "2", "3", "4", "5", "6"),
        rows=_by_code(SPENDING, measures, lambda s: s.total, total_first=True),
        widths=(1.6, 3, 1.5, 1.5, 1.2, 1.2, 1.2, 1.2),
        note="注：本表反映部门本年度各项支出情况。",
    )


def _fiscal() -> Table:
    spent, received = total(SPENDING.values()).general, total(INCOME.values()).general
    funds = _numbered(["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"])
    left = list(zip(funds, map(money, (received, ZERO, ZERO)), strict=True))
    classes = [(name, _by_class().get(name, Spending()).general) for name in CLASSES]
    right = [
        [name, money(a), money(a), "0.00", "0.00"] for name, (_, a) in zip(_numbered(CLASSES), classes, strict=True)
    ]
    rows: list[Row] = [[*(a or ("", "")), *b] for a, b in zip_longest(left, right)]
    rows += [
        ["本年收入合计", money(received), "本年支出合计", money(spent), money(spent), "0.00", "0.00"],
        [
            "年初财政拨款结转和结余",
            money(OPENING),
            "年末财政拨款结转和结余",
            money(CLOSING),
            money(CLOSING),
            "0.00",
            "0.00",
        ],
        *([fund, money(a), "", "", "", "", ""] for fund, a in zip(funds, (OPENING, ZERO, ZERO), strict=True)),
        ["总计", money(received + OPENING), "总计", money(spent + CLOSING), money(spent + CLOSING), "0.00", "0.00"],
    ]
    kinds = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    return _table(
        number="公开04表",
        title="财政拨款收入支出决算总表",
        form="fiscal_summary",
        header=[[Cell("收入", across=2), Cell("支出", across=5)], ["项目", "决算数", "项目", *kinds]],
        rows=rows,
        widths=(3, 1.4, 3, 1.4, 1.4, 1.4, 1.4),
        note="注：本表反映部门本年度财政拨款总收支和年末结转结余情况。",
    )


def _general() -> Table:
    measures = [lambda s: s.general, lambda s: s.basic, lambda s: s.project]
    return _table(
        number="公开05表",
        title="一般公共预算财政拨款支出决算表",
        form="general_expenditure",
        header=[
            [Cell("项目", across=2), Cell("本年支出", across=3)],
            ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ],
        column_numbers=("栏次", "", "1", "2", "3"),
        rows=_by_code(SPENDING, measures, lambda s: s.general, total_first=False),
        widths=(1.6, 3, 1.5, 1.5, 1.5),
        note="注：本表反映部门本年度一般公共预算财政拨款支出情况。",
    )


def _basic() -> Table:
    amounts = by_economy(BASIC)
    sides: tuple[list[list[str]], list[list[str]]] = ([], [])
    for code, amount in amounts.items():
        sides[code[:3] in ("302", "310")].append([code, ECONOMIES[code], money(amount)])
    rows: list[Row] = [[*(a or [""] * 3), *(b or [""] * 3)] for a, b in zip_longest(*sides)]
    staff, office = amounts["301"] + amounts["303"], amounts["302"] + amounts["310"]
    rows.append(["人员经费合计", "", money(staff), "公用经费合计", "", money(office)])
    return _table(
        number="公开06表",
        title="一般公共预算财政拨款基本支出决算明细表",
        form="general_basic",
        header=[
            [Cell("人员经费", across=3), Cell("公用经费", across=3)],
            ["经济分类科目编码", "科目名称", "决算数", "经济分类科目编码", "科目名称", "决算数"],
        ],
        rows=rows,
        widths=(1.6, 2.4, 1.3, 1.6, 2.4, 1.3),
        note="注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    )


def _fund(number: str, title: str, fund: str, form: str) -> Table:
    top = [
        Cell("项目", across=2),
        *tall("年初结转和结余", "本年收入"),
        Cell("本年支出", across=3),
        *tall("年末结转和结余"),
    ]
    return _table(
        number=number,
        title=title,
        form=form,
        header=[top, ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"]],
        column_numbers=("栏次", "", "1", "2", "3", "4", "5", "6"),
        rows=[["合计", "", *["0.00"] * 6]],
        widths=(1.6, 2, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3),
        note=f"注：本部门2024年度没有{fund}财政拨款收入和支出，故本表无数据。",
    )


def _three_public() -> Table:
    figures = [
        money(amount)
        for cars, guests in zip(CARS, GUESTS, strict=True)
        for amount in (cars + guests, ZERO, cars, ZERO, cars, guests)
    ]
    cars_header = Cell("公务用车购置及运行维护费", across=3)
    group = [*tall("合计", "因公出国（境）费"), cars_header, *tall("公务接待费")]
    names = ["小计", "公务用车购置费", "公务用车运行维护费"]
    return _table(
        number="公开09表",
        title="财政拨款“三公”经费支出决算表",
        form="three_public",
        header=[[Cell("预算数", across=6), Cell("决算数", across=6)], [*group, *group], [*names, *names]],
        column_numbers=tuple(str(n) for n in range(1, 13)),
        rows=[list(figures)],
        note="注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。",
    )


def _narrative() -> list[Block]:
    spent, received = total(SPENDING.values()), total(INCOME.values())
    whole, projects = spent.total + CLOSING, spent.project + spent.own
    shares = "；".join(
        f"{n}（类）{money(s.general)}万元，占{percent(s.general, spent.general)}" for n, s in _by_class().items()
    )
    return [
        Heading("第三部分 2024年度部门决算情况说明", 16, centred=True, new_page=True),
        Heading("一、收入支出决算总体情况说明"),
        f"{UNIT}2024年度收入、支出总计均为{money(whole)}万元，"
        f"{change(whole, BEFORE['whole'])}，主要原因是劳动和技能竞赛支出增加。",
        Heading("二、收入决算情况说明"),
        f"本年收入合计{money(received.total)}万元，其中：财政拨款收入{money(received.general)}万元，占"
        f"{percent(received.general, received.total)}；"
        f"其他收入{money(received.own)}万元，占{percent(received.own, received.total)}。",
        Heading("三、支出决算情况说明"),
        f"本年支出合计{money(spent.total)}万元，其中：基本支出{money(spent.basic)}万元，占"
        f"{percent(spent.basic, spent.total)}；项目支出{money(projects)}万元，占{percent(projects, spent.total)}。",
        Heading("四、财政拨款收入支出决算总体情况说明"),
        f"2024年度财政拨款收入、支出总计均为{money(spent.general + CLOSING)}万元，"
        f"年末财政拨款结转和结余{money(CLOSING)}万元。",
        Heading("五、一般公共预算财政拨款支出决算情况说明"),
        f"一般公共预算财政拨款支出{money(spent.general)}万元，占本年支出合计的{percent(spent.general, spent.total)}，"
        f"{change(spent.general, BEFORE['general'])}，主要原因是困难职工帮扶任务增加。主要用于以下方面：{shares}。",
        *(_item(n, code) for n, code in enumerate(SPENDING, 1)),
        Heading("六、一般公共预算财政拨款基本支出决算情况说明"),
        f"一般公共预算财政拨款基本支出{money(spent.basic)}万元，其中：人员经费{money(spent.staff)}万元，主要包括基本工资、"
        f"津贴补贴、奖金、绩效工资等；公用经费{money(spent.office)}万元，主要包括办公费、差旅费、会议费、办公设备购置等。",
        Heading("七、财政拨款“三公”经费支出决算情况说明"),
        f"“三公”经费支出预算为{money(CARS[0] + GUESTS[0])}万元，支出决算为{money(CARS[1] + GUESTS[1])}万元，完成预算的"
        f"{percent(CARS[1] + GUESTS[1], CARS[0] + GUESTS[0])}。其中：公务用车运行维护费支出{money(CARS[1])}万元；"
        f"公务接待费支出{money(GUESTS[1])}万元，国内公务接待12批次、86人次。",
        Heading("八、其他重要事项的情况说明"),
        f"机关运行经费支出{money(spent.office)}万元，"
        f"{change(spent.office, BEFORE['office'])}，主要原因是严格控制一般性支出。",
        "政府采购支出总额8.46万元，其中：政府采购货物支出5.26万元、政府采购工程支出0.00万元、政府采购服务支出3.20万元。",
        "截至2024年12月31日，本部门共有车辆1辆，为其他用车；单价100万元（含）以上设备（不含车辆）0台（套）。",
    ]


def _item(number: int, code: str) -> str:
    """The paragraph on one 项: its budget, what was spent, and why they differ."""
    names = f"{FUNCTIONS[code[:3]]}（类）{FUNCTIONS[code[:5]]}（款）{FUNCTIONS[code]}（项）"
    planned, spent = Decimal(BUDGETED[code][0]), SPENDING[code].general
    text = f"{number}.{names}。年初预算为{money(planned)}万元，支出决算为{money(spent)}万元，"
    text += f"完成年初预算的{percent(spent, planned)}。"
    if spent == planned:
        return f"{text}决算数与年初预算数持平。"
    return f"{text}决算数{'大于' if spent > planned else '小于'}年初预算数的主要原因是{BUDGETED[code][1]}。"


def _terms() -> list[Block]:
    return [
        Heading("第四部分 名词解释", 16, centred=True),
        "一、财政拨款收入：指从同级财政部门取得的各类财政拨款。",
        "二、年初结转和结余：指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金，或项目已完成等产生的结余资金。",
        "三、基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出。",
        "四、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    ]
