"""Where one is signed in: the list, ending one or all others, and sessions that end by themselves."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from accounts.rules.browsers import Browser, recognise
from accounts.rules.sessions import Ending, Limits, ending
from accounts.services.sessions import forget_ended_sessions
from tests.accounts.conftest import Post, sign_in, who, words
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/20.0 Mobile/15E148 Safari/604.1"
)
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
EDGE = f"{CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0')} Edg/150.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "browser"),
    [
        (FIREFOX, Browser("Firefox", "Windows")),
        (SAFARI, Browser("Safari", "iPhone")),
        (CHROME, Browser("Chrome", "Linux")),
        (EDGE, Browser("Edge", "Windows")),
        ("curl/8", Browser("", "")),
    ],
)
def test_browsers_are_called_what_their_owners_call_them(user_agent: str, browser: Browser) -> None:
    assert recognise(user_agent) == browser


@pytest.mark.parametrize(
    ("signed_in", "seen", "why"),
    [
        (1000, 1000, None),
        (1000 - 99, 1000 - 9, None),
        (1000 - 100, 1000, Ending.TOO_OLD),
        (1000 - 50, 1000 - 10, Ending.IDLE),
    ],
)
def test_a_session_ends_exactly_at_a_limit(signed_in: int, seen: int, why: Ending | None) -> None:
    assert ending(now=1000, signed_in=signed_in, seen=seen, limits=Limits(longest=100, idle=10)) == why


@pytest.fixture
def phone(post: Post, owner: Person) -> Client:
    """The owner's phone, signed in."""
    phone = Client(headers={"user-agent": SAFARI})
    sign_in(post, owner.email, by=phone, REMOTE_ADDR="192.0.2.7")
    return phone


def test_the_list_shows_each_browser_and_marks_this_one(
    client: Client, post: Post, owner: Person, phone: Client
) -> None:
    sign_in(post, owner.email, headers={"user-agent": FIREFOX})
    page = words(client.get("/account/sessions/"))
    assert "Firefox on Windows This browser" in page
    assert "Safari on iPhone" in page
    assert "from 192.0.2.7" in page


def test_one_session_can_be_ended_from_another(client: Client, post: Post, owner: Person, phone: Client) -> None:
    sign_in(post, owner.email)
    theirs = owner.usersession_set.get(ip="192.0.2.7")
    page = words(post(f"/account/sessions/{theirs.pk}/end/", follow=True))
    assert "That session has ended" in page
    assert "Safari on iPhone" not in page
    assert phone.get("/account/")["Location"].startswith("/account/sign-in/")
    assert who(client) == str(owner.pk)


def test_all_others_can_be_ended_at_once(client: Client, post: Post, owner: Person, phone: Client) -> None:
    tablet = Client()
    sign_in(post, owner.email, by=tablet)
    sign_in(post, owner.email)
    assert "2 sessions have ended" in words(post("/account/sessions/others/end/", follow=True))
    assert [who(phone), who(tablet), who(client)] == [None, None, str(owner.pk)]


def test_a_colleague_cannot_end_an_owners_session(
    client: Client, post: Post, owner: Person, colleague: Person, phone: Client
) -> None:
    sign_in(post, colleague.email)
    theirs = owner.usersession_set.get()
    assert post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    post("/account/sessions/others/end/")
    assert who(phone) == str(owner.pk)
    assert "Safari" not in words(client.get("/account/sessions/"))


def test_a_stranger_is_asked_to_sign_in(client: Client, post: Post, owner: Person, phone: Client) -> None:
    theirs = owner.usersession_set.get()
    assert post(f"/account/sessions/{theirs.pk}/end/")["Location"].startswith("/account/sign-in/")
    assert who(phone) == str(owner.pk)


def test_looking_at_the_address_ends_nothing(client: Client, post: Post, owner: Person, phone: Client) -> None:
    sign_in(post, owner.email)
    for path in (f"/account/sessions/{owner.usersession_set.first().pk}/end/", "/account/sessions/others/end/"):
        assert client.get(path).status_code == 405
    assert who(phone) == str(owner.pk)


def test_changing_the_password_ends_every_other_session(
    client: Client, post: Post, owner: Person, phone: Client
) -> None:
    sign_in(post, owner.email)
    post("/account/password/", {"oldpassword": PASSWORD, "password1": "heron kettle violin"})
    assert who(phone) is None
    assert "Safari on iPhone" not in words(client.get("/account/sessions/"))
    assert who(client) == str(owner.pk)


def test_two_hours_away_end_a_session(client: Client, post: Post, owner: Person, travel: Any) -> None:
    sign_in(post, owner.email)
    travel(hours=1, minutes=59)
    assert "Your account" in words(client.get("/account/"))
    travel(hours=2)
    page = words(client.get("/account/", follow=True))
    assert "You were signed out because you had been away for a while" in page
    assert who(client) is None


def test_twelve_hours_end_a_session_however_busy(client: Client, post: Post, owner: Person, travel: Any) -> None:
    sign_in(post, owner.email)
    for _hour in range(11):
        travel(hours=1)
        assert "Your account" in words(client.get("/account/"))
    travel(hours=1)
    assert "You were signed out because you signed in long ago" in words(client.get("/account/", follow=True))
    assert who(client) is None


def test_a_busy_session_is_seen_again_every_five_minutes(
    client: Client, post: Post, owner: Person, travel: Any
) -> None:
    sign_in(post, owner.email)
    first = owner.usersession_set.get().last_seen_at
    travel(minutes=4)
    client.get("/account/")
    assert owner.usersession_set.get().last_seen_at == first
    travel(minutes=1, seconds=1)
    client.get("/account/")
    assert owner.usersession_set.get().last_seen_at > first


@pytest.mark.parametrize("others", [0, 2, 20])
def test_the_list_takes_as_many_queries_however_long(
    client: Client, post: Post, owner: Person, django_assert_num_queries: Any, others: int
) -> None:
    for number in range(others):
        sign_in(post, owner.email, by=Client(), REMOTE_ADDR=f"192.0.2.{number}")
    sign_in(post, owner.email, REMOTE_ADDR="192.0.2.99")
    client.get("/account/sessions/")
    with django_assert_num_queries(5):
        client.get("/account/sessions/")


def test_what_is_over_is_forgotten_with_where_it_came_from(
    client: Client, post: Post, owner: Person, phone: Client, travel: Any
) -> None:
    travel(hours=11)
    sign_in(post, owner.email)
    travel(hours=2)
    assert forget_ended_sessions(at=timezone.now()) == 1
    assert [session.ip for session in owner.usersession_set.all()] == ["127.0.0.1"]
    assert who(client) == str(owner.pk)


def test_what_one_saw_while_signed_in_is_not_kept_by_the_browser(client: Client, owner: Person) -> None:
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    client.force_login(owner)
    assert "no-store" in client.get("/account/").headers["Cache-Control"]
    assert "no-store" in client.get("/").headers["Cache-Control"]
