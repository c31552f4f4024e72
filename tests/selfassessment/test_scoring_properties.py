"""What holds for any framework and any answers."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.rules.framework import Framework
from selfassessment.rules.reading import read_framework
from selfassessment.rules.scoring import Answer, Scores, score
from selfassessment.rules.writing import framework_text
from tests.selfassessment.files import GIVEN, given_framework

FRAMEWORKS = {key: given_framework(key) for key in GIVEN}
Drawn = tuple[Framework, dict[str, Answer]]


@st.composite
def answered(draw: st.DrawFn, among: tuple[Answer, ...] = (1, 2, 3, 4, "na", None)) -> Drawn:
    """A given framework, and answers to some or all of its statements."""
    framework = FRAMEWORKS[draw(st.sampled_from(GIVEN))]
    keys = [statement.key for statement in framework.statements]
    return framework, draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(among)))


@st.composite
def wholly_answered(draw: st.DrawFn) -> Drawn:
    """The same with a score for each statement."""
    framework = FRAMEWORKS[draw(st.sampled_from(GIVEN))]
    return framework, {statement.key: draw(st.integers(1, 4)) for statement in framework.statements}


def means(scores: Scores) -> list[Fraction]:
    return [theme.mean for theme in scores.themes if theme.mean is not None]


@given(answered())
def test_scores_lie_on_the_scale_and_overall_between_its_themes(drawn: Drawn) -> None:
    scores = score(*drawn)
    found = means(scores)

    assert all(1 <= mean <= 4 for mean in found)
    assert (scores.overall is None) == (scores.stage is None) == (not found)
    assert not found or min(found) <= scores.overall <= max(found)


@given(answered())
def test_a_missing_key_and_null_are_the_same(drawn: Drawn) -> None:
    framework, answers = drawn
    full = {statement.key: answers.get(statement.key) for statement in framework.statements}

    assert score(framework, answers) == score(framework, full)


@given(answered())
def test_a_theme_shows_exactly_when_half_of_what_applies_is_answered(drawn: Drawn) -> None:
    for theme in score(*drawn).themes:
        assert theme.shows == (theme.answered > 0 and 2 * theme.answered >= theme.applicable)


@given(wholly_answered(), st.data())
def test_a_better_answer_never_lowers_a_score_nor_moves_a_stage_back(drawn: Drawn, data: st.DataObject) -> None:
    framework, answers = drawn
    key = data.draw(st.sampled_from(sorted(answers)))
    order = [stage.key for stage in framework.scoring.stages]

    before, after = score(framework, answers), score(framework, {**answers, key: min(4, answers[key] + 1)})

    assert before.overall <= after.overall
    assert order.index(before.stage.key) <= order.index(after.stage.key)


@given(wholly_answered())
def test_the_stage_is_the_first_by_the_words_of_the_files(drawn: Drawn) -> None:
    """The four files have the same words; here they are worked out once more, another way."""
    scores = score(*drawn)
    overall, weak = scores.overall, sum(mean < 2 for mean in means(scores))
    if overall < 2 or weak >= 3:
        expected = "developing"
    elif overall * 10 < 27:
        expected = "early-progress"
    else:
        expected = "steady-progress" if overall * 10 < 33 or weak else "more-effective"

    assert scores.stage.key == expected


@settings(max_examples=20)
@given(st.sampled_from(GIVEN), st.decimals(0, 4, places=6), st.decimals(0, 1, places=6))
def test_any_limit_goes_out_and_comes_in_exactly(key: str, limit: object, share: object) -> None:
    text = framework_text(FRAMEWORKS[key])
    changed = text.replace("plan_below: 2.5", f"plan_below: {limit:f}").replace("answered: 0.5", f"answered: {share:f}")

    framework = read_framework(changed)

    assert (framework.scoring.plan_below, framework.scoring.min_answered) == (Fraction(limit), Fraction(share))
    assert read_framework(framework_text(framework)) == framework
