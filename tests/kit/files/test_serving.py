"""Files go out as downloads that no browser shows or runs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from kit.files.errors import NotServed
from kit.files.models import Upload
from kit.files.serving import serve_upload
from tests.corpus.making import pdf
from tests.factories import PersonFactory

Store = Callable[..., Upload]


@pytest.mark.urls("tests.kit.files.urls")
def test_a_file_is_a_download_in_a_sandbox_through_the_whole_portal(store: Store, client: Client) -> None:
    person = PersonFactory()
    content = pdf()
    upload = store(content, "Cofnodion ŵ.pdf", by=person)
    client.force_login(person)
    response = client.get(f"/give/{upload.pk}")
    assert b"".join(response.streaming_content) == content  # type: ignore[attr-defined]
    assert {
        name: response.headers[name]
        for name in response.headers
        if name.startswith(("Content-", "X-Content", "Cache")) and name != "Content-Language"
    } == {
        "Content-Type": "application/pdf",
        "Content-Length": str(upload.size),
        "Content-Disposition": "attachment; filename*=utf-8''Cofnodion%20%C5%B5.pdf",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


@pytest.mark.urls("tests.kit.files.urls")
def test_the_view_that_serves_decides_who_may(store: Store, client: Client) -> None:
    upload = store()
    client.force_login(PersonFactory())
    assert client.get(f"/give/{upload.pk}").status_code == 404
    client.force_login(upload.uploaded_by)
    assert client.get(f"/give/{upload.pk}").getvalue() == b"a note\n"


def test_another_name_can_be_given_and_its_ending_stays_true(store: Store) -> None:
    response = serve_upload(store(), as_name='Lesson "7".html')
    response.close()
    assert response.headers["Content-Disposition"] == 'attachment; filename="Lesson _7_.html.txt"'


def test_a_file_that_is_gone_is_told_and_does_not_break_the_page(store: Store, media: Path) -> None:
    upload = store()
    (media / upload.stored_name).unlink()
    with pytest.raises(NotServed, match="gone"):
        serve_upload(upload)
