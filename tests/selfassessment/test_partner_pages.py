"""The pages about partners: for the partnership's own people."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from kit.govuk_ui.formats import moment
from notices.models import Message, Suppression
from selfassessment.models import Partner
from selfassessment.selectors.partners import asked_again_from
from selfassessment.services import partners as services
from selfassessment.services.completing import complete_assessment
from selfassessment.services.partners import MOST
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment
from tests.factories.partners import make_partner
from tests.factories.scoring import make_scores
from tests.queries import assert_same_queries, queries_for

pytestmark = pytest.mark.django_db
TYPED = {
    "organisation": "Ollerwick Police",
    "sector": "police",
    "name": "Ada Vale",
    "email": "ada@police.example",
}


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


@pytest.fixture
def assessment(world):
    return make_assessment(world.own, {"one.first": 3, "one.second": 2})


def told(response):
    return " ".join(response.content.decode().split())


def address(name, *args):
    return reverse(name, args=args)


def test_the_assessment_says_how_many_are_asked_and_how_many_have_finished(representative, world, assessment):
    overview = address("assessment", world.own.pk)
    before = told(representative.get(overview))
    for name in ("Police", "Fire", "Trust"):
        partner = make_partner(assessment, name)
    services.finish_scoring(partner=partner, at=ASSESSED)

    after = told(representative.get(overview))

    assert "Ask your partners" in before
    assert "Agree the scores" not in before
    assert "Agree the scores with your partners" in after
    assert "3 partners asked. 1 has finished." in after


@pytest.mark.parametrize("who", ["representative", "champion"])
def test_asking_a_partner_sends_one_email_and_lists_it(client, world, assessment, who):
    client.force_login(world.people[who])

    page = told(client.post(address("invite_partner", assessment.pk), TYPED, follow=True))
    told(client.post(address("invite_partner", assessment.pk), TYPED, follow=True))

    assert "Ollerwick Police is asked. The email goes to ada@police.example" in page
    assert "Police and community safety" in page
    assert "0 of 2" in page
    assert (Partner.objects.get().invited_by, Message.objects.count()) == (world.people[who], 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"email": "ada"}, "Enter an email address in the correct format"),
        ({"email": "ada@pölice.example"}, "must use the letters a to z without accents"),
        ({"email": ""}, "Enter an email address"),
        ({"organisation": " "}, "Enter the organisation"),
        ({"organisation": "a" * 161}, "The organisation must be 160 characters or"),
        ({"sector": ""}, "Select a sector"),
        ({"sector": "army"}, "Select a sector from the list"),
        ({"name": ""}, "Enter their name"),
    ],
    ids=["no address", "accent", "empty address", "no organisation", "long", "no sector", "other sector", "no name"],
)
def test_bad_input_is_told_beside_the_field_and_nobody_is_asked(representative, assessment, said, words):
    page = told(representative.post(address("invite_partner", assessment.pk), {**TYPED, **said}))

    assert words in page
    assert not Partner.objects.exists()
    assert not Message.objects.exists()


def test_an_address_that_is_taken_is_told_beside_the_field_and_nothing_typed_is_lost(representative, assessment):
    representative.post(address("invite_partner", assessment.pk), TYPED)

    response = representative.post(
        address("invite_partner", assessment.pk), {**TYPED, "organisation": "Fire", "email": "ADA@police.example"}
    )

    form = response.context["form"]
    assert form.errors == {
        "email": ["Ollerwick Police was asked at this address. Enter another address, or take that partner off first"]
    }
    assert form["organisation"].value() == "Fire"
    assert Partner.objects.count() == 1


def test_no_more_than_a_hundred_are_asked_those_taken_off_among_them(representative, world, assessment):
    by = world.people["representative"]
    facts = {"assessment": assessment, "organisation": "Somebody", "sector": "other", "name": "Robin", "invited_by": by}
    gone = {"invited_at": ASSESSED, "withdrawn_at": ASSESSED, "withdrawn_by": by}
    Partner.objects.bulk_create(Partner(**facts, **gone, email=f"{at}@partner.example") for at in range(MOST - 1))

    last = told(representative.post(address("invite_partner", assessment.pk), TYPED, follow=True))
    more = told(
        representative.post(address("invite_partner", assessment.pk), {**TYPED, "email": "more@partner.example"})
    )

    assert "is asked. The email goes to" in last
    assert "You have asked 100 partners, which is the most there can be. Those you took off count too" in more
    assert (Partner.objects.count(), Message.objects.count()) == (MOST, 1)


def test_a_fresh_link_is_sent_once_however_often_one_presses(representative, assessment):
    partner = make_partner(assessment)
    page = address("partner", assessment.pk, partner.pk)
    shown = {"asked_at": ASSESSED.isoformat()}

    first = told(representative.post(page, shown, follow=True))
    second = told(representative.post(page, shown, follow=True))

    assert "A fresh link goes to health.trust@partner.example" in first
    assert "A fresh link was sent already" in second
    assert "sent a fresh link by Odile Marchbank" in second
    assert Message.objects.count() == 2


def test_a_second_link_waits_until_the_first_can_have_come(representative, world, assessment):
    partner, now = make_partner(assessment), timezone.now()
    page = address("partner", assessment.pk, partner.pk)
    services.ask_again(partner=partner, seen=ASSESSED, by=world.people["champion"], at=now)
    links = set(Link.objects.filter(revoked_at=None))

    looked = told(representative.get(page))
    pressed = told(representative.post(page, {"asked_at": now.isoformat()}, follow=True))

    again_at = " ".join(moment(asked_again_from(Partner.objects.get())).split())
    said = f"You can send a fresh one from {again_at}"
    assert (said in looked, "Send a fresh link" in looked) == (True, False)
    assert said in pressed
    assert "A fresh link goes to" not in pressed
    assert (Message.objects.count(), set(Link.objects.filter(revoked_at=None))) == (2, links)


def test_a_link_that_was_answered_by_is_not_said_to_be_on_its_way(representative, assessment):
    silent, answering = make_partner(assessment), make_scores(assessment, "Police", {"one.first": 2})
    Partner.objects.update(invited_at=timezone.now())

    waiting, answered = (
        told(representative.get(address("partner", assessment.pk, each.pk))) for each in (silent, answering)
    )

    assert "A link was sent a few minutes ago and may still be on its way. You can send a fresh one" in waiting
    assert "A link was sent a few minutes ago. You can send a fresh one" in answered


@pytest.mark.parametrize(
    "said",
    [{}, {"asked_at": "yesterday"}, {"asked_at": "2026-02-30T10:00:00Z"}, {"asked_at": "2026-05-11T10:00:00+99:99"}],
    ids=["nothing", "nonsense", "no such day", "no such zone"],
)
def test_a_press_that_does_not_say_what_it_was_shown_sends_nothing(representative, assessment, said):
    partner = make_partner(assessment)

    representative.post(address("partner", assessment.pk, partner.pk), said)

    assert Message.objects.count() == 1


def test_taking_a_partner_off_is_asked_first_and_names_who_did_it(representative, world, assessment):
    partner = make_partner(assessment, "Fire")
    page = address("take_off_partner", assessment.pk, partner.pk)

    asked = told(representative.get(page))
    done = told(representative.post(page, follow=True))
    again = told(representative.post(page, follow=True))

    partner.refresh_from_db()
    assert "Take Fire off?" in asked
    assert "Fire is taken off" in done
    assert "Nobody is asked yet" in again
    assert partner.withdrawn_by == world.people["representative"]
    gone = representative.get(address("partner", assessment.pk, partner.pk))
    assert (gone.status_code, "Fire" in told(gone)) == (404, False)


def test_after_completion_partners_stand_as_they_are(representative, world, assessment):
    partner = make_partner(assessment)
    complete_assessment(assessment=assessment, by=world.people["representative"], at=COMPLETED)

    for page in ("partners", "invite_partner"):
        response = representative.post if page == "invite_partner" else representative.get
        assert response(address(page, assessment.pk), TYPED)["Location"] == address("assessment", world.own.pk)
    told(representative.post(address("take_off_partner", assessment.pk, partner.pk)))

    assert list(Partner.objects.standing()) == [partner]


@pytest.mark.parametrize("page", ["partner", "take_off_partner"])
def test_a_partner_of_another_assessment_is_not_there(representative, world, assessment, page):
    other = make_partner(make_assessment(world.neighbour))

    response = representative.get(address(page, assessment.pk, other.pk))

    assert (response.status_code, "Health trust" in told(response)) == (404, False)


@pytest.mark.parametrize("who", ["manager", "finance", "adviser", "area-lead", "steering"])
def test_nobody_else_sees_who_is_asked(client, world, assessment, who):
    partner = make_partner(assessment)
    client.force_login(world.people[who])

    pages = [address("partners", assessment.pk), address("partner", assessment.pk, partner.pk)]
    looked = [client.get(page) for page in pages]
    pressed = client.post(pages[1], {"asked_at": ASSESSED.isoformat()})

    assert [page.status_code for page in (*looked, pressed)] == [404] * 3
    assert [said in told(page) for page in (*looked, pressed) for said in (partner.organisation, partner.email)] == [
        False
    ] * 6
    assert Message.objects.count() == 1


def test_the_list_asks_the_same_for_any_length(representative, assessment):
    def more(count):
        for number in range(count):
            number += Partner.objects.count()
            make_partner(assessment, f"Long-named voluntary services alliance {number}", {"one.first": 2})

    page = address("partners", assessment.pk)

    assert_same_queries(more, page, representative)
    assert len(representative.get(page).content) < 40_000


def test_an_address_that_mail_came_back_from_is_told(representative, assessment):
    partner = make_partner(assessment)
    page = address("partner", assessment.pk, partner.pk)
    before = told(representative.get(page))

    Suppression.objects.create(address=partner.email, reason="bounced", made_at=ASSESSED)

    assert ["Stopped: email came back" in each for each in (before, told(representative.get(page)))] == [False, True]


def test_one_partner_asks_little(representative, assessment):
    partner = make_partner(assessment, answers={"one.first": 2})
    page = address("partner", assessment.pk, partner.pk)
    representative.get(page)

    assert len(queries_for(page, representative)) <= 8
