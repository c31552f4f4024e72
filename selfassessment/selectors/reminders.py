"""Whom a programme could remind about assessments, with the date and how far each is."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from partnerships.models import KeyDate, Role
from partnerships.selectors.reminders import carry, still_held
from selfassessment.models import ChosenFramework, Completion, Partner
from selfassessment.selectors.standing import standing_columns

Kind = Role.Kind


@carry
def place_columns() -> Mapping[str, Any]:
    """Of a partnership: when assessments are due (`assessed_by`), whom it asked (`asked`), and how far it is, which
    `selectors.standing.standing_in` reads."""
    due = KeyDate.objects.filter(programme=OuterRef("programme"), kind=KeyDate.Kind.ASSESSMENT)
    return {**standing_columns(), "assessed_by": Subquery(due.values("closes_at")[:1]), "asked": asked()}


def asked() -> Subquery:
    """The assessment that partners were asked to score (`pk`), how many of them have not finished (`open`), and since
    when the first of these waits (`since`); None where nobody was asked."""
    unfinished = Q(finished_at=None)
    partners = Partner.objects.standing().filter(assessment__partnership=OuterRef("pk")).order_by()
    counted = partners.values("assessment").annotate(
        open=Count("pk", filter=unfinished), since=Min("invited_at", filter=unfinished)
    )
    return Subquery(counted.values(facts=JSONObject(pk="assessment", open="open", since="since")))


def is_to_assess(about: Mapping[str, Any]) -> bool:
    """Whether a representative's partnership can assess itself, or record its review, and has completed neither."""
    partnership = about.get("partnership")
    chosen = ChosenFramework.objects.filter(programme__partnerships=partnership)
    completed = Completion.objects.standing().filter(partnership=partnership)
    is_open = chosen.exists() and not completed.exists()
    return is_open and still_held(about, Kind.REPRESENTATIVE).exists()


def is_to_chase(about: Mapping[str, Any]) -> bool:
    """Whether partners of a representative's assessment have still to finish."""
    partnership = about.get("partnership")
    waits = Partner.objects.standing().filter(assessment__partnership=partnership, finished_at=None)
    completed = Completion.objects.standing().filter(partnership=partnership)
    is_open = waits.exists() and not completed.exists()
    return is_open and still_held(about, Kind.REPRESENTATIVE).exists()
