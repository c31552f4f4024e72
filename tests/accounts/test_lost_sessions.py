"""A form sent after the session ended: signing in leads to a page, never to an address that answers only forms."""

import pytest
from django.test import Client

from accounts.models import Person
from tests.accounts.conftest import Post, sign_in

pytestmark = pytest.mark.django_db
FORM_ONLY = ["/role/", "/account/sessions/others/end/", "/account/sessions/1/end/"]


@pytest.mark.parametrize("path", FORM_ONLY)
@pytest.mark.parametrize(
    ("referer", "back_to"),
    [
        ("http://testserver/account/sessions/?page=2#end", "/account/sessions/?page=2"),
        ("http://elsewhere.example/account/sessions/", "/home/"),
        ("http://testserver//elsewhere.example/", "/home/"),
        ("http://[", "/home/"),
        ("", "/home/"),
    ],
)
def test_a_form_that_met_a_lost_session_leads_back_to_its_page(
    client: Client, path: str, referer: str, back_to: str
) -> None:
    asked = client.post(path, headers={"referer": referer})
    assert asked["Location"].replace("%3F", "?").replace("%3D", "=") == f"/account/sign-in/?next={back_to}"


def test_after_signing_in_one_sees_that_page(client: Client, post: Post, owner: Person) -> None:
    asked = client.post("/role/", headers={"referer": "http://testserver/account/sessions/"})
    to = str(asked["Location"]).partition("next=")[2]
    seen = sign_in(post, owner.email, to=to, follow=True)
    assert seen.wsgi_request.path == "/account/sessions/"


def test_a_page_asked_for_plainly_is_come_back_to(client: Client) -> None:
    assert client.get("/account/sessions/")["Location"] == "/account/sign-in/?next=/account/sessions/"
