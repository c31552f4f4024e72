"""Links in messages: for one person and one purpose, used once, expiring, revocable; of two at once one wins."""

from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from threading import Barrier

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts.errors import LinkRefusedError
from accounts.models import Link, Person
from accounts.rules import purposes
from accounts.rules.purposes import Purpose
from accounts.selectors import find_link
from accounts.services.links import IssuedLink, issue_link, revoke_links, use_link
from audit.models import Entry
from ltd_portal.urls import urlpatterns as real_pages
from tests.accounts.conftest import words
from tests.at_once import at_once, meeting
from tests.factories import PersonFactory

NOW = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
REVIEW = Purpose("projects.review", timedelta(days=14))
SURVEY = Purpose("evaluation.survey", timedelta(days=30))
MINUTE = timedelta(minutes=1)


def issue(person: Person | None = None, **given: object) -> IssuedLink:
    """A link to review project 12, made on the morning of 18 June."""
    if person is None and "email" not in given:
        person = PersonFactory()
    return issue_link(**{"purpose": REVIEW, "subject": "project:12", "by": None, "at": NOW, "person": person, **given})


@pytest.mark.django_db
class TestOneLink:
    def test_it_is_found_as_often_as_one_looks_and_stays_unused(self) -> None:
        issued = issue()
        for _look in range(3):
            assert find_link(token=issued.token, purpose=REVIEW, at=NOW) == issued.link
        issued.link.refresh_from_db()
        assert issued.link.used_at is None

    def test_it_is_used_once(self) -> None:
        issued = issue()
        assert use_link(token=issued.token, purpose=REVIEW, at=NOW).used_at == NOW
        with pytest.raises(LinkRefusedError):
            use_link(token=issued.token, purpose=REVIEW, at=NOW)
        with pytest.raises(LinkRefusedError):
            find_link(token=issued.token, purpose=REVIEW, at=NOW)

    def test_it_is_good_for_nothing_else(self) -> None:
        issued = issue()
        with pytest.raises(LinkRefusedError):
            use_link(token=issued.token, purpose=SURVEY, at=NOW)

    def test_it_dies_at_the_end_of_its_life(self) -> None:
        issued = issue()
        end = NOW + REVIEW.lifetime
        assert find_link(token=issued.token, purpose=REVIEW, at=end - MINUTE)
        with pytest.raises(LinkRefusedError):
            find_link(token=issued.token, purpose=REVIEW, at=end)

    def test_it_may_be_given_another_life(self) -> None:
        assert issue(lifetime=timedelta(hours=1)).link.expires_at == NOW + timedelta(hours=1)

    def test_a_person_who_can_no_longer_sign_in_is_refused(self) -> None:
        issued = issue()
        Person.objects.update(is_active=False)
        with pytest.raises(LinkRefusedError):
            use_link(token=issued.token, purpose=REVIEW, at=NOW)

    def test_it_may_be_for_an_address_without_an_account(self) -> None:
        issued = issue(email=" Partner@Elsewhere.Example ")
        assert (issued.link.person, issued.link.email) == (None, "partner@elsewhere.example")

    def test_a_made_up_token_is_refused(self) -> None:
        issue()
        with pytest.raises(LinkRefusedError):
            find_link(token="made-up", purpose=REVIEW, at=NOW)

    def test_if_the_deed_fails_the_link_is_not_used_up(self) -> None:
        issued = issue()
        with pytest.raises(RuntimeError), transaction.atomic():
            use_link(token=issued.token, purpose=REVIEW, at=NOW)
            raise RuntimeError("the deed failed")
        assert find_link(token=issued.token, purpose=REVIEW, at=NOW)


@pytest.mark.django_db
class TestTheToken:
    def test_it_has_256_bits_and_is_never_the_same(self) -> None:
        tokens = {issue().token for _ in range(50)}
        assert len(tokens) == 50
        assert {len(token) for token in tokens} == {43}

    def test_only_its_hash_is_kept(self) -> None:
        issued = issue()
        with connection.cursor() as cursor:
            cursor.execute("select row_to_json(link)::text from accounts_link link")
            row = cursor.fetchone()[0]
        assert issued.token not in row
        assert sha256(issued.token.encode()).hexdigest() in row

    def test_the_trail_does_not_have_it_either(self) -> None:
        issued = issue()
        use_link(token=issued.token, purpose=REVIEW, at=NOW)
        assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == ["link.issued", "link.used"]
        assert issued.token not in str(list(Entry.objects.values()))


@pytest.mark.django_db
class TestRevoking:
    def test_earlier_links_stay_valid_when_a_new_one_goes_out(self) -> None:
        person = PersonFactory()
        first, second = issue(person), issue(person)
        assert find_link(token=first.token, purpose=REVIEW, at=NOW) != second.link

    def test_a_revoked_link_is_refused(self) -> None:
        issued = issue()
        assert revoke_links(by=None, at=NOW, subject="project:12") == 1
        with pytest.raises(LinkRefusedError):
            use_link(token=issued.token, purpose=REVIEW, at=NOW)

    def test_only_what_was_asked_is_revoked(self) -> None:
        person = PersonFactory()
        kept = [issue(), issue(person, purpose=SURVEY), issue(person, subject="project:13")]
        issue(person)
        assert revoke_links(by=None, at=NOW, person=person, subject="project:12", purpose=REVIEW) == 1
        assert all(Link.objects.get(pk=issued.link.pk).revoked_at is None for issued in kept)

    def test_a_used_link_stays_used(self) -> None:
        issued = issue()
        use_link(token=issued.token, purpose=REVIEW, at=NOW)
        assert revoke_links(by=None, at=NOW, subject="project:12") == 0
        issued.link.refresh_from_db()
        assert issued.link.revoked_at is None

    def test_an_addresss_links_can_be_revoked(self) -> None:
        issue(email="partner@elsewhere.example")
        assert revoke_links(by=None, at=NOW, email="partner@elsewhere.example") == 1

    def test_all_links_of_everybody_cannot_be_revoked_by_mistake(self) -> None:
        with pytest.raises(ValueError, match="Say whose links"):
            revoke_links(by=None, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"email": "also@people.example"}, "link_is_for_a_person_or_an_address"),
        ({"person": None}, "link_is_for_a_person_or_an_address"),
        ({"expires_at": NOW}, "link_expires_after_it_is_made"),
        ({"used_at": NOW, "revoked_at": NOW}, "link_is_not_both_used_and_revoked"),
        ({"purpose": "Review"}, "link_purpose_is_room_dot_noun"),
    ],
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, object], name: str) -> None:
    right = {"purpose": "projects.review", "subject": "project:12", "made_at": NOW, "expires_at": NOW + MINUTE}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Link.objects.create(**{"token_hash": "h", "person": PersonFactory(), **right, **wrong})


@pytest.mark.parametrize(
    ("name", "lifetime"), [("review", MINUTE), ("Projects.review", MINUTE), ("projects.review", timedelta())]
)
def test_a_purpose_names_its_room_and_has_a_life(name: str, lifetime: timedelta) -> None:
    with pytest.raises(ValueError, match="purpose|dead"):
        purposes.register(name, lifetime=lifetime)


def test_a_purpose_cannot_mean_two_things() -> None:
    first = purposes.register("tests.twice", lifetime=MINUTE)
    assert purposes.register("tests.twice", lifetime=MINUTE) == first
    with pytest.raises(ValueError, match="named twice"):
        purposes.register("tests.twice", lifetime=2 * MINUTE)


# --- What a browser sees ----------------------------------------------------------------------------------------------
@login_not_required
def review(request: HttpRequest, token: str) -> HttpResponse:
    """As a room would write it: GET shows, POST uses up."""
    if request.method == "POST":
        return HttpResponse(use_link(token=token, purpose=REVIEW, at=NOW).subject)
    return HttpResponse(find_link(token=token, purpose=REVIEW, at=NOW).subject)


urlpatterns = [*real_pages, path("review/<str:token>/", review)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_every_refusal_is_the_same_page(client: Client) -> None:
    used, revoked, expired = issue(subject="project:1"), issue(subject="project:2"), issue(lifetime=MINUTE)
    other = issue(purpose=SURVEY)
    client.post(f"/review/{used.token}/")
    revoke_links(by=None, at=NOW, subject="project:2")
    Link.objects.filter(pk=expired.link.pk).update(made_at=NOW - 2 * MINUTE, expires_at=NOW - MINUTE)
    tokens = [used.token, revoked.token, expired.token, other.token, "made-up"]
    answers = [client.get(f"/review/{token}/") for token in tokens] + [client.post(f"/review/{tokens[0]}/")]
    assert {answer.status_code for answer in answers} == {404}
    assert {words(answer) for answer in answers} == {words(answers[0])}
    assert "This link no longer works" in words(answers[0])


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_mail_scanner_that_opens_the_link_does_not_use_it_up(client: Client) -> None:
    issued = issue()
    client.get(f"/review/{issued.token}/")
    assert client.post(f"/review/{issued.token}/").content == b"project:12"


# --- Two at once ------------------------------------------------------------------------------------------------------
HANDS = 4


def without_guard(token: str, everybody: Barrier) -> Link:
    """The control: look, wait until everybody has looked, then mark as used without asking again."""
    link = find_link(token=token, purpose=REVIEW, at=NOW)
    everybody.wait()
    Link.objects.filter(pk=link.pk).update(used_at=NOW)
    return link


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins() -> None:
    for _round in range(10):
        use = partial(use_link, token=issue().token, purpose=REVIEW, at=NOW)
        assert at_once(*[use] * HANDS, refused=(LinkRefusedError,)).count(LinkRefusedError) == HANDS - 1


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_everybody_wins() -> None:
    issued = issue()
    use = partial(without_guard, issued.token, meeting(HANDS))
    assert {link.pk for link in at_once(*[use] * HANDS)} == {Link.objects.get().pk}
