"""Which year something is about, and sentences about one: `templates/partnerships/years/<what>.txt`."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kit.govuk_ui.formats import years
from partnerships.models import Programme


def in_full(programme: Programme) -> str:
    """A year as nobody mistakes it for another: programme, region and calendar years."""
    calendar = years(programme.starts, programme.ends)
    return _("%(programme)s, %(years)s") % {"programme": programme, "years": calendar}


def said_of_year(what: str, programme: Programme, **facts: object) -> str:
    """The sentence of that name, with its facts."""
    return render_to_string(f"partnerships/years/{what}.txt", {"programme": programme, **facts}).strip()
