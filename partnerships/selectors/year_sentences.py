"""Sentences about a year: `templates/partnerships/years/<what>.txt`."""

from django.template.loader import render_to_string

from partnerships.models import Programme


def said_of_year(what: str, programme: Programme, **facts: object) -> str:
    """The sentence of that name, with its facts."""
    return render_to_string(f"partnerships/years/{what}.txt", {"programme": programme, **facts}).strip()
