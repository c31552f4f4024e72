"""Looking at the pages of mail, with a clock that ran when one says."""

from datetime import datetime, timedelta
from html import unescape

from django.test import Client
from django.utils import timezone

from kit.jobs.models import Pulse
from tests.kit.govuk_ui.rendering import words


def ticked(at: datetime) -> None:
    for name in ("sweep messages", "sweep jobs", "sweep editions"):
        Pulse.objects.create(name=name, first_at=at, began_at=at, ended_at=at)


def page(client: Client, address: str = "/mail/") -> str:
    html = client.get(address).content.decode()
    shown = unescape(words(html[html.index("<main") : html.index("</main>")]))
    return " ".join(shown.replace("\xa0", " ").split())


def ago(**span: float) -> datetime:
    return timezone.now() - timedelta(**span)
