"""Services that an operator may switch on; their packages are in the production lock alone."""

import json
from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def anymail_settings(text: str) -> dict[str, Any]:
    """What a mail service's backend needs to know, from JSON: `{"MAILGUN_API_KEY": "…"}`; empty when not given."""
    try:
        given = json.loads(text or "{}")
    except ValueError as error:
        raise ImproperlyConfigured("PORTAL_ANYMAIL is not JSON") from error
    if not isinstance(given, dict):
        raise ImproperlyConfigured("PORTAL_ANYMAIL is JSON, but not names with values")
    return given


def report_errors(dsn: str) -> bool:
    """Send what goes wrong to Sentry, without personal data; False when no address is given."""
    if not dsn:
        return False
    sentry = import_module("sentry_sdk")
    sentry.init(dsn=dsn, include_local_variables=False, max_request_body_size="never")
    return True
