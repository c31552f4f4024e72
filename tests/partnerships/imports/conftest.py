"""A manager with a file in hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.models import FileImport, Programme
from tests.factories import World

Upload = Callable[..., FileImport]
HEADINGS = "name,area,tier,county"
GOOD = f"{HEADINGS}\nWestshire County,Westshire,county,\nAshby Partnership,Ashby,district,Westshire\n"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    """A folder of this test's own for uploaded files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def manager(client: Client, world: World) -> Client:
    client.force_login(world.people["manager"])
    return client


@pytest.fixture
def programme(world: World) -> Programme:
    return world.here.programme


@pytest.fixture
def upload(manager: Client) -> Upload:
    """Sends a file by the page; gives the import it became."""

    def send(content: str | bytes, name: str = "partnerships.csv", kind: str = "partnerships") -> FileImport:
        data = content.encode() if isinstance(content, str) else content
        sent = {"file": SimpleUploadedFile(name, data), "written_for": "marlvale"}
        response = manager.post(reverse("add_import", args=[kind]), sent)
        assert response.status_code == 302, response.content.decode()
        return FileImport.objects.latest("pk")

    return send


@pytest.fixture
def page(manager: Client) -> Callable[[FileImport], str]:
    """What the page of an import says, on one line."""
    return lambda brought: " ".join(
        manager.get(reverse("import", args=[brought.pk]), follow=True).content.decode().split()
    )


def apply(client: Client, brought: FileImport, **data: str) -> Any:
    """Press the button of the preview."""
    seen = {"seen": brought.fingerprint, **data}
    return client.post(reverse("apply_import", args=[brought.pk]), seen, follow=True)
