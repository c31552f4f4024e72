"""What a partner sees and does by its link, without an account, and that the link opens nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from partnerships.models import Programme
from selfassessment.models import PartnerAnswer
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.selectors.partners import scoring_of
from selfassessment.services import partners as services
from selfassessment.services.completing import complete_assessment
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment
from tests.factories.frameworks import given_version
from tests.factories.partners import link_of, make_partner
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
QUIET = {"HTTP_HX_REQUEST": "true"}
GONE = "This link no longer works"


@pytest.fixture
def assessment(world):
    return make_assessment(world.own, {"one.first": 3, "one.second": 2}, comment="Agreed by the partnership")


@pytest.fixture
def partner(assessment):
    return make_partner(assessment, "Ollerwick Police")


@pytest.fixture
def token(partner):
    return link_of(partner)


def told(response):
    return " ".join(response.content.decode().split())


def overview(token):
    return reverse("score_as_partner", args=[token])


def theme(token, key="one"):
    return reverse("score_theme_as_partner", args=[token, key])


def finish(token):
    return reverse("finish_scoring", args=[token])


def sent(**said):
    """The form of the small theme, as it is when nothing stood there."""
    blank = {f"{field}_{number}": "" for field in ("score", "comment") for number in (1, 2)}
    return {**blank, "was_1": NOTHING.mark, "was_2": NOTHING.mark, **said}


def answers_of(partner):
    return scoring_of(partner).answers


def close(world):
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", opened_at=ASSESSED, closed_at=ASSESSED)


def test_the_link_says_who_asks_how_long_it_takes_and_who_sees_it(client, world):
    assessment = make_assessment(world.own, version=given_version("key-success-criteria"))
    partner = make_partner(assessment, "Ollerwick Police")

    page = told(client.get(overview(link_of(partner))))

    assert f"How well does {world.own.name} work?" in page
    assert f"{partner.invited_by} asks for your view. There are 37 statements, which take about 40 minutes." in page
    assert "as those of Ollerwick Police. Other partners do not." in page
    assert "sees that Ollerwick Police took part and how many statements it answered, not what it answered." in page
    assert "Start with A strong shared vision" in page


def test_looking_changes_nothing_and_uses_nothing_up(client, partner, token):
    for page in (overview(token), theme(token), overview(token)):
        client.get(page)

    link = Link.objects.get()
    assert (link.used_at, link.revoked_at, PartnerAnswer.objects.count()) == (None, None, 0)


def test_answers_are_saved_and_there_when_one_comes_back(client, partner, token):
    saved = client.post(theme(token), sent(score_1="3", comment_1="Joint patrols", onward="overview"))
    page, form = told(client.get(overview(token))), client.get(theme(token)).context["form"]

    assert saved["Location"] == overview(token)
    assert "1 of 2 statements answered" in page
    assert "About 5 minutes left" in page
    assert (form["score_1"].value(), form["comment_1"].value()) == ("3", "Joint patrols")
    assert answers_of(partner) == {"one.first": 3}


def test_a_theme_saves_itself(client, partner, token):
    page = told(client.post(theme(token), sent(score_1="2"), **QUIET))

    assert "1 of 2 statements answered." in page
    assert f'name="was_1" value="{Given(2).mark}" hx-swap-oob="true"' in page
    assert answers_of(partner) == {"one.first": 2}


def test_a_second_window_of_the_link_is_told_and_keeps_what_it_typed(client, partner, token):
    client.post(theme(token), sent(score_1="3"))

    first = client.post(theme(token), sent(score_1="1", score_2="2"))
    form = first.context["form"]
    quiet = told(client.post(theme(token), sent(score_1="1"), **QUIET))
    again = client.post(theme(token), form.data)

    assert "Somebody with your link has answered “3. All” since you opened this page" in told(first)
    assert (form["score_1"].value(), "Not saved yet" in quiet, again.status_code) == ("1", True, 302)
    assert answers_of(partner) == {"one.first": 1, "one.second": 2}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"score_1": "4"}, "Select a score for statement 1 from the list"),
        ({"score_1": "2.5"}, "Select a score for statement 1 from the list"),
        ({"comment_2": "a" * 2001}, "The comment on statement 2 must be"),
    ],
    ids=["above the scale", "between", "long"],
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(client, partner, token, said, words):
    page = told(client.post(theme(token), sent(score_2="2", **said)))

    assert words in page
    assert answers_of(partner) == {}


def test_saying_that_one_has_finished_can_be_taken_back_until_completion(client, partner, token):
    client.post(theme(token), sent(score_1="3", score_2="2"))
    ready = told(client.get(overview(token)))

    done = told(client.post(finish(token), follow=True))
    partner.refresh_from_db()
    finished_at = partner.finished_at
    client.post(finish(token))
    partner.refresh_from_db()
    shut = client.get(theme(token))
    back = told(client.post(finish(token), {"back": "yes"}, follow=True))

    assert "Every statement is answered" in ready
    assert "Thank you. You answered 2 of 2 statements" in done
    assert partner.finished_at == finished_at
    assert finished_at
    assert shut["Location"] == overview(token)
    assert "Every statement is answered" in back


def test_who_leaves_statements_open_is_asked_before_it_has_finished(client, partner, token):
    client.post(theme(token), sent(score_1="3"))
    overview_page = told(client.get(overview(token)))

    asked = told(client.get(finish(token)))
    unasked = told(client.post(finish(token)))
    partner.refresh_from_db()
    before = partner.finished_at
    done = told(client.post(finish(token), {"open": "1"}, follow=True))

    assert f'href="{finish(token)}"' in overview_page
    for page in (asked, unasked):
        assert "1 statement is not answered. Finish all the same?" in page
        assert 'name="open" value="1"' in page
    assert before is None
    assert "Thank you. You answered 1 of 2 statements" in done
    assert answers_of(partner) == {"one.first": 3}


def test_who_left_more_open_than_it_was_told_is_asked_anew(client, partner, token):
    page = told(client.post(finish(token), {"open": "1"}))

    partner.refresh_from_db()
    assert "2 statements are not answered. Finish all the same?" in page
    assert partner.finished_at is None


def test_where_nothing_is_left_open_nothing_is_asked(client, partner, token):
    client.post(theme(token), sent(score_1="3", score_2="2"))

    looked = client.get(finish(token))

    partner.refresh_from_db()
    assert (looked["Location"], partner.finished_at) == (overview(token), None)


def test_a_page_that_was_open_when_another_window_finished_saves_nothing_and_loses_nothing(client, partner, token):
    services.finish_scoring(partner=partner, at=ASSESSED)

    response = client.post(theme(token), sent(score_1="3", comment_1="Mine"))
    quiet = told(client.post(theme(token), sent(score_1="3"), **QUIET))

    assert "Nothing is saved, because you have said that you have finished" in told(response)
    assert response.context["form"]["comment_1"].value() == "Mine"
    assert "Not saved: “I have finished” was pressed meanwhile." in quiet
    assert answers_of(partner) == {}


@pytest.mark.parametrize(
    ("ending", "words", "quietly"),
    [
        ("completed", "The assessment is completed", "the assessment has been completed meanwhile"),
        ("taken off", "You are no longer asked to score", "this link no longer works"),
        ("closed", "The year is not open", "the year is not open"),
    ],
)
def test_a_link_that_has_ended_says_why_and_takes_nothing(
    client, world, assessment, partner, token, ending, words, quietly
):
    by = world.people["representative"]
    if ending == "completed":
        complete_assessment(assessment=assessment, by=by, at=COMPLETED)
    elif ending == "taken off":
        services.take_off_partner(partner=partner, by=by, at=COMPLETED)
    else:
        close(world)

    pages = [client.get(overview(token)), client.get(theme(token)), client.post(theme(token), sent(score_1="3"))]
    pages.append(client.post(finish(token)))
    quiet = told(client.post(theme(token), sent(score_1="3"), **QUIET))

    assert [words in told(page) for page in pages] == [True] * 4
    assert f"Not saved: {quietly}" in quiet
    partner.refresh_from_db()
    assert (answers_of(partner), partner.finished_at) == ({}, None)


def test_a_fresh_link_ends_the_earlier_one(client, world, partner, token):
    services.ask_again(partner=partner, seen=ASSESSED, by=world.people["champion"], at=timezone.now())

    refused = client.get(overview(token))
    quiet = told(client.post(theme(token), sent(score_1="3"), **QUIET))

    assert (refused.status_code, GONE in told(refused)) == (404, True)
    assert "Not saved: this link no longer works" in quiet
    assert "How well does" in told(client.get(overview(link_of(partner))))


@pytest.mark.parametrize("kind", ["unknown", "expired", "for something else"])
def test_any_other_link_is_refused(client, partner, token, kind):
    changes = {"expired": {"expires_at": timezone.now() - timedelta(seconds=1), "made_at": ASSESSED}}
    changes["for something else"] = {"purpose": "partnerships.invitation"}
    Link.objects.update(**changes.get(kind, {}))
    used = "A" * 43 if kind == "unknown" else token

    pages = [client.get(overview(used)), client.get(theme(used)), client.post(finish(used))]

    assert [(page.status_code, GONE in told(page)) for page in pages] == [(404, True)] * 3
    partner.refresh_from_db()
    assert partner.finished_at is None


def test_a_partner_sees_nobody_elses_answers(client, assessment, partner, token):
    make_partner(assessment, "Fire", {"one.first": 1}, comment="Said by the fire service")

    pages = told(client.get(overview(token))) + told(client.get(theme(token)))

    assert [word in pages for word in ("Said by the fire service", "Fire", "Agreed by the partnership")] == [False] * 3
    assert client.get(theme(token)).context["form"]["score_1"].value() == ""


def test_a_theme_that_is_not_of_the_framework_is_not_there(client, partner, token):
    pages = [client.get(theme(token, "two")), client.post(theme(token, "two"), sent(score_1="3"))]

    assert [page.status_code for page in pages] == [404, 404]
    assert ["Page not found" in told(page) for page in pages] == [True, True]
    assert [partner.organisation in told(page) for page in pages] == [False, False]
    assert answers_of(partner) == {}


def test_after_scoring_by_a_link_every_other_page_asks_to_sign_in(client, world, assessment, partner, token):
    client.get(overview(token))
    client.post(theme(token), sent(score_1="3"))
    other = make_assessment(world.neighbour)
    addresses = [
        *(reverse(name) for name in ("home", "region", "projects", "directory", "contacts", "frameworks", "trail")),
        *(reverse("assessment", args=[each.partnership_id]) for each in (assessment, other)),
        *(reverse("assess_theme", args=[each.pk, "one"]) for each in (assessment, other)),
        *(reverse("partners", args=[each.pk]) for each in (assessment, other)),
        reverse("partnership", args=[world.own.pk]),
    ]

    answers = [client.get(page) for page in addresses]

    assert [answer.headers.get("Location", "").split("?")[0] for answer in answers] == [
        reverse("account_login") for _ in addresses
    ]


def test_the_link_works_the_same_for_somebody_who_is_signed_in(client, world, partner, token):
    client.force_login(world.people["manager"])

    client.post(theme(token), sent(score_1="3"))

    assert answers_of(partner) == {"one.first": 3}
    assert client.get(reverse("partners", args=[partner.assessment_id])).status_code == 404


def test_neither_pages_nor_marks_are_kept_by_the_browser_or_told_to_others(client, token):
    response = client.get(overview(token))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", ["overview", "theme", "finished"])
def test_no_page_by_the_link_asks_more_the_more_there_is(client, world, page):
    version = given_version("key-success-criteria")
    answers = dict.fromkeys(version.statements.values_list("key", flat=True), 2)
    partner = make_partner(make_assessment(world.own, version=version), answers=answers)
    if page == "finished":
        services.finish_scoring(partner=partner, at=ASSESSED)
    token = link_of(partner)
    address = theme(token, "vision") if page == "theme" else overview(token)
    client.get(address)

    assert len(queries_for(address, client)) <= 8
    assert len(client.get(address).content) < 40_000
