"""The outbox: what each person would have got, safe to look at, with links that open as for them."""

from base64 import b64encode
from hashlib import sha256

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from accounts.models import Person
from demonstration.backends import OutboxBackend
from demonstration.models import CaughtMail, Guest
from demonstration.rules.letters import for_a_frame, links_in
from notices.selectors.writing import html_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
BASE = "https://portal.example"


def caught(to: str = "kim@mail.example", subject: str = "Your project", text: str = "Dear Kim,\n") -> CaughtMail:
    letter = mail.EmailMultiAlternatives(subject, text, to=[to])
    letter.attach_alternative(html_of(subject, text, "en-gb"), "text/html")
    OutboxBackend().send_messages([letter])
    return CaughtMail.objects.latest("pk")


@pytest.fixture
def guest() -> Guest:
    return Guest.objects.create(person=Person.objects.create_user("kim@mail.example", "Kim Example"), position=900)


def page(client: Client, address: str = "/demonstration/outbox/") -> str:
    return " ".join(client.get(address).content.decode().split())


def test_before_the_first_mail_the_page_says_how_to_get_one(client: Client) -> None:
    assert "No messages yet" in page(client)


def test_the_newest_is_first_and_says_who_would_have_got_it(client: Client, guest: Guest) -> None:
    caught(subject="First")
    caught(subject="Second", to="sam@mail.example")
    shown = page(client)
    assert "Nobody was sent anything" in shown
    assert shown.index("Second") < shown.index("First")
    assert "Kim Example" in shown


def test_one_reader_s_mails_can_be_chosen(client: Client, guest: Guest) -> None:
    caught(subject="First", to="Kim@mail.example")
    caught(subject="Second", to="sam@mail.example")
    shown = page(client, "/demonstration/outbox/?to=kim@mail.example")
    assert "First" in shown
    assert "Second" not in shown
    assert "1 email" in shown


def test_a_reader_s_mails_are_found_by_a_part_of_their_name_and_from_each_of_them(client: Client, guest: Guest) -> None:
    found = caught(subject="First", to="Kim@mail.example")
    caught(subject="Second", to="sam@mail.example")
    shown = page(client, "/demonstration/outbox/?q=example+kim")
    assert "First" in shown
    assert "Second" not in shown
    assert 'href="/demonstration/outbox/?to=kim%40mail.example"> All emails to Kim Example' in page(
        client, f"/demonstration/outbox/{found.pk}/"
    )
    assert "No email fits" in page(client, "/demonstration/outbox/?q=nosuchword")


def test_the_outbox_asks_the_same_for_any_length(client: Client, guest: Guest) -> None:
    assert_same_queries(lambda number: [caught() for _ in range(number)], "/demonstration/outbox/", client)


def test_the_html_is_shown_in_a_frame_that_runs_nothing(client: Client) -> None:
    found = caught(subject="<script>alert(1)</script>")
    shown = client.get(f"/demonstration/outbox/{found.pk}/")
    assert b'sandbox="allow-same-origin allow-top-navigation-by-user-activation"' in shown.content
    assert "frame-src 'self'" in shown["Content-Security-Policy"]
    framed = client.get(f"/demonstration/outbox/{found.pk}/html/")
    policy = framed["Content-Security-Policy"]
    style = framed.content.decode().partition("<style>")[2].partition("</style>")[0]
    assert b64encode(sha256(style.encode()).digest()).decode() in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "sandbox allow-same-origin allow-top-navigation-by-user-activation" in policy
    assert "script-src" not in policy
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert b"<script>" not in framed.content


def test_the_links_of_a_mail_open_as_for_its_reader(client: Client, guest: Guest) -> None:
    found = caught(text=f"Read it:\n{settings.BASE_URL}/account/\n")
    shown = page(client, f"/demonstration/outbox/{found.pk}/")
    assert "as Kim Example would" in shown
    assert 'name="next" value="/account/"' in shown
    answer = client.post(f"/demonstration/sign-in/{guest.pk}/", {"next": "/account/"})
    assert answer["Location"] == "/account/"
    assert client.session["_auth_user_id"] == str(guest.person.pk)


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_away_from_the_portal(client: Client, guest: Guest, there: str) -> None:
    answer = client.post(f"/demonstration/sign-in/{guest.pk}/", {"next": there})
    assert answer["Location"] == "/home/"


def test_a_mail_to_somebody_unknown_leads_there_as_oneself(client: Client) -> None:
    found = caught(to="new@mail.example", text=f"Accept:\n{settings.BASE_URL}/invitations/abc/\n")
    assert 'href="/invitations/abc/"' in page(client, f"/demonstration/outbox/{found.pk}/")


def test_only_the_portal_s_own_links_are_found_each_once() -> None:
    text = f"{BASE}/a/?b=1. Or {BASE}/a/?b=1, {BASE}, {BASE}.evil.example/x and https://elsewhere.example/y"
    assert links_in(text, BASE) == ["/a/?b=1", "/"]


def test_links_in_the_frame_open_in_the_whole_window() -> None:
    assert for_a_frame("<html><head><title>x</title></head>") == (
        '<html><head><base target="_top"><title>x</title></head>'
    )
