"""Frameworks as files: the given ones load as they are and go out as they came; each fault is told with its line."""

import json

import pytest

from selfassessment.rules.conditions import AnyOf, OverallBelow, ThemesBelow
from selfassessment.rules.faults import Code, Fault, RefusedError
from selfassessment.rules.reading import framework_of, read_framework
from selfassessment.rules.tree import MOST_BYTES, tree_of_document
from selfassessment.rules.writing import document_of, framework_text
from selfassessment.sentences import KINDS, WORDS, sentence
from tests.factories.frameworks import SMALL
from tests.selfassessment.files import GIVEN, given_framework

STAGE = '    - {key: first, label: "First", when: {overall_below: 2.0}}'


def faults(text: str) -> list[tuple[int, str, Code]]:
    with pytest.raises(RefusedError) as caught:
        read_framework(text)
    return [(fault.line, fault.key, fault.code) for fault in caught.value.faults]


def with_when(when: str) -> str:
    return SMALL.replace("{overall_below: 2.0}", when)


@pytest.mark.parametrize(
    ("key", "themes", "statements"),
    [(GIVEN[0], 7, 28), (GIVEN[1], 12, 37), (GIVEN[2], 17, 34), (GIVEN[3], 5, 19)],
    ids=GIVEN,
)
def test_the_given_files_load_as_they_are(key: str, themes: int, statements: int) -> None:
    framework = given_framework(key)

    assert (framework.key, framework.version, framework.scoring.top) == (key, 1, 4)
    assert (len(framework.themes), len(list(framework.statements))) == (themes, statements)
    assert all(len(statement.levels) == 4 for statement in framework.statements)


@pytest.mark.parametrize("key", GIVEN)
def test_what_is_written_out_reads_as_the_same(key: str) -> None:
    framework = given_framework(key)
    kept = json.loads(json.dumps(document_of(framework)))

    assert read_framework(framework_text(framework)) == framework
    assert framework_of(tree_of_document(kept)) == framework


def test_a_stage_has_the_rule_of_its_file() -> None:
    first = given_framework("two-tier-working").scoring.stages[0]

    assert first.when == AnyOf((OverallBelow(2), ThemesBelow(2, 3)))


@pytest.mark.parametrize("when", ["{all: [{overall_below: 3.1}, {any: [{themes_below: {value: 1.5, at_least: 1}}]}]}"])
def test_conditions_combine(when: str) -> None:
    framework = read_framework(with_when(when))

    assert read_framework(framework_text(framework)) == framework


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SMALL + "key: again\n", (20, "key", Code.TWICE)),
        (SMALL.replace("title: Small", "titel: Small"), (2, "titel", Code.UNKNOWN)),
        (SMALL.replace("title: Small", "title: 7"), (2, "title", Code.WRONG_KIND)),
        (SMALL.replace("title: Small", 'title: " "'), (2, "title", Code.BLANK)),
        (SMALL.replace("title: Small", f"title: {'a' * 121}"), (2, "title", Code.TOO_LONG)),
        (SMALL.replace("title: Small", 'title: "a\\0b"'), (2, "title", Code.UNSEEN)),
        (SMALL.replace("title: Small", 'title: "\\uD800"'), (2, "title", Code.UNSEEN)),
        (SMALL.replace("key: small", "key: Small one"), (1, "key", Code.BAD_KEY)),
        (SMALL.replace("version: 1", "version: 0"), (3, "version", Code.OUT_OF_RANGE)),
        (SMALL.replace("version: 1", "version: 1.0"), (3, "version", Code.WRONG_KIND)),
        (SMALL.replace("min_answered: 0.5", "min_answered: 1.5"), (6, "scoring.min_answered", Code.OUT_OF_RANGE)),
        (SMALL.replace("min_answered: 0.5", "min_answered: half"), (6, "scoring.min_answered", Code.WRONG_KIND)),
        (SMALL.replace("min_answered: 0.5", "min_answered: .inf"), (6, "scoring.min_answered", Code.WRONG_KIND)),
        (SMALL.replace('3: "All"', '4: "All"'), (5, "scoring.scale", Code.SCALE_HAS_GAPS)),
        (SMALL.replace(', 3: "Always."', ""), (18, "themes[1].statements[1].levels", Code.SCALE_HAS_GAPS)),
        (SMALL.replace('1: "Never."', "1: no"), (18, "themes[1].statements[1].levels.1", Code.WRONG_KIND)),
        (SMALL.replace(STAGE, STAGE.replace("first", "last")), (11, "scoring.stages[2].key", Code.TWICE)),
        (SMALL.replace(", when: {overall_below: 2.0}", ""), (10, "scoring.stages[1]", Code.NEEDS_WHEN)),
        (
            SMALL.replace('"Last"', '"Last", when: {overall_below: 3}'),
            (11, "scoring.stages[2].when", Code.LAST_HAS_WHEN),
        ),
        (with_when("{overall_above: 2.0}"), (10, "scoring.stages[1].when.overall_above", Code.UNKNOWN)),
        (with_when("overall < 2"), (10, "scoring.stages[1].when", Code.WRONG_KIND)),
        (with_when("__import__('os')"), (10, "scoring.stages[1].when", Code.WRONG_KIND)),
        (with_when("{any: []}"), (10, "scoring.stages[1].when.any", Code.NONE_IN_IT)),
        (
            with_when("{any: [{overall_below: x}]}"),
            (10, "scoring.stages[1].when.any[1].overall_below", Code.WRONG_KIND),
        ),
        (with_when("{themes_below: {value: 2}}"), (10, "scoring.stages[1].when.themes_below.at_least", Code.MISSING)),
        (SMALL.replace("one.second", "one.first"), (19, "themes[1].statements[2].key", Code.TWICE)),
        ("key: x\n--- \nkey: y\n", (2, "", Code.UNREADABLE)),
        ("key: [1,\n", (2, "", Code.UNREADABLE)),
        ('key: "\\x"\n', (1, "", Code.UNREADABLE)),
        ("key: &a x\n", (1, "", Code.ALIAS)),
        ("key: x\ntitle: *a\n", (2, "", Code.ALIAS)),
        ("key: !!python/object/apply:os.system [true]\n", (1, "", Code.TAG)),
        ("key: !!str x\n", (1, "", Code.TAG)),
        ("[" * 10_000, (1, "", Code.TOO_DEEP)),
        ("", (0, "", Code.EMPTY)),
        ("# nothing\n", (0, "", Code.EMPTY)),
        ("a\0b", (0, "", Code.NOT_TEXT)),
        ("x" * (MOST_BYTES + 1), (0, "", Code.TOO_LARGE)),
        ("é" * MOST_BYTES, (0, "", Code.TOO_LARGE)),
        ("- a\n- b\n", (1, "", Code.WRONG_KIND)),
    ],
    ids=range(40),
)
def test_a_fault_is_told_with_its_line_and_key(text: str, told: tuple[int, str, Code]) -> None:
    assert told in faults(text)


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("title: Small\n", [(1, "title", Code.MISSING)]),
        ("  weak_below: 2.0\n", [(5, "scoring.weak_below", Code.MISSING)]),
        (STAGE + '\n    - {key: last, label: "Last"}\n', [(9, "scoring.stages", Code.WRONG_KIND)]),
        ('    title: "One"\n', [(13, "themes[1].title", Code.MISSING)]),
    ],
    ids=["title", "limit", "stages", "title of a theme"],
)
def test_what_is_missing_is_told_once(gone: str, told: list[tuple[int, str, Code]]) -> None:
    assert faults(SMALL.replace(gone, "")) == told


def test_a_theme_without_statements_is_refused() -> None:
    head, _, _ = SMALL.partition("    statements:")

    assert faults(head) == [(13, "themes[1].statements", Code.MISSING)]
    assert faults(head + "    statements: []\n") == [(15, "themes[1].statements", Code.NONE_IN_IT)]


def test_a_bomb_of_aliases_is_refused_at_its_first_mark() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    assert faults(bomb) == [(1, "", Code.ALIAS)]


def test_more_themes_than_anybody_answers_are_refused() -> None:
    head, _, themes = SMALL.partition("themes:\n")
    many = "".join(themes.replace("one", f"t{number}") for number in range(41))

    assert faults(f"{head}themes:\n{many}") == [(13, "themes", Code.TOO_MANY)]


@pytest.mark.parametrize("code", Code)
def test_every_fault_has_its_sentence(code: Code) -> None:
    found = "text" if code is Code.WRONG_KIND else "12"

    told = sentence(Fault(3, "a.b", code, found))

    assert told.startswith("line 3, a.b: ")
    assert "{" not in told
    assert set(WORDS) | {Code.WRONG_KIND} == set(Code)
    assert "text" in KINDS
