"""Fields of a form that say what the region itself calls things."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.models import Programme


def ask_for_place(field: Any, programme: Programme) -> None:
    """A field to choose one partnership."""
    word = programme.word("partnership")
    call(field, label=capfirst(word), what=_("the %(partnership)s") % {"partnership": word})


def ask_for_assigned(field: Any, programme: Programme) -> None:
    """A field to choose the partnerships that somebody looks after."""
    words = programme.words("partnership")
    label = _("%(Partnerships)s assigned to them") % {"Partnerships": capfirst(words)}
    call(field, label=label, what=_("the %(partnerships)s assigned to them") % {"partnerships": words})


def call(field: Any, *, label: str, what: str) -> None:
    """Its label, and its noun in every message; for fields of `kit.govuk_ui.forms`."""
    field.label, field.what = label, what
    field.error_messages.update(field.sentences())
