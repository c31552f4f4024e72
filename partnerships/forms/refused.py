"""What to say beside a field when the database refuses what a form let through: somebody was quicker, say."""

import logging
from typing import TYPE_CHECKING

from django import forms
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from kit.constraints import constraint_of
from partnerships.forms.programmes import BACKWARDS, YearFields

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

logger = logging.getLogger(__name__)
OTHERWISE = _("These answers do not fit together, so nothing was saved. Check them and save again")
SENTENCES: "dict[str, tuple[str, StrOrPromise]]" = {
    "partnerships_programme_key_key": ("key", YearFields.TAKEN),
    "programme_ends_after_it_starts": ("ends", BACKWARDS),
    "programme_contact_months_are_possible": ("contact_months", _("The number of months must be between 1 and 60")),
    "terms_share_by_population_once_confirmed": (
        "share_basis",
        _("Tick that the population figures are confirmed, or choose another way to share out"),
    ),
    "terms_first_instalment_is_a_share": ("first_instalment", _("The first instalment must be 100% or less")),
}


def refuse(form: forms.BaseForm, error: IntegrityError) -> None:
    """The constraint's own sentence beside its field; for any other the form says that nothing was saved."""
    name = constraint_of(error)
    field, sentence = SENTENCES.get(name, ("", OTHERWISE))
    if field not in form.fields:
        logger.error("A form was refused by the constraint %s", name)
    form.add_error(field if field in form.fields else None, sentence)
