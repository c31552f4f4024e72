"""Partners: asked by an email with a link, taken off again, and answering for themselves alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Link
from audit.models import Entry
from notices.models import Message
from notices.services import delivering
from partnerships.errors import ProgrammeClosedError
from partnerships.models import Programme
from selfassessment.errors import (
    AskedLatelyError,
    CompletedError,
    FinishedError,
    PartnerAskedError,
    PartnerChangedError,
    PartnerTakenOffError,
)
from selfassessment.models import AgreedAnswer, Partner, PartnerAnswer
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.selectors.partners import (
    PAUSE,
    PartnerCounts,
    is_still_asked,
    partner_counts,
    partners_of,
    scoring_of,
)
from selfassessment.services import partners as services
from selfassessment.services.completing import complete_assessment
from tests.at_once import at_once
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment
from tests.factories.partners import make_partner

pytestmark = pytest.mark.django_db
LATER = ASSESSED + timedelta(days=3)
ASKED = {
    "organisation": "Ollerwick Police",
    "sector": "police",
    "name": "Ada Vale",
    "email": "Ada.Vale@police.example",
}


@pytest.fixture
def assessment(world):
    return make_assessment(world.own)


def invite(assessment, world, **said):
    return services.invite_partner(
        assessment=assessment, **{**ASKED, **said}, by=world.people["representative"], at=ASSESSED
    )


def answers_of(partner):
    return scoring_of(partner).answers


def answer(partner, **scores):
    given = {f"one.{name}": (Given(score), NOTHING.mark) for name, score in scores.items()}
    return services.answer_as_partner(partner=partner, given=given, at=ASSESSED)


def test_a_partner_is_asked_by_an_email_and_the_trail_says_who_asked(world, assessment):
    partner = invite(assessment, world)

    message, entry = Message.objects.get(), Entry.objects.get(action="assessment.partner_asked")
    assert (partner.email, partner.sector, partner.invited_at) == ("ada.vale@police.example", "police", ASSESSED)
    assert (message.kind, message.to) == ("selfassessment/scoring", "ada.vale@police.example")
    assert message.subject == f"Your view of {world.own.name}"
    assert (entry.actor, entry.subject_key) == (world.people["representative"], str(partner.pk))


def test_the_same_again_is_one_partner_and_one_email(world, assessment):
    first = invite(assessment, world)
    again = invite(assessment, world, email=" ada.vale@police.example")

    assert first == again
    assert Message.objects.count() == 1


def test_an_address_stands_for_one_partner_until_it_is_taken_off(world, assessment):
    first = invite(assessment, world)
    with pytest.raises(PartnerAskedError, match="Ollerwick Police"):
        invite(assessment, world, organisation="Ollerwick Fire")
    services.take_off_partner(partner=first, by=world.people["champion"], at=LATER)

    second = invite(assessment, world, organisation="Ollerwick Fire")

    assert list(Partner.objects.standing()) == [second]


def test_two_assessments_may_ask_at_one_address(world, assessment):
    invite(assessment, world)
    invite(make_assessment(world.neighbour), world)

    assert Partner.objects.count() == 2


def test_nobody_is_asked_about_what_is_completed_or_in_a_closed_year(world):
    assessment = make_assessment(world.own, {"one.first": 3, "one.second": 2})
    complete_assessment(assessment=assessment, by=world.people["representative"], at=COMPLETED)
    with pytest.raises(CompletedError):
        invite(assessment, world)
    other = make_assessment(world.neighbour)
    close(world)
    with pytest.raises(ProgrammeClosedError):
        invite(other, world)


def close(world):
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", opened_at=ASSESSED, closed_at=ASSESSED)


def test_the_email_has_a_link_to_the_page_and_to_nothing_else(world, assessment):
    partner = invite(assessment, world)
    services.ask_again(partner=partner, seen=ASSESSED, by=world.people["champion"], at=timezone.now())

    delivering.drain(seconds=60)

    link = Link.objects.get()
    assert len(mail.outbox) == 1  # the earlier one, which still waited, does not go
    assert (link.purpose, link.subject, link.email) == (
        "selfassessment.scoring",
        f"partner:{partner.pk}",
        partner.email,
    )
    assert "/score/" in mail.outbox[-1].body


def test_a_fresh_link_ends_the_earlier_one_and_its_email_if_it_still_waits(world, assessment):
    partner = invite(assessment, world)
    before = {"partner": partner.pk, "asked_at": partner.invited_at.isoformat()}
    assert is_still_asked(before)

    again = services.ask_again(partner=partner, seen=ASSESSED, by=world.people["champion"], at=LATER)

    assert (again.invited_by, again.invited_at) == (world.people["champion"], LATER)
    assert not is_still_asked(before)
    assert is_still_asked({"partner": partner.pk, "asked_at": LATER.isoformat()})
    assert Message.objects.count() == 2


def test_sending_again_twice_sends_once(world, assessment):
    partner = invite(assessment, world)
    services.ask_again(partner=partner, seen=ASSESSED, by=world.people["champion"], at=LATER)

    with pytest.raises(PartnerChangedError):
        services.ask_again(partner=partner, seen=ASSESSED, by=world.people["champion"], at=LATER)

    assert Message.objects.count() == 2


def test_a_fresh_link_is_sent_no_sooner_than_the_pause_after_the_last(world):
    partner = make_partner(make_assessment(world.own))
    given = {"partner": partner, "seen": ASSESSED, "by": world.people["champion"]}

    with pytest.raises(AskedLatelyError) as refused:
        services.ask_again(**given, at=ASSESSED + PAUSE - timedelta(seconds=1))
    early = Message.objects.count()
    services.ask_again(**given, at=ASSESSED + PAUSE)

    assert refused.value.again_at == ASSESSED + PAUSE
    assert (early, Message.objects.count()) == (1, 2)


def test_who_is_taken_off_answers_no_more_and_what_was_answered_is_kept(world, assessment):
    partner = invite(assessment, world)
    answer(partner, first=3)
    services.take_off_partner(partner=partner, by=world.people["champion"], at=LATER)

    for deed in (
        lambda: answer(partner, second=2),
        lambda: services.finish_scoring(partner=partner, at=LATER),
        lambda: services.ask_again(partner=partner, seen=ASSESSED, by=world.people["champion"], at=LATER),
        lambda: services.take_off_partner(partner=partner, by=world.people["champion"], at=LATER),
    ):
        with pytest.raises(PartnerTakenOffError):
            deed()

    partner.refresh_from_db()
    assert (partner.withdrawn_by, answers_of(partner)) == (world.people["champion"], {"one.first": 3})
    assert partner_counts(assessment) == PartnerCounts(asked=0, finished=0)
    assert not is_still_asked({"partner": partner.pk, "asked_at": partner.invited_at.isoformat()})


def test_a_partner_answers_for_itself_alone_and_changes_nothing_that_was_agreed(world):
    assessment = make_assessment(world.own, {"one.first": 1})
    police, fire = (make_partner(assessment, name) for name in ("Police", "Fire"))

    answer(police, first=3)
    answer(fire, first="na", second=2)

    assert (answers_of(police), answers_of(fire)) == ({"one.first": 3}, {"one.first": "na", "one.second": 2})
    assert AgreedAnswer.objects.get().score == 1
    assert {entry.actor for entry in Entry.objects.filter(action="assessment.partner_answered")} == {None}


def test_an_answer_that_was_not_seen_is_not_written_over(assessment):
    partner = make_partner(assessment)
    answer(partner, first=3)

    told = services.answer_as_partner(partner=partner, given={"one.first": (Given(1), NOTHING.mark)}, at=LATER)
    meant = services.answer_as_partner(partner=partner, given={"one.first": (Given(1), Given(3).mark)}, at=LATER)

    assert (told.written, told.overtaken["one.first"].score) == ([], 3)
    assert (meant.written, answers_of(partner)) == (["one.first"], {"one.first": 1})


def test_who_has_finished_goes_back_before_anything_is_changed(assessment):
    partner = make_partner(assessment)
    services.finish_scoring(partner=partner, at=ASSESSED)
    services.finish_scoring(partner=partner, at=LATER)
    with pytest.raises(FinishedError):
        answer(partner, first=3)
    assert Partner.objects.get().finished_at == ASSESSED

    services.go_back_to_scoring(partner=partner, at=LATER)
    answer(partner, first=3)

    assert (Partner.objects.get().finished_at, answers_of(partner)) == (None, {"one.first": 3})


def test_after_completion_and_in_a_closed_year_a_partner_changes_nothing(world):
    assessment = make_assessment(world.own, {"one.first": 3, "one.second": 2})
    partner, other = make_partner(assessment), make_partner(make_assessment(world.neighbour))
    complete_assessment(assessment=assessment, by=world.people["representative"], at=COMPLETED)
    for deed in (lambda: answer(partner, first=3), lambda: services.finish_scoring(partner=partner, at=LATER)):
        with pytest.raises(CompletedError):
            deed()
    close(world)
    with pytest.raises(ProgrammeClosedError):
        answer(other, first=3)

    assert not PartnerAnswer.objects.exists()


def test_the_list_counts_answers_and_says_when_the_last_was_given(assessment):
    police, fire = (make_partner(assessment, name) for name in ("Police", "Fire"))
    answer(police, first="na", second=2)
    services.finish_scoring(partner=police, at=LATER)
    services.answer_as_partner(partner=fire, given={"one.first": (Given(None, "Why"), NOTHING.mark)}, at=LATER)

    rows = {row.organisation: (row.answered, row.last_seen) for row in partners_of(assessment)}

    assert rows == {"Fire": (0, LATER), "Police": (2, ASSESSED)}
    assert partner_counts(assessment) == PartnerCounts(asked=2, finished=1)


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_the_same_at_the_same_moment_ask_once(world):
    assessment = make_assessment(world.own)

    found = at_once(*[lambda: invite(assessment, world).pk] * 2)

    assert found == [Partner.objects.get().pk] * 2
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_of_one_link_one_writes_and_the_other_is_told(world):
    partner = make_partner(make_assessment(world.own))

    found = at_once(lambda: answer(partner, first=1).written, lambda: answer(partner, first=3).written)

    assert sorted(found) == [[], ["one.first"]]


@pytest.mark.django_db(transaction=True)
def test_without_looking_at_what_stands_both_windows_write(world):
    """The control: the same two, past the guard."""
    partner = make_partner(make_assessment(world.own))

    def write(score):
        services.write_scores(partner, {"one.first": Given(score)}, at=ASSESSED)
        return "written"

    assert at_once(lambda: write(1), lambda: write(3)) == ["written", "written"]
    assert PartnerAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_while_the_assessment_is_completed_is_in_before_or_refused(world):
    assessment = make_assessment(world.own, {"one.first": 3, "one.second": 2})
    partner, by = make_partner(assessment), world.people["representative"]

    found = at_once(
        lambda: answer(partner, first=1).written,
        lambda: complete_assessment(assessment=assessment, by=by, at=COMPLETED).number,
        refused=(CompletedError,),
    )

    assert found[1] == 1
    assert PartnerAnswer.objects.count() == (CompletedError not in found)
