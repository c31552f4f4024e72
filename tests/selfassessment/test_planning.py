"""The rule about themes without a plan, as a framework's file sets it; and why a stage was found."""

import json
from fractions import Fraction as F
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.explaining import explain
from selfassessment.rules.faults import Code, Fault, RefusedError
from selfassessment.rules.planning import asking, shown_stage
from selfassessment.rules.reading import read_framework
from selfassessment.rules.scoring import ThemeScore, score
from selfassessment.rules.writing import framework_text
from tests.factories.frameworks import SMALL
from tests.selfassessment.files import GIVEN, given_framework, ruler

LOWERS = SMALL.replace("  plan_below: 2.5\n", "  plan_below: 2.5\n  lower_stage_without_plan: true\n")
STAGES = ("developing", "early-progress", "steady-progress", "more-effective")


def theme(key, total, answered=2, *, shows=True):
    return ThemeScore(key, total, answered, answered, shows)


@pytest.mark.parametrize("key", GIVEN)
def test_no_stage_is_lowered_unless_the_file_says_so(key):
    framework = given_framework(key)

    assert framework.scoring.lower_stage_without_plan is False
    assert "lower_stage_without_plan" not in framework_text(framework)


def test_the_setting_is_read_and_goes_out_as_it_came():
    framework = read_framework(LOWERS)

    assert framework.scoring.lower_stage_without_plan is True
    assert "  lower_stage_without_plan: true\n" in framework_text(framework)
    assert read_framework(framework_text(framework)) == framework


def test_a_setting_that_says_neither_is_told_with_its_line():
    with pytest.raises(RefusedError) as caught:
        read_framework(LOWERS.replace("plan: true", "plan: sometimes"))

    assert caught.value.faults == (Fault(9, "scoring.lower_stage_without_plan", Code.WRONG_KIND, "truth"),)


def test_a_theme_below_the_limit_asks_for_an_action_the_weakest_first():
    framework = given_framework("two-tier-working")
    limit = framework.scoring.plan_below
    scores = [theme("roles", 4), theme("scale", 3), theme("money", 2, 1), theme("people", 2, shows=False)]

    assert limit == F(5, 2)
    assert asking(framework, scores) == ["scale", "roles", "money"]
    assert asking(framework, [theme("roles", 5), theme("scale", 499, 200)]) == ["scale"]


@pytest.mark.parametrize(
    ("found", "without_plan", "shown"),
    [
        ("more-effective", ["weak"], "steady-progress"),
        ("more-effective", [], "more-effective"),
        ("early-progress", ["weak"], "developing"),
        ("developing", ["weak"], "developing"),
    ],
    ids=["one lower", "it has an action", "the second is the first", "never below the first"],
)
def test_the_stage_is_one_lower_while_a_theme_that_asks_has_no_action(found, without_plan, shown):
    text = ruler({"weak": 2, "other": 2}, "two-tier-working")
    scoring = read_framework(text.replace("scoring:\n", "scoring:\n  lower_stage_without_plan: true\n")).scoring
    stage = scoring.stages[STAGES.index(found)]

    assert shown_stage(scoring, stage, without_plan).key == shown


def test_two_themes_without_an_action_lower_it_by_one_alone():
    scoring = read_framework(LOWERS).scoring

    assert shown_stage(scoring, scoring.stages[1], ["one", "two"]).key == "first"


@pytest.mark.parametrize("key", GIVEN)
def test_in_the_given_files_a_plan_changes_no_stage(key):
    scoring = given_framework(key).scoring

    assert [shown_stage(scoring, stage, ["any"]) for stage in scoring.stages] == list(scoring.stages)


def test_the_command_knows_of_no_actions(tmp_path):
    framework, answers = tmp_path / "f.yaml", tmp_path / "a.json"
    framework.write_text(LOWERS)
    answers.write_text(json.dumps({"one.first": 2, "one.second": 2}))
    out = StringIO()

    call_command("assessment_scores", framework, answers, stdout=out)

    assert json.loads(out.getvalue())["stage"] == "last"


@pytest.mark.parametrize(
    ("overall", "themes", "found", "said"),
    [
        ("1.995", ["1.995"], 0, [(0, "overall", True, 0)]),
        ("2.99875", ["1.9", "1.99", "1.5", "4"], 0, [(0, "themes", True, 3)]),
        ("1.5", ["1.5", "1.5", "1.5"], 0, [(0, "overall", True, 0), (0, "themes", True, 3)]),
        ("2.695", ["2.695"], 1, [(0, "overall", False, 0), (0, "themes", False, 0), (1, "overall", True, 0)]),
        (
            "3.74875",
            ["1.99", "4"],
            2,
            [(0, "overall", False, 0), (0, "themes", False, 1), (1, "overall", False, 0), (2, "themes", True, 1)],
        ),
        (
            "3.3",
            ["3.3"],
            3,
            [
                *[(0, "overall", False, 0), (0, "themes", False, 0), (1, "overall", False, 0)],
                *[(2, "overall", False, 0), (2, "themes", False, 0)],
            ],
        ),
    ],
    ids=["1.995", "three weak themes", "for both reasons", "2.695", "one theme at 1.99", "3.3, the last"],
)
def test_a_stage_is_explained_by_what_held_and_what_did_not_before_it(overall, themes, found, said):
    scoring = given_framework("two-tier-working").scoring

    reached = explain(scoring, scoring.stages[found], F(overall), [F(each) for each in themes])

    measured = [
        (at, "themes" if each.counts_themes else "overall", each.holds, each.below)
        for at, one in enumerate(reached)
        for each in one.measured
    ]
    assert measured == said
    assert [one.is_found for one in reached].index(True) == found


@given(st.lists(st.integers(1, 4), min_size=4, max_size=4), st.sampled_from(GIVEN))
def test_every_stage_is_explained_by_something_unless_it_is_the_last(answers, key):
    framework = given_framework(key)
    given_answers = {each.key: answer for each, answer in zip(framework.statements, answers * 20, strict=False)}
    scores = score(framework, given_answers)
    means = [each.mean for each in scores.themes if each.mean is not None]

    for reached in explain(framework.scoring, scores.stage, scores.overall, means):
        if reached.is_found:
            assert all(each.holds for each in reached.measured)
            assert bool(reached.measured) == (reached.stage.when is not None)
            break
        assert reached.measured
        assert not any(each.holds for each in reached.measured)
