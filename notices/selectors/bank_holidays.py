"""The days on which offices are closed where this portal runs, by the setting BANK_HOLIDAYS: `GB-ENG`."""

from collections.abc import Container
from datetime import date
from functools import cache

import holidays
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def bank_holidays() -> Container[date]:
    """Those of any year, in the country, or the part of it, that the setting names; raises ImproperlyConfigured."""
    return _known(settings.BANK_HOLIDAYS)


@cache
def _known(place: str) -> Container[date]:
    country, _stroke, part = place.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError as error:
        raise ImproperlyConfigured(f"PORTAL_BANK_HOLIDAYS={place} is no place whose holidays are known") from error
