"""Services that an operator may switch on are off until then, and say what is wrong with their settings."""

import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.transport import Transport

from ltd_portal.extras import anymail_settings, report_errors


def test_without_a_mail_service_there_is_nothing_to_know() -> None:
    assert anymail_settings("") == {}


def test_a_mail_service_is_told_what_it_needs() -> None:
    assert anymail_settings('{"MAILGUN_API_KEY": "k"}') == {"MAILGUN_API_KEY": "k"}


@pytest.mark.parametrize("text", ["MAILGUN_API_KEY=k", "[1]", '"k"'])
def test_a_mistake_in_the_settings_is_named(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PORTAL_ANYMAIL"):
        anymail_settings(text)


def test_without_an_address_no_error_is_reported_anywhere() -> None:
    assert report_errors("") is False
    assert sentry_sdk.get_client().dsn is None


def test_errors_are_reported_without_who_was_there_or_what_they_sent() -> None:
    try:
        assert report_errors("http://key@127.0.0.1:1/1")
        options = sentry_sdk.get_client().options
        assert not options["send_default_pii"]
        assert options["include_local_variables"] is False
        assert options["max_request_body_size"] == "never"
        assert isinstance(sentry_sdk.get_client().transport, Transport)
    finally:
        sentry_sdk.init()
