"""Whom a programme could remind about projects, with dates where they are kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from notices.rules.reminders import Gathering
from partnerships.models import Role, Terms
from partnerships.selectors.reminders import carry, places, still_held
from projects.models import Endorsement, Seal, Sharing, Submission
from projects.selectors.windows import ends

Kind = Role.Kind


@carry
def place_columns() -> Mapping[str, Any]:
    """Of a partnership: when submission ends for it, whether it has submitted, the newest question to its champion
    about the latest edition (`verdict` is None where nobody was asked), and to whom in its locality that was given.
    """
    of_edition = Endorsement.objects.filter(edition=OuterRef("project__edition")).order_by("-asked_at", "-pk")
    submitted = Submission.objects.standing().filter(project__partnership=OuterRef("pk"))
    given = Sharing.objects.within(Coalesce(OuterRef("county"), OuterRef("pk"))).filter(
        edition=OuterRef("project__edition")
    )
    terms = Terms.objects.filter(programme=OuterRef("programme"), fixed_at__isnull=False).order_by("-number")
    return {
        **ends("programme", "pk"),
        "project_pk": F("project__pk"),
        "title": F("project__edition__title"),
        "is_submitted": Exists(submitted),
        "verdict": Subquery(of_edition.values("verdict")[:1]),
        "asked_at": Subquery(of_edition.values("asked_at")[:1]),
        "asker": Subquery(of_edition.values("asked_by__name")[:1]),
        "given_to": ArraySubquery(
            given.order_by().values(row=JSONObject(pk="pk", to="partnership", at="shared_at", confirmed="confirmed_at"))
        ),
        "receipts_asked": Coalesce(Subquery(terms.values("sharing_confirmed")[:1]), Value(True)),
    }


class Given(NamedTuple):
    """A sharing of a latest edition: by whom, to whom (both from `places`), when, and whether they have said so."""

    pk: int
    sharer: Any
    receiver: Any
    at: datetime
    is_confirmed: bool


def given(gathering: Gathering) -> list[Given]:
    """Every sharing of a latest edition with who lies in the locality today, by the receivers' areas; no query."""
    known = {place.pk: place for place in gathering(places)}
    areas = {place.area: number for number, place in enumerate(known.values())}
    found = [
        Given(each["pk"], sharer, known[each["to"]], datetime.fromisoformat(each["at"]), bool(each["confirmed"]))
        for sharer in known.values()
        for each in sharer.given_to
    ]
    return sorted(found, key=lambda each: (areas[each.receiver.area], each.at, each.pk))


def is_to_submit(about: Mapping[str, Any]) -> bool:
    """Whether a representative's partnership has still to submit, and may."""
    partnership = about.get("partnership")
    submitted = Submission.objects.standing().filter(project__partnership=partnership)
    is_over = submitted.exists() or Seal.objects.filter(programme__partnerships=partnership).exists()
    return not is_over and still_held(about, Kind.REPRESENTATIVE).exists()


def is_to_endorse(about: Mapping[str, Any]) -> bool:
    """Whether the latest edition still waits for this champion."""
    asked = Endorsement.objects.filter(verdict="", edition=F("edition__project__edition"))
    waits = asked.filter(edition__project__partnership=about.get("partnership"))
    return waits.exists() and still_held(about, Kind.CHAMPION).exists()


def is_to_confirm(about: Mapping[str, Any]) -> bool:
    """Whether the receipt of a latest edition is still to be confirmed by this representative's partnership."""
    waits = Sharing.objects.filter(pk=about.get("sharing", 0), confirmed_at__isnull=True)
    latest = waits.filter(edition=F("edition__project__edition"))
    return latest.exists() and still_held(about, Kind.REPRESENTATIVE).exists()
