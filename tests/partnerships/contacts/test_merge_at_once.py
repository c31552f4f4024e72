"""A merge and an import at the same moment: whichever comes second knows of the first, and nobody comes back."""

from pathlib import Path
from typing import Any

import pytest

from partnerships.errors import ContactChangedError
from partnerships.models import Contact, Programme
from partnerships.services import duplicates as merging
from partnerships.services.duplicates import merge_contacts
from partnerships.services.imports.applying import import_file
from tests.at_once import begun_while_open
from tests.factories import PersonFactory
from tests.partnerships.imports.test_consents import AT, CLEO, a_year, bring, deed_while_a_file_is_applied, file_of

PHONE = "01632 960999"
NEWER = CLEO.replace(",,Ashby", f",{PHONE},Ashby")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[True, False], ids=["with turns", "control: without turns"])
def take_turns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a merge takes its turn with imports, as it must."""
    if not request.param:
        monkeypatch.setattr(merging, "hold_programmes", lambda programme_ids: None)
    return bool(request.param)


def another(contact: Contact, **fields: Any) -> Contact:
    """Somebody typed in, whom no file knows."""
    return Contact.objects.create(programme=contact.programme, name="Cleo M", **fields)


def merge(contact: Contact, kept: Contact) -> None:
    """The contact of the file goes into the one that was typed in."""
    sources = {"email": contact.pk, "consent": contact.pk}
    merge_contacts(
        kept=kept, others=[contact], seen={kept.pk: 1, contact.pk: 1}, sources=sources, by=PersonFactory(), at=AT
    )


def test_a_merge_that_begins_while_a_file_is_applied_is_refused(take_turns: bool, tmp_path: Path) -> None:
    told = deed_while_a_file_is_applied(tmp_path, lambda contact, **_rest: merge(contact, another(contact)))
    if take_turns:
        assert told is ContactChangedError
        assert set(Contact.objects.values_list("name", "phone")) == {("Cleo", PHONE), ("Cleo M", "")}
    else:
        assert told is None  # merged away between the plan and its writing, and so made once more


def test_a_file_applied_while_contacts_are_merged_waits_and_finds_the_one_they_became(
    take_turns: bool, tmp_path: Path
) -> None:
    year = a_year()
    bring(year, tmp_path, CLEO)
    contact, path = Contact.objects.get(), file_of(tmp_path, NEWER)
    kept = another(contact, partnership=contact.partnership)
    with begun_while_open(lambda: import_now(year, path)) as begin:
        merge(contact, kept)
        begin()
    names = sorted(Contact.objects.values_list("name", flat=True))
    if take_turns:
        assert names == ["Cleo"]  # by its address the file knew the one they became
        assert Contact.objects.get().phone == PHONE
    else:
        assert len(names) == 2  # planned beside contacts that were gone by the time it was written


def import_now(year: Programme, path: Path) -> None:
    import_file(kind="contacts", path=path, programme=year, by=None, at=AT)
