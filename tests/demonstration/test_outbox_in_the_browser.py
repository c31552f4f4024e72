"""The outbox in a real browser: its filters folded on a phone, open beside the list, and a mail at its whole length."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from demonstration.models import CaughtMail
from tests.browser import PHONE, WIDE, Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LIST = "/demonstration/outbox/"
OpenWindow = Callable[..., Window]


def test_a_panel_folded_on_a_phone_opens_when_its_window_is_widened(window: OpenWindow) -> None:
    page = window(width=PHONE).goto(LIST)
    expect(page.get_by_role("button", name="Apply filters")).to_be_hidden()

    page.set_viewport_size({"width": WIDE, "height": 900})

    expect(page.get_by_role("button", name="Apply filters")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_caught_email_stands_at_its_whole_length(window: OpenWindow, width: int) -> None:
    long = "<!doctype html><html><body>" + "<p>The next line of a long letter.</p>" * 60 + "</body></html>"
    mail = CaughtMail.objects.create(to="kim@mail.example", subject="Long", text="Long", html=long)

    page = window(width=width).goto(f"{LIST}{mail.pk}/")

    frame = page.frame_locator("iframe.portal-mail")
    within = frame.locator("html").evaluate("page => page.scrollHeight - page.clientHeight")
    assert within == 0
