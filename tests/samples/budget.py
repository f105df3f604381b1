"""云溪县总工会 2025 年部门预算, in the manner of reports set with WPS: eleven numbered tables, an invented union."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from tests.canvas import SANS, SERIF, Look, Turn
from tests.drawn import Cell, Row, Rules, Table
from tests.samples.ledger import (
    ECONOMIES,
    FUNCTIONS,
    ZERO,
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

FILE = "云溪县总工会2025年部门预算.pdf"
UNIT = "云溪县总工会"

SPENDING = {
    "2012901": Spending.of("186.40", "24.36"),
    "2012902": Spending.of(project="38.50"),
    "2012906": Spending.of(project="37.00", own="8.00"),
    "2012950": Spending.of("62.75", "6.18"),
    "2080501": Spending.of("21.36", "0.84"),
    "2080505": Spending.of("32.18"),
    "2080506": Spending.of("16.09"),
    "2101101": Spending.of("11.26"),
    "2101102": Spending.of("3.84"),
    "2101103": Spending.of("5.63"),
    "2210201": Spending.of("24.14"),
}
BASIC = {
    "30101": "98.64",
    "30102": "72.30",
    "30103": "41.85",
    "30107": "33.20",
    "30108": "32.18",
    "30109": "16.09",
    "30110": "15.10",
    "30111": "5.63",
    "30112": "2.06",
    "30113": "24.14",
    "30199": "1.10",
    "30201": "6.20",
    "30202": "1.10",
    "30205": "0.48",
    "30206": "1.92",
    "30207": "1.36",
    "30211": "3.40",
    "30213": "0.80",
    "30215": "1.00",
    "30216": "1.26",
    "30217": "0.60",
    "30228": "2.84",
    "30229": "1.75",
    "30231": "2.00",
    "30239": "4.86",
    "30299": "1.81",
    "30302": "18.96",
    "30305": "1.20",
    "30307": "1.20",
}
PROJECT_ECONOMIES = {"30201": "5.50", "30226": "12.00", "30227": "19.50", "30305": "38.50"}
PROJECTS = {  # name: general public budget, the unit's own money, aim
    "困难职工帮扶救助资金": ("38.50", "0.00", "对全县在档困难职工实施生活、医疗和助学救助，做到应帮尽帮"),
    "劳动和技能竞赛经费": ("22.00", "0.00", "举办县级职工技能竞赛6场，带动职工提升技能"),
    "职工书屋建设和职工文体活动经费": ("15.00", "8.00", "新建职工书屋4家，开展文体活动12场"),
}
BEFORE = {
    "general": Decimal("458.90"),
    "basic": Decimal("401.26"),
    "project": Decimal("79.64"),
    "office": Decimal("33.00"),
}

PLANTS = [
    Misprint("表5", "20129", 4, right="249.15", wrong="294.15", kind="row_sum"),
    Misprint("表6", "30211", 2, right="3.40", wrong="3.04", kind="row_sum"),
    Slip(
        "机关运行经费安排31.38万元，比上年减少1.62万元，下降4.91%", right="4.91%", wrong="5.91%", kind="text_arithmetic"
    ),
]


def story() -> Story:
    """The report and what is wrong in it."""
    look = Look(family=SERIF, digits=SANS, rules=Rules.BARS, table_size=8.5, repeat_header=True)
    head = {"unit": UNIT, "year": 2025, "kind": "budget", "amount_unit": "万元"}
    return Story(head, look, [*_front(), *_tables(), *_narrative(), *_terms()], PLANTS)


def _front() -> list[Block]:
    return [
        Heading(f"{UNIT}2025年部门预算公开", 22, centred=True),
        Heading("第一部分 部门概况", 16, centred=True),
        Heading("一、部门职责"),
        "（一）贯彻执行党的路线、方针、政策和上级工会的决议、决定，围绕全县工作大局，研究确定全县工会工作的任务和措施。",
        "（二）维护职工合法权益，参与协调劳动关系，推动建立和完善平等协商、集体合同和职工代表大会制度。",
        "（三）组织开展群众性劳动和技能竞赛、合理化建议、技术革新等活动，做好劳动模范的推荐、评选和管理工作。",
        "（四）负责全县工会经费的收缴、管理和审查审计工作，承办县委、县政府交办的其他事项。",
        Heading("二、部门机构设置"),
        "部门本级设有办公室、权益保障部、财务资产管理部3个内设机构，所属事业单位1家。纳入本部门预算编制范围的单位共2家。",
        Table(
            header=[["序号", "单位名称", "单位性质", "机构数量"]],
            rows=[["1", f"{UNIT}（本级）", "行政", "1"], ["2", "云溪县职工服务中心", "事业", "1"]],
            widths=(1, 4, 2, 2),
            form="organisation",
        ),
        Heading("第二部分 2025年部门预算公开表", 16, centred=True, new_page=True),
    ]


_table = partial(Table, unit_line=(f"部门：{UNIT}", "单位：万元"))


def _tables() -> list[Block]:
    return [
        _summary(),
        Turn.LANDSCAPE,
        _income(),
        Turn.UPRIGHT,
        _expenditure(),
        _fiscal(),
        _general(),
        _basic(),
        _three_public(),
        _empty("表8", "政府性基金预算支出表", "政府性基金预算", "gov_fund"),
        _empty("表9", "国有资本经营预算支出表", "国有资本经营预算", "state_capital"),
        _project_economies(),
        Turn.LANDSCAPE,
        _projects(),
        Turn.UPRIGHT,
    ]


def _classes() -> list[tuple[str, Spending]]:
    return [(FUNCTIONS[code], s) for code, s in by_function(SPENDING).items() if len(code) == 3]


def _two_sides(left: list[tuple[str, Decimal]], right: list[tuple[str, Decimal]]) -> list[Row]:
    """Income beside expenditure, the shorter side filled up with blanks."""
    rows: list[Row] = []
    for n in range(max(len(left), len(right))):
        cells: Row = []
        for side in (left, right):
            cells += [side[n][0], money(side[n][1])] if n < len(side) else ["", ""]
        rows.append(cells)
    return rows


def _summary() -> Table:
    whole = total(SPENDING.values())
    incomes = ("一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入")
    others = ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
    amounts = {"一般公共预算拨款收入": whole.general, "其他收入": whole.own}
    left = [
        (f"{n}、{name}", amounts.get(name, ZERO))
        for n, name in zip("一二三四五六七八九", incomes + others, strict=True)
    ]
    right = [(f"{n}、{name}", s.total) for n, (name, s) in zip("一二三四", _classes(), strict=True)]
    ends = _two_sides(
        [("本年收入合计", whole.total), ("上年结转结余", ZERO), ("收入总计", whole.total)],
        [("本年支出合计", whole.total), ("年终结转结余", ZERO), ("支出总计", whole.total)],
    )
    return _table(
        number="表1",
        title="部门收支总表",
        form="income_expenditure_summary",
        header=[[Cell("收入", across=2), Cell("支出", across=2)], ["项目", "预算数", "项目", "预算数"]],
        rows=_two_sides(left, right) + ends,
        widths=(3, 1.5, 3, 1.5),
        note="注：本表反映部门本年度的总收支和年末结转结余情况。",
    )


def _income() -> Table:
    whole = total(SPENDING.values())
    now = [whole.total, whole.general, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, whole.own]
    figures = [money(a) for a in (whole.total, *now, *[ZERO] * 6)]
    kinds = ["小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金"]
    this_year = [*kinds, "事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"]
    top = [
        *tall("部门（单位）代码", "部门（单位）名称", "合计"),
        Cell("本年收入", across=10),
        Cell("上年结转结余", across=6),
    ]
    return _table(
        number="表2",
        title="部门收入总表",
        form="income",
        header=[top, [*this_year, *kinds, "单位资金"]],
        rows=[["合计", "", *figures], ["129", UNIT, *figures], ["129001", f"{UNIT}本级", *figures]],
        widths=(1.5, 2, 1.5, 1.5, 1.5, *[1] * 8, 1.2, *[1] * 5),
        note="注：本表反映部门本年度取得的各项收入情况。",
    )


def _expenditure() -> Table:
    whole = total(SPENDING.values())
    measures = [lambda s: s.total, lambda s: s.basic, lambda s: s.project + s.own, *[lambda s: ZERO] * 3]
    return _table(
        number="表3",
        title="部门支出总表",
        form="expenditure",
        header=[
            [
                "科目编码",
                "科目名称",
                "合计",
                "基本支出",
                "项目支出",
                "事业单位经营支出",
                "上缴上级支出",
                "对附属单位补助支出",
            ]
        ],
        rows=[
            ["合计", "", *(money(m(whole)) for m in measures)],
            *function_rows(SPENDING, measures, only=lambda s: s.total),
        ],
        widths=(1.6, 3, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5),
        note="注：本表反映部门本年度各项支出情况。",
    )


def _fiscal() -> Table:
    general = total(SPENDING.values()).general
    funds = ("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款")
    left = [("一、本年收入", general), *zip(funds, (general, ZERO, ZERO), strict=True), ("二、上年结转", ZERO)]
    left += [(fund, ZERO) for fund in funds]
    right = [("一、本年支出", general)]
    right += [(f"（{n}）{name}", s.general) for n, (name, s) in zip("一二三四", _classes(), strict=True)]
    right += [("二、年终结转结余", ZERO)]
    return _table(
        number="表4",
        title="财政拨款收支总表",
        form="fiscal_summary",
        header=[[Cell("收入", across=2), Cell("支出", across=2)], ["项目", "预算数", "项目", "预算数"]],
        rows=[*_two_sides(left, right), ["收入总计", money(general), "支出总计", money(general)]],
        widths=(3, 1.5, 3, 1.5),
    )


def _general() -> Table:
    whole = total(SPENDING.values())
    measures = [lambda s: s.general, lambda s: s.basic, lambda s: s.staff, lambda s: s.office, lambda s: s.project]
    return _table(
        number="表5",
        title="一般公共预算支出表（按功能分类科目）",
        form="general_expenditure",
        header=[
            [*tall("科目编码", "科目名称", "合计"), Cell("基本支出", across=3), *tall("项目支出")],
            ["小计", "人员经费", "公用经费"],
        ],
        rows=[
            ["合计", "", *(money(m(whole)) for m in measures)],
            *function_rows(SPENDING, measures, only=lambda s: s.general),
        ],
        widths=(1.6, 3, 1.5, 1.5, 1.5, 1.5, 1.5),
    )


def _basic() -> Table:
    amounts = by_economy(BASIC)
    staff = amounts["301"] + amounts["303"]
    rows: list[Row] = [["合计", "", money(staff + amounts["302"]), money(staff), money(amounts["302"])]]
    for code, amount in amounts.items():
        split = (ZERO, amount) if code.startswith("302") else (amount, ZERO)
        rows.append([code, ECONOMIES[code], money(amount), *(money(part) for part in split)])
    return _table(
        number="表6",
        title="一般公共预算基本支出表（按经济分类科目）",
        form="general_basic",
        header=[
            [Cell("部门预算支出经济分类科目", across=2), Cell("一般公共预算基本支出", across=3)],
            ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        ],
        rows=rows,
        widths=(1.6, 3, 1.5, 1.5, 1.5),
    )


def _three_public() -> Table:
    cars, guests = Decimal(BASIC["30231"]), Decimal(BASIC["30217"])
    figures = [money(a) for a in (cars + guests, ZERO, cars, ZERO, cars, guests)]
    top = tall("部门（单位）代码", "部门（单位）名称", "“三公”经费合计", "因公出国（境）费")
    return _table(
        number="表7",
        title="一般公共预算“三公”经费支出表",
        form="three_public",
        header=[
            [*top, Cell("公务用车购置及运行费", across=3), *tall("公务接待费")],
            ["小计", "公务用车购置费", "公务用车运行维护费"],
        ],
        rows=[["合计", "", *figures], ["129", UNIT, *figures]],
        widths=(1.6, 2, 1.5, 1.5, 1.2, 1.5, 1.5, 1.2),
    )


def _empty(number: str, title: str, fund: str, form: str) -> Table:
    return _table(
        number=number,
        title=title,
        form=form,
        header=[[*tall("科目编码", "科目名称"), Cell(f"本年{fund}支出", across=3)], ["合计", "基本支出", "项目支出"]],
        rows=[["合计", "", "0.00", "0.00", "0.00"]],
        widths=(1.6, 3, 1.5, 1.5, 1.5),
        note=f"注：本部门没有{fund}支出，故本表为空表。",
    )


def _project_economies() -> Table:
    amounts = by_economy(PROJECT_ECONOMIES)
    whole = sum((a for code, a in amounts.items() if len(code) == 3), ZERO)
    return _table(
        number="表10",
        title="一般公共预算项目支出表",
        form="general_projects",
        header=[[Cell("部门预算支出经济分类科目", across=2), *tall("项目经费")], ["科目编码", "科目名称"]],
        rows=[["合计", "", money(whole)], *([code, ECONOMIES[code], money(a)] for code, a in amounts.items())],
        widths=(1.6, 3, 1.5),
    )


def _projects() -> Table:
    whole = total(SPENDING.values())
    zeros = ["0.00"] * 6
    rows: list[Row] = [
        ["合计", "", money(whole.project + whole.own), money(whole.project), *zeros, money(whole.own), ""]
    ]
    for name, (general, own, aim) in PROJECTS.items():
        rows.append([name, UNIT, money(Decimal(general) + Decimal(own)), general, *zeros, own, aim])
    funds = ["一般公共预算", "政府性基金预算", "国有资本经营预算"]
    top = [*tall("项目名称", "项目单位", "合计"), Cell("本年拨款", across=3), Cell("财政拨款结转结余", across=3)]
    return _table(
        number="表11",
        title="部门预算项目支出表",
        form="projects",
        header=[[*top, *tall("财政专户管理资金", "单位资金", "绩效目标")], funds + funds],
        rows=rows,
        widths=(3, 2, 1.5, 1.5, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 3.5),
    )


def _narrative() -> list[Block]:
    whole = total(SPENDING.values())
    projects = whole.project + whole.own
    cars, guests = Decimal(BASIC["30231"]), Decimal(BASIC["30217"])
    shares = "；".join(f"{name}{money(s.general)}万元，占{percent(s.general, whole.general)}" for name, s in _classes())
    names = "、".join(f"“{name}”" for name in PROJECTS)
    return [
        Heading("第三部分 2025年部门预算情况说明", 16, centred=True),
        Heading("一、收支预算总体情况"),
        f"{UNIT}2025年收入预算{money(whole.total)}万元，其中：一般公共预算拨款收入{money(whole.general)}万元，占"
        f"{percent(whole.general, whole.total)}；其他收入{money(whole.own)}万元，占{percent(whole.own, whole.total)}。",
        f"{UNIT}2025年支出预算{money(whole.total)}万元，其中：基本支出{money(whole.basic)}万元，占"
        f"{percent(whole.basic, whole.total)}；项目支出{money(projects)}万元，占{percent(projects, whole.total)}。",
        f"基本支出预算{money(whole.basic)}万元，{change(whole.basic, BEFORE['basic'])}，主要原因是人员减少。"
        f"项目支出预算{money(projects)}万元，{change(projects, BEFORE['project'])}，主要原因是增加职工书屋建设任务。",
        Heading("二、一般公共预算支出情况"),
        f"2025年一般公共预算支出{money(whole.general)}万元，{change(whole.general, BEFORE['general'])}，"
        f"主要原因是新增劳动和技能竞赛经费。其中：{shares}。",
        f"一般公共预算基本支出{money(whole.basic)}万元，其中：人员经费{money(whole.staff)}万元，公用经费{money(whole.office)}万元。",
        Heading("三、“三公”经费情况"),
        f"2025年“三公”经费预算{money(cars + guests)}万元，其中：因公出国（境）费0.00万元；"
        f"公务用车购置及运行费{money(cars)}万元（公务用车购置费0.00万元，公务用车运行维护费{money(cars)}万元）；公务接待费{money(guests)}万元。",
        Heading("四、机关运行经费情况"),
        f"2025年机关运行经费安排{money(whole.office)}万元，{change(whole.office, BEFORE['office'])}，"
        f"主要原因是压缩会议和印刷支出。",
        Heading("五、政府采购和国有资产情况"),
        "2025年政府采购预算6.20万元，其中：货物类4.20万元，工程类0.00万元，服务类2.00万元。",
        "截至2024年12月31日，本部门共有车辆1辆，单价100万元（含）以上设备（不含车辆）0台（套）。",
        Heading("六、重点项目预算绩效目标情况"),
        f"2025年本部门共安排项目{len(PROJECTS)}个，分别为{names}，预算合计{money(projects)}万元，全部编制了绩效目标。",
    ]


def _terms() -> list[Block]:
    return [
        Heading("第四部分 名词解释", 16, centred=True),
        "一、一般公共预算拨款收入：指从同级财政部门取得的一般公共预算拨款。",
        "二、其他收入：指除财政拨款收入、事业收入、事业单位经营收入等以外取得的收入。",
        "三、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
        "四、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
        "五、机关运行经费：指为保障行政单位运行用于购买货物和服务的各项资金，包括办公费、印刷费、邮电费、差旅费、会议费等。",
    ]
