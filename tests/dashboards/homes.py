"""Looking at a home as one role sees it."""

import re
from datetime import UTC, date, datetime
from html import unescape

from django.test import Client

from partnerships.models import Invitation, Partnership, Programme
from tests.factories.world import World

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
OF_THE_REGION = ["manager", "steering", "finance", "facilitator", "evaluator", "agency"]


def shown_to(client: Client, world: World, kind: str) -> str:
    """The home in a role, as text with single spaces."""
    client.force_login(world.people[kind])
    html = client.get("/home/").content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html[html.index("<main") :])).split())


def title_for(client: Client, world: World, kind: str) -> str:
    client.force_login(world.people[kind])
    [title] = re.findall(r"<h1[^>]*>\s*(.*?)\s*</h1>", client.get("/home/").content.decode(), re.DOTALL)
    return " ".join(title.split())


def invite(partnership: Partnership, kind: str, **fields: object) -> Invitation:
    given = {"email": f"{kind}{partnership.pk}@invited.example", "since": date(2026, 4, 1), "made_at": AT, **fields}
    return Invitation.objects.create(programme=partnership.programme, partnership=partnership, kind=kind, **given)


def set_state(programme: Programme, state: str) -> None:
    programme.state = state
    programme.opened_at = None if state == "setting_up" else AT
    programme.closed_at = AT if state == "closed" else None
    programme.save()
