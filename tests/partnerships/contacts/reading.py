"""What a page about contacts says, and somebody for it to say it of."""

import re
from typing import Any

from django.test import Client

from partnerships.models import Contact
from tests.factories import World
from tests.factories.contacts import ContactFactory


def main_of(client: Client, url: str) -> str:
    html = client.get(url).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def names_in(client: Client, url: str) -> list[str]:
    return re.findall(r'rowheader"><a class="govuk-link" href="/contacts/\d+/">([^<]*)</a>', main_of(client, url))


def person(world: World, name: str, **fields: Any) -> Contact:
    return ContactFactory(**{"partnership": world.own, "name": name, **fields})
