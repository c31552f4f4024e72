"""The audit trail in plain words: `dashboards/trail/<action>.html` says one action, with `subject` and `details`.

A new action needs its own template, and a new room a line in KINDS; a test finds every action that is written.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from json import dumps, loads
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.template.loader import get_template, select_template
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from partnerships.models import FileImport, Role

FOLDER = "dashboards/trail"
# What the trail can be narrowed to: the room that an action's name begins with.
KINDS: Mapping[str, Promise] = {
    "partnership": gettext_lazy("Partnerships"),
    "role": gettext_lazy("Roles"),
    "invitation": gettext_lazy("Invitations"),
    "contact": gettext_lazy("Contacts"),
    "programme": gettext_lazy("The year"),
    "terms": gettext_lazy("Rates and rules"),
    "budget": gettext_lazy("Budget"),
    "import": gettext_lazy("Imports"),
    "project": gettext_lazy("Projects"),
    "submission": gettext_lazy("Submission"),
    "reminder": gettext_lazy("Reminders"),
    "address": gettext_lazy("Email addresses"),
    "determination": gettext_lazy("Grants"),
    "simulation": gettext_lazy("Simulations"),
    "message": gettext_lazy("Emails"),
    "mailing": gettext_lazy("Emails to many"),
    "framework": gettext_lazy("Competency frameworks"),
    "assessment": gettext_lazy("Self-assessment"),
    "review": gettext_lazy("Joint reviews"),
    "action": gettext_lazy("Learning plans"),
}
ROLES, FILES = dict(Role.Kind.choices), dict(FileImport.Kind.choices)
ACTIONS = 256  # twice as many as there are
SENTENCES = 1024  # twenty pages of the trail
OUTCOMES = ("new", "changed", "same")


def sentence(action: str, subject: str, details: Mapping[str, Any]) -> str:
    """What was done, as plain text; an action without a template is still told, by its own name."""
    return sentence_in(get_language(), action, subject, dumps(details, cls=DjangoJSONEncoder))


@lru_cache(SENTENCES)
def sentence_in(_language: str | None, action: str, subject: str, told: str) -> str:
    """The same for a reader's language, from details as JSON: a trail tells most of its entries again and again."""
    details = loads(told)
    room, _dot, verb = action.partition(".")
    said = {"words": words_of(action), "subject": subject, "is_named": bool(subject), "details": details}
    return in_text("sentence", {**said, "room": room, "verb": verb.replace("_", " "), **read(details)})


@lru_cache(ACTIONS)
def words_of(action: str) -> Any:
    """The template of an action, sought once: a page of the trail has fifty."""
    return select_template([f"{FOLDER}/{action}.html", f"{FOLDER}/other.html"]).template


@cache
def frame(name: str) -> Any:
    """One of the two templates that a line is drawn by."""
    return get_template(f"{FOLDER}/{name}.html").template  # type: ignore[attr-defined]


def read(details: Mapping[str, Any]) -> dict[str, Any]:
    """What details keep as codes, as words, days and pounds; None for what is not there."""
    kind = str(details.get("kind"))
    return {
        "role": ROLES.get(kind),
        "file": FILES.get(kind),
        "until": parse_date(str(details.get("until", ""))),
        "amount": pounds(details.get("amount")),
        "counts": details if all(outcome in details for outcome in OUTCOMES) else None,
    }


def pounds(value: Any) -> Decimal | None:
    """An amount that was kept as text."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def in_text(name: str, context: dict[str, Any]) -> str:
    """One line by a template of the folder, not escaped: a page escapes it, a file does not."""
    said = " ".join(frame(name).render(Context(context, autoescape=False)).split())
    return said.replace(" , ", ", ").replace(" : ", ": ")
