"""Signing in with the organisation's own service, against a small one on this machine."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import Person
from ltd_portal.sign_in import origins, single_sign_on
from tests.accounts.conftest import Post, sign_in, who, words
from tests.factories import give_second_step

pytestmark = pytest.mark.django_db
SIGN_IN, BACK = "/account/sign-in/organisation/", "/account/sign-in/organisation/return/"


@dataclass
class Organisation:
    """An OpenID Connect provider that says whatever a test wants it to say about who signs in."""

    url: str = ""
    says: dict[str, object] = field(default_factory=dict)
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def answer(self, path: str) -> dict[str, object]:
        if path.endswith("/openid-configuration"):
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        return {"access_token": "opaque", "token_type": "Bearer"} if path == "/token" else self.says


@pytest.fixture
def organisation(settings: Any) -> Iterator[Organisation]:
    """Runs on the loopback for one test, and the portal is told of it."""
    told = Organisation()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(told.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            told.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(
        {"PORTAL_OIDC_URL": told.url, "PORTAL_OIDC_CLIENT_ID": "portal", "PORTAL_OIDC_NAME": "Marlvale Council"}
    )
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def come_back(client: Client, post: Post, organisation: Organisation, **says: object) -> str:
    """Leave for the organisation and return with a code; the words of the page after it."""
    organisation.says = {"sub": "42", "name": "From Outside", **says}
    away = urlsplit(post(f"{SIGN_IN}?process=login&next=/account/")["Location"])
    state = parse_qs(away.query)["state"][0]
    return words(client.get(BACK, {"code": "from-outside", "state": state}, follow=True))


def test_without_settings_there_is_no_button(client: Client, post: Post) -> None:
    assert "Or use your work account" not in words(client.get("/account/sign-in/"))
    assert post(SIGN_IN).status_code == 404


def test_with_settings_the_button_names_the_organisation(client: Client, organisation: Organisation) -> None:
    assert "Sign in with Marlvale Council" in words(client.get("/account/sign-in/"))


def test_whoever_has_an_account_with_that_address_gets_in(
    client: Client, post: Post, owner: Person, organisation: Organisation
) -> None:
    page = come_back(client, post, organisation, email="Owner@People.Example", email_verified=True)
    assert "Your account" in page
    assert who(client) == str(owner.pk)


def test_the_code_is_bound_to_this_browser(
    client: Client, post: Post, owner: Person, organisation: Organisation
) -> None:
    come_back(client, post, organisation, email=owner.email, email_verified=True)
    assert organisation.asked[0]["code_verifier"]
    stranger = Client()
    refused = stranger.get(BACK, {"code": "from-outside", "state": "made-up"})
    assert "Signing in did not work" in words(refused)
    assert who(stranger) is None


def test_an_address_that_the_organisation_has_not_proven_opens_nothing(
    client: Client, post: Post, owner: Person, organisation: Organisation
) -> None:
    page = come_back(client, post, organisation, email=owner.email, email_verified=False)
    assert "Accounts are by invitation" in page
    assert who(client) is None


def test_a_stranger_gets_no_account(client: Client, post: Post, owner: Person, organisation: Organisation) -> None:
    page = come_back(client, post, organisation, email="stranger@people.example", email_verified=True)
    assert "Accounts are by invitation" in page
    assert who(client) is None
    assert list(Person.objects.all()) == [owner]
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(client: Client, post: Post, owner: Person, organisation: Organisation) -> None:
    Person.objects.update(is_active=False)
    page = come_back(client, post, organisation, email=owner.email, email_verified=True)
    assert "Your account is closed" in page
    assert who(client) is None


def test_the_second_step_is_asked_all_the_same(
    client: Client, post: Post, owner: Person, organisation: Organisation
) -> None:
    give_second_step(owner)
    page = come_back(client, post, organisation, email=owner.email, email_verified=True)
    assert "Enter the code from your app" in page
    assert who(client) is None


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_signing_in_is_the_only_thing_to_be_had(
    client: Client, post: Post, owner: Person, organisation: Organisation, process: str
) -> None:
    sign_in(post, owner.email)
    organisation.says = {"sub": "42", "email": "other@people.example", "email_verified": True}
    away = urlsplit(post(f"{SIGN_IN}?process={process}&next=/account/")["Location"])
    answer = client.get(BACK, {"code": "from-outside", "state": parse_qs(away.query)["state"][0]})
    assert answer["Location"] == "/account/sign-in/"
    assert not SocialAccount.objects.exists()


def test_whoever_turns_back_is_told_so(client: Client, post: Post, organisation: Organisation) -> None:
    away = urlsplit(post(f"{SIGN_IN}?process=login")["Location"])
    state = parse_qs(away.query)["state"][0]
    assert "You stopped signing in" in words(client.get(BACK, {"error": "access_denied", "state": state}, follow=True))


def test_the_address_and_the_client_make_it() -> None:
    assert single_sign_on({"PORTAL_OIDC_URL": "https://login.example.org"}) == {}
    providers = single_sign_on(
        {"PORTAL_OIDC_URL": "https://login.example.org/realm", "PORTAL_OIDC_CLIENT_ID": "portal"}
    )
    assert providers["openid_connect"]["APPS"][0]["name"] == "your organisation"
    assert origins(providers) == ["https://login.example.org"]
