"""Days that travelled as text, as people write them."""

from datetime import date

from django import template

from kit.govuk_ui.formats import long_date

register = template.Library()


@register.filter
def iso_day(text: str) -> str:
    """`2027-03-27` as 27 March 2027; what is no day of ISO 8601 stays as it is."""
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text
