"""Bars, budgets, days and sparklines in each state."""

from dataclasses import replace
from decimal import Decimal

from kit.charts.bars import Bar, Bars, BarWords, bars
from kit.charts.blocks import Blocks, BlockWords, Days, blocks
from kit.charts.budget import Budget, BudgetLine, BudgetWords, budget
from kit.charts.figure import Caption, Figure
from kit.charts.numbers import CHANGE, Gap
from kit.charts.sparkline import Sparkline, SparkWords, sparkline

HEADS = {"missing": "Not answered", "empty": "Nothing to show yet"}
SUPPRESSED = Gap("Fewer than 5 answered", "<5")
BAR = BarWords(**HEADS, name="Theme", value="Partnerships", note="Answered")
MONEY = BudgetWords(
    **HEADS,
    name="Line",
    total="Total",
    paid="Paid",
    committed="Committed",
    allocated="Allocated",
    left="Left",
    over="Over",
    of="{name}, {amount}",
    remain="{amount} left",
    beyond="{amount} over",
)
DAYS = BlockWords(
    **HEADS, name="Partnership", pledged="Pledged", used="Used", booked="Booked", left="Left", over="Over",
    remain="{days} left",
    beyond="{days} over",
)  # fmt: skip
SPARK = SparkWords(**HEADS, when="Month", value="Visits")


def budgets() -> list[tuple[str, Figure]]:
    lines = (
        BudgetLine("Core", 540_000, 61_400, 118_300, 505_400),
        BudgetLine("Development agency", 70_000, 12_250, 31_000, 52_500),
    )
    pence = Decimal("1250.50")
    tight = (
        BudgetLine("Newcastle-under-Lyme Local Strategic Partnership’s evaluation", 20_000, 0, pence, 26_000),
        BudgetLine("Not yet agreed", 0, 0, 0, 0),
    )
    usual = Budget(Caption("£34,600 of the core budget is left", "A bar for each budget line."), lines)
    over = Budget(Caption("The evaluation is £6,000 over", "A bar for each budget line."), tight)
    return [
        ("Two lines", budget(usual, MONEY)),
        ("Over-allocated; nothing at all", budget(over, MONEY)),
        ("Empty", budget(replace(usual, rows=()), MONEY)),
    ]


def bar_charts() -> list[tuple[str, Figure]]:
    needs = (
        Bar("Performance management", 21, "36 of 38"),
        Bar("Voluntary and community sector", 14, "38 of 38"),
        Bar("Economic development", 9, "31 of 38"),
        Bar("Governance and accountability", 0, "38 of 38"),
        Bar("Learning", None, "0 of 38"),
        Bar("Communications", SUPPRESSED, "4 of 38"),
    )
    usual = Bars(Caption("Performance management is the region’s first need", "A bar for each theme."), needs)
    moved = Bars(
        Caption("Trust rose, meetings fell", "Change from baseline to follow-up."),
        (Bar("Trust", 0.42), Bar("Meetings held in Newcastle-under-Lyme", -0.31), Bar("Shared plans", 0)),
        style=CHANGE,
    )
    words = replace(BAR, note="")
    return [
        ("With gaps and notes", bars(usual, BAR)),
        ("Negative", bars(moved, words)),
        ("One", bars(replace(usual, rows=needs[:1]), BAR)),
        ("Empty", bars(replace(usual, rows=()), words)),
    ]


def pots() -> list[tuple[str, Figure]]:
    used = {"Worcestershire county": (2, 2), "Bromsgrove": (3, 0), "Malvern Hills": (0, 0), "Redditch": (4, 0)}
    pool = tuple(Days(name, 4, a, b) for name, (a, b) in used.items())
    caption = Caption("3.25 of 7 days are left in the Worcestershire pool", "A box is a quarter of a day.")
    return [
        ("One pot", blocks(Blocks(caption, (Days("Worcestershire pool", 28, 11, 4),)), DAYS)),
        ("By partnership", blocks(Blocks(Caption("Malvern Hills has used nothing", caption.description), pool), DAYS)),
        ("Overdrawn", blocks(Blocks(Caption("Rugby is half a day over", ""), (Days("Rugby", 4, 4, 2),)), DAYS)),
        ("Very many", blocks(Blocks(Caption("All of the region’s days", ""), (Days("Region", 900, 300, 90),)), DAYS)),
        ("Empty", blocks(Blocks(Caption("No days were pledged", ""), ()), DAYS)),
    ]


def sparklines() -> list[tuple[str, Figure]]:
    def spark(title: str, *values: float | Gap | None) -> Figure:
        points = tuple((f"Month {i}", value) for i, value in enumerate(values, start=1))
        return sparkline(Sparkline(Caption(title, "Visits a month."), points), SPARK)

    return [
        ("Usual", spark("Visits rose", 3, 5, 4, 8, 9, 7, 12, 15, 14, 18)),
        ("A gap", spark("June is missing", 3, 5, None, 8, 9)),
        ("All equal", spark("Nothing changed", 4, 4, 4, 4)),
        ("One", spark("The first month", 7)),
        ("Ends in a gap", spark("August is not counted yet", -2, 4, SUPPRESSED)),
        ("Empty", spark("No month has passed")),
    ]
