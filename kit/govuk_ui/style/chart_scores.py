"""Dot plots, dumbbells, stacked answers and heat tables in each state."""

from dataclasses import replace

from kit.charts.dots import Dot, Dots, DotWords, dots
from kit.charts.dumbbell import Change, Dumbbell, DumbbellWords, dumbbell
from kit.charts.figure import Caption, Figure
from kit.charts.heat import Heat, HeatRow, HeatWords, heat
from kit.charts.likert import Answers, Likert, LikertWords, likert
from kit.charts.numbers import Gap

HEADS = {"missing": "Not answered", "empty": "Nothing to show yet"}
SUPPRESSED = Gap("Fewer than 5 answered", "<5")
DOT = DotWords(
    **HEADS,
    name="Theme",
    now="This year",
    last="Last year",
    others="Districts, middle half",
    median="Districts, median",
    key_now="this year",
    key_weak="this year, below 2",
    key_last="last year (a ring where it is the same)",
    key_others="middle half of 22 district partnerships, and their median",
    between="{low} to {high}",
)
BELL = DumbbellWords(
    **HEADS,
    name="Scale",
    before="Baseline",
    after="Follow-up",
    change="Changed by",
    interval="95% interval of the change",
    pairs="Pairs",
    between="{low} to {high}",
    people="n {n}",
)
ANSWER = LikertWords(**HEADS, name="Statement", total="Answers", positive="{share} agree", people="n {n}")
HEAT = HeatWords(
    **HEADS,
    name="Partnership",
    grounds=("below 2", "2 to below 2.7", "2.7 to below 3.3", "3.3 and above"),
    weak="a theme to work on first",
)
THEMES = (
    Dot("Communications", 3.5, 3, (2.5, 2.75, 3.25)),
    Dot("Learning", 3.25, 2.5, (2.25, 2.75, 3)),
    Dot("Leadership", 3.25, 3.25, (2.75, 3, 3.5)),
    Dot("Voluntary and community sector", 2.5, 2.25, (2.25, 2.5, 3)),
    Dot("Performance management", 1.75, 1.75, (2.25, 2.5, 3)),
    Dot("Economic development", None, 2.5, (2.25, 2.5, 3)),
    Dot("Governance and accountability", 3, None, (SUPPRESSED, SUPPRESSED, SUPPRESSED)),
)


def dot_plots() -> list[tuple[str, Figure]]:
    caption = Caption("Learning rose most; performance management did not move", "Scores by theme from 1 to 4.")
    usual = Dots(caption, THEMES)
    return [
        ("Scores, gaps and a suppressed group", dots(usual, DOT)),
        ("One", dots(replace(usual, rows=(Dot("Leadership", 4),)), DOT)),
        ("Empty", dots(replace(usual, rows=()), DOT)),
    ]


def dumbbells() -> list[tuple[str, Figure]]:
    changes = (
        Change("Knowledge and understanding", 2.81, 3.42, 31, 0.38, 0.84),
        Change("What our partnership can do", 3.1, 3.22, 31, -0.09, 0.31),
        Change("Newcastle-under-Lyme Local Strategic Partnership", 3.9, 3.4, 6),
        Change("How useful regional support was", SUPPRESSED, SUPPRESSED, 4),
        Change("Asked only at the end", None, 4.1, 12),
    )
    usual = Dumbbell(Caption("Knowledge rose most", "Means from 1 to 5 at baseline and follow-up."), changes)
    return [
        ("Intervals, few pairs, suppressed, one wave", dumbbell(usual, BELL)),
        ("Empty", dumbbell(replace(usual, rows=()), BELL)),
    ]


def answers() -> list[tuple[str, Figure]]:
    agree = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
    rows = (
        Answers("Our partnership has a clear vision that partners share", (3, 6, 10, 48, 33)),
        Answers("We notice quickly when something is going wrong", (12, 31, 22, 24, 9)),
        Answers("Partners trust each other enough to disagree openly", (0, 0, 0, 0, 41)),
        Answers("The right people take part", (0, 0, 0, 0, 0)),
        Answers("We can show what difference we have made", SUPPRESSED),
    )
    usual = Likert(Caption("Most see a shared vision; few see trouble coming", "Shares of answers."), agree, rows)
    two = (Answers("Did you use an adviser’s day?", (11, 27)),)
    yes = Likert(Caption("Seven in ten used a day", "Shares of answers."), ("No", "Yes"), two, positive=1)
    return [
        ("Five options, nobody, suppressed", likert(usual, ANSWER)),
        ("Two options", likert(yes, replace(ANSWER, positive="{share} yes"))),
        ("Empty", likert(replace(usual, rows=()), ANSWER)),
    ]


def heats() -> list[tuple[str, Figure]]:
    columns = ("Communications", "Learning", "Leadership", "Governance and accountability", "Performance management")
    rows = (
        HeatRow("Lichfield", (3.5, 3.25, 3.25, 3, 1.75)),
        HeatRow("Newcastle-under-Lyme Local Strategic Partnership", (2.5, 2.75, None, 3.4, 2.1)),
        HeatRow("Tamworth", (1, 2, 2.7, 3.3, SUPPRESSED)),
    )
    caption = Caption("Lichfield’s gap is performance management", "Scores from 1 to 4 by partnership and theme.")
    usual = Heat(caption, columns, rows, (2, 2.7, 3.3), weak=2)
    wide = HeatRow("Lichfield", tuple(1 + i % 13 / 4 for i in range(24)))
    many = Heat(caption, tuple(f"Statement {i}" for i in range(1, 25)), (wide,), (2, 2.7, 3.3), weak=2)
    return [
        ("Scores, gaps and weak ones", heat(usual, HEAT)),
        ("More columns than fit", heat(many, HEAT)),
        ("Empty", heat(replace(usual, rows=()), HEAT)),
    ]
