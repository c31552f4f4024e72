"""Neighbours' projects that wait for one's own partnership to say that it has received them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import Coalesce, JSONObject

from projects.models import Sharing

SHARER = "edition__project__partnership"


@dataclass(frozen=True)
class Receipt:
    """One that is wanted: whose project, in which words, since when."""

    project: int
    area: str
    tier: str
    title: str
    shared_at: datetime


def wanted() -> ArraySubquery:
    """As a column of a partnership: the latest words of each neighbour of today, by area."""
    waiting = Sharing.objects.filter(partnership=OuterRef("pk"), confirmed_at__isnull=True)
    latest = waiting.filter(edition=F("edition__project__edition"))
    near = latest.alias(place=Coalesce(f"{SHARER}__county", SHARER)).filter(
        place=Coalesce(OuterRef("county"), OuterRef("pk"))
    )
    whose = {"area": f"{SHARER}__area", "tier": f"{SHARER}__tier"}
    facts = JSONObject(project="edition__project", **whose, title="edition__title", at="shared_at")
    return ArraySubquery(near.order_by(f"{SHARER}__area", "pk").values(facts=facts))


def receipts_in(found: list[dict[str, Any]]) -> tuple[Receipt, ...]:
    """As the database tells them."""
    return tuple(
        Receipt(one["project"], one["area"], one["tier"], one["title"], datetime.fromisoformat(one["at"]))
        for one in found
    )
