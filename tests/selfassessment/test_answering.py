"""Beginning an assessment and answering it, several people at once."""

import pytest
from hypothesis import given as draw
from hypothesis import strategies as st

from audit.models import Entry
from partnerships.errors import ProgrammeClosedError
from partnerships.models import Partnership, Programme
from selfassessment.errors import CompletedError, JointReviewError, NoFrameworkError
from selfassessment.models import AgreedAnswer, Assessment
from selfassessment.rules.answering import NOTHING, Given, Outcome, outcome_of
from selfassessment.rules.progress import following, minutes_for, progress_of
from selfassessment.selectors.assessments import draft_of
from selfassessment.services.answering import answer_statements, start_assessment, write
from tests.at_once import at_once
from tests.factories import PersonFactory
from tests.factories.assessments import ASSESSED, make_assessment, make_completion
from tests.factories.frameworks import choose, give_framework
from tests.selfassessment.files import given_framework

pytestmark = pytest.mark.django_db
answers = st.sampled_from([None, 1, 2, 3, 4, "na"])
said = st.builds(Given, answers, st.sampled_from(["", "Why", "1|"]))


@draw(said, said, said)
def test_nobodys_answer_is_written_over_unseen(mine: Given, shown: Given, stands: Given) -> None:
    outcome = outcome_of(mine, seen=shown.mark, stands=stands)

    assert (outcome is Outcome.SAME) == (mine in (shown, stands))
    assert (outcome is Outcome.WRITTEN) == (mine not in (shown, stands) and shown == stands)


def test_a_form_that_does_not_say_what_it_showed_writes_over_nothing():
    assert outcome_of(Given(3), seen="", stands=NOTHING) is Outcome.OVERTAKEN


def test_progress_counts_not_applicable_as_an_answer_and_names_what_is_next():
    framework = given_framework("two-tier-working")

    progress = progress_of(framework, {"roles.written-split": 3, "roles.county-only": "na", "scale.region": None})

    assert (progress.answered, progress.open, progress.minutes, progress.next.key) == (2, 17, 20, "roles")
    assert following(framework, "roles").key == "scale"
    assert following(framework, "alignment") is None


@pytest.mark.parametrize(("statements", "minutes"), [(0, 0), (1, 5), (5, 5), (37, 40)])
def test_time_is_said_in_steps_of_five_minutes(statements, minutes):
    assert minutes_for(statements) == minutes


def start(world, partnership=None):
    return start_assessment(partnership=partnership or world.own, by=world.people["representative"], at=ASSESSED)


def test_an_assessment_keeps_the_version_it_was_begun_on(world):
    choose(world.here.programme, give_framework())
    first = start(world)
    choose(world.here.programme, give_framework(number=2))

    again = start(world)

    assert (again.pk, again.made_on.number, Assessment.objects.count()) == (first.pk, 1, 1)
    assert Entry.objects.filter(action="assessment.started").count() == 1


def test_without_a_framework_nothing_begins(world):
    with pytest.raises(NoFrameworkError):
        start(world)


def test_who_delivers_an_agreement_does_not_assess_itself(world):
    choose(world.here.programme, give_framework())
    world.own.delivers_laa = True
    world.own.save(update_fields=["delivers_laa"])

    with pytest.raises(JointReviewError):
        start(world)


def test_who_came_to_deliver_an_agreement_since_the_page_was_read_does_not_either(world):
    choose(world.here.programme, give_framework())
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    with pytest.raises(JointReviewError):
        start(world)

    assert not Assessment.objects.exists()


def test_in_a_closed_year_nothing_begins_and_nothing_is_answered(world):
    assessment = make_assessment(world.own)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", opened_at=ASSESSED, closed_at=ASSESSED)

    with pytest.raises(ProgrammeClosedError):
        start(world, world.neighbour)
    with pytest.raises(ProgrammeClosedError):
        save(assessment, world, {"one.first": (Given(2), NOTHING.mark)})


def save(assessment, world, given, who="representative"):
    return answer_statements(assessment=assessment, given=given, by=world.people[who], at=ASSESSED)


def test_what_changed_is_written_with_who_and_when(world):
    assessment = make_assessment(world.own)

    saved = save(assessment, world, {"one.first": (Given(2, "Seen"), NOTHING.mark), "one.second": (NOTHING, "")})

    row = AgreedAnswer.objects.get()
    assert (saved.written, saved.overtaken) == (["one.first"], {})
    assert (row.score, row.comment, row.written_by, row.written_at) == (
        *(2, "Seen"),
        *(world.people["representative"], ASSESSED),
    )
    assert Entry.objects.get(action="assessment.answered").details == {"statements": 1}


def test_two_people_on_one_theme_do_not_disturb_each_other(world):
    assessment = make_assessment(world.own)
    untouched = {"one.first": (NOTHING, NOTHING.mark), "one.second": (NOTHING, NOTHING.mark)}

    save(assessment, world, {**untouched, "one.first": (Given(3), NOTHING.mark)})
    second = save(assessment, world, {**untouched, "one.second": (Given("na"), NOTHING.mark)}, "champion")

    assert (second.written, second.overtaken) == (["one.second"], {})
    assert draft_of(assessment).answers == {"one.first": 3, "one.second": "na"}


def test_who_saves_second_on_one_statement_is_told_and_writes_only_on_purpose(world):
    assessment = make_assessment(world.own)
    save(assessment, world, {"one.first": (Given(3), NOTHING.mark)})

    told = save(assessment, world, {"one.first": (Given(1), NOTHING.mark)}, "champion")
    meant = save(assessment, world, {"one.first": (Given(1), Given(3).mark)}, "champion")

    assert (told.written, told.overtaken["one.first"].written_by) == ([], world.people["representative"])
    assert meant.written == ["one.first"]
    assert AgreedAnswer.objects.get().score == 1


def test_an_answer_taken_back_leaves_its_comment(world):
    assessment = make_assessment(world.own, {"one.first": 3}, comment="Why")

    save(assessment, world, {"one.first": (Given(None, "Why"), Given(3, "Why").mark)})

    assert draft_of(assessment).stands("one.first") == Given(None, "Why")


def test_a_completed_assessment_is_not_answered(world):
    completion = make_completion(world.own, {"one.first": 3, "one.second": 2})

    with pytest.raises(CompletedError):
        save(completion.assessment, world, {"one.first": (Given(1), Given(3).mark)})


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_written_and_the_other_told(world):
    assessment, by = make_assessment(world.own), PersonFactory()

    def save_score(score):
        given = {"one.first": (Given(score), NOTHING.mark)}
        return answer_statements(assessment=assessment, given=given, by=by, at=ASSESSED).written

    assert sorted(at_once(lambda: save_score(1), lambda: save_score(3))) == [[], ["one.first"]]


@pytest.mark.django_db(transaction=True)
def test_without_looking_at_what_stands_both_are_written(world):
    """The control: the same two, past the guard; the first answer is gone and nobody is told."""
    assessment, by = make_assessment(world.own), PersonFactory()

    def save_score(score):
        write(assessment, {"one.first": Given(score)}, by=by, at=ASSESSED)
        return AgreedAnswer.objects.get(assessment=assessment).written_by == by

    assert at_once(lambda: save_score(1), lambda: save_score(3)) == [True, True]
    assert AgreedAnswer.objects.count() == 1
