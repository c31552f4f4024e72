"""Reads a framework from its file. Every fault is told with line and key, and nothing is guessed."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from selfassessment.rules.conditions import AllOf, AnyOf, Condition, OverallBelow, ThemesBelow
from selfassessment.rules.faults import Code, RefusedError
from selfassessment.rules.framework import Framework, Scoring, Stage, Statement, Theme
from selfassessment.rules.sheet import Sheet
from selfassessment.rules.tree import Node, tree_of

TITLE, LINE, PARAGRAPH = 120, 300, 1000
MOST_THEMES, MOST_STATEMENTS, MOST_STAGES, MOST_PARTS = 40, 200, 12, 12
HIGHEST = 10  # a scale has two scores at least, and this many at most
MOST_VERSIONS = 9999
WORDS = ("theme_score", "overall_score", "development_plan_prompt")
LIMITS = ("min_answered", "weak_below", "plan_below")
CHOICES = ("not_applicable_allowed", "lower_stage_without_plan")
Built = TypeVar("Built")


def read_framework(text: str) -> Framework:
    """The framework in a YAML text; raises RefusedError with all that is wrong with it."""
    return framework_of(tree_of(text))


def framework_of(node: Node) -> Framework:
    """The same of a tree."""
    sheet = Sheet()
    given = sheet.fields(node, ("key", "title", "version", "scoring", "themes"), ("source", "note", "language"))
    scoring = read(sheet, given.get("scoring"), scoring_of)
    scale: Mapping[int, str] = scoring.scale if scoring else {}
    keys: set[str] = set()
    found = (theme_of(sheet, theme, scale, keys) for theme in named(sheet, given.get("themes"), MOST_THEMES))
    themes = tuple(found)
    framework = Framework(
        key=sheet.name(given.get("key"), set()),
        title=sheet.text(given.get("title"), TITLE),
        source=sheet.text(given.get("source"), LINE),
        note=sheet.text(given.get("note"), PARAGRAPH),
        language=sheet.text(given.get("language"), 20) or "en-GB",
        version=sheet.whole(given.get("version"), 1, MOST_VERSIONS),
        scoring=scoring,  # type: ignore[arg-type]  # None only beside a fault
        themes=themes,
    )
    if sheet.faults:
        raise RefusedError(sheet.faults)
    return framework


def read(sheet: Sheet, node: Node | None, reader: Callable[[Sheet, Node], Built]) -> Built | None:
    """What a reader makes of a field, when it is there."""
    return reader(sheet, node) if node else None


def named(sheet: Sheet, node: Node | None, most: int) -> list[tuple[Node, str]]:
    """The items of a list that are mappings with keys, each with a key that stands once among them."""
    taken: set[str] = set()
    return [(item, sheet.name((item.fields or {}).get("key"), taken)) for item in sheet.items(node, most)]


def theme_of(sheet: Sheet, item: tuple[Node, str], scale: Mapping[int, str], keys: set[str]) -> Theme:
    """A theme; `keys` are those of all statements so far."""
    node, key = item
    given = sheet.fields(node, ("key", "title", "statements"))
    statements = sheet.items(given.get("statements"), MOST_STATEMENTS)
    return Theme(
        key=key,
        title=sheet.text(given.get("title"), TITLE),
        statements=tuple(statement_of(sheet, statement, scale, keys) for statement in statements),
    )


def statement_of(sheet: Sheet, node: Node, scale: Mapping[int, str], keys: set[str]) -> Statement:
    """A statement with its levels, which are all described or none."""
    given = sheet.fields(node, ("key", "text"), ("levels",))
    levels = read(sheet, given.get("levels"), levels_of) or {}
    if levels and scale and levels.keys() != scale.keys():
        sheet.note(given["levels"], Code.SCALE_HAS_GAPS, str(max(scale)))
    return Statement(sheet.name(given.get("key"), keys), sheet.text(given.get("text"), LINE), levels)


def levels_of(sheet: Sheet, node: Node) -> dict[int, str]:
    """What each score of the scale means: from 1 upwards, none left out."""
    if node.fields is None:
        sheet.note(node, Code.WRONG_KIND, "mapping")
        return {}
    numbers = [str(number) for number in range(1, min(len(node.fields), HIGHEST) + 1)]
    if len(node.fields) < 2 or set(node.fields) != set(numbers):  # noqa: PLR2004
        sheet.note(node, Code.SCALE_HAS_GAPS, str(HIGHEST))
        return {}
    return {int(number): sheet.text(node.fields[number], LINE) for number in numbers}


def scoring_of(sheet: Sheet, node: Node) -> Scoring:
    """Scale, limits and stages."""
    given = sheet.fields(node, ("scale", *LIMITS, "stages"), (*CHOICES, *WORDS))
    scale = read(sheet, given.get("scale"), levels_of) or {}
    top = max(scale, default=HIGHEST)
    return Scoring(
        scale=scale,
        not_applicable_allowed=sheet.truth(given.get("not_applicable_allowed"), default=True),
        min_answered=sheet.number(given.get("min_answered"), 0, 1),
        weak_below=sheet.number(given.get("weak_below"), 0, top),
        plan_below=sheet.number(given.get("plan_below"), 0, top),
        stages=stages_of(sheet, given.get("stages")),
        words={name: sheet.text(given[name], PARAGRAPH) for name in WORDS if name in given},
        lower_stage_without_plan=sheet.truth(given.get("lower_stage_without_plan"), default=False),
    )


def stages_of(sheet: Sheet, node: Node | None) -> tuple[Stage, ...]:
    """The stages from the top; every one but the last says when it holds."""
    items = named(sheet, node, MOST_STAGES)
    stages = [stage_of(sheet, item) for item in items]
    for (item, _), stage in zip(items[:-1], stages, strict=False):
        if stage.when is None and "when" not in (item.fields or {}):
            sheet.note(item, Code.NEEDS_WHEN)
    if items and (when := (items[-1][0].fields or {}).get("when")):
        sheet.note(when, Code.LAST_HAS_WHEN)
    return tuple(stages)


def stage_of(sheet: Sheet, item: tuple[Node, str]) -> Stage:
    """One stage."""
    node, key = item
    given = sheet.fields(node, ("key", "label"), ("when", "in_words", "meaning"))
    return Stage(
        key=key,
        label=sheet.text(given.get("label"), TITLE),
        when=read(sheet, given.get("when"), condition_of),
        in_words=sheet.text(given.get("in_words"), LINE),
        meaning=sheet.text(given.get("meaning"), PARAGRAPH),
    )


def condition_of(sheet: Sheet, node: Node) -> Condition | None:
    """One condition, which may be made of others."""
    if node.fields is None:
        sheet.note(node, Code.WRONG_KIND, "mapping")
        return None
    given = sheet.fields(node, (), ("any", "all", "overall_below", "themes_below"))
    if len(node.fields) != 1:
        sheet.note(node, Code.ONE_CONDITION)
    for name, build in CONDITIONS.items():
        if name in given:
            return build(sheet, given[name])
    return None


def parts_of(sheet: Sheet, node: Node) -> tuple[Condition, ...]:
    """The conditions that another one combines."""
    found = [condition_of(sheet, part) for part in sheet.items(node, MOST_PARTS)]
    return tuple(part for part in found if part is not None)


def themes_below(sheet: Sheet, node: Node) -> ThemesBelow:
    """How many themes, and below what."""
    given = sheet.fields(node, ("value", "at_least"))
    value = sheet.number(given.get("value"), 0, HIGHEST)
    return ThemesBelow(value, sheet.whole(given.get("at_least"), 1, MOST_THEMES))


CONDITIONS: dict[str, Callable[[Sheet, Node], Condition]] = {
    "any": lambda sheet, node: AnyOf(parts_of(sheet, node)),
    "all": lambda sheet, node: AllOf(parts_of(sheet, node)),
    "overall_below": lambda sheet, node: OverallBelow(sheet.number(node, 0, HIGHEST)),
    "themes_below": themes_below,
}
