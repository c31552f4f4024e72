"""A consent that was taken back stays taken back: whatever an old file says, and whatever happens at once."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from partnerships.errors import ContactChangedError
from partnerships.models import ConsentWording, Contact, Programme
from partnerships.rules.imports.planning import Plan
from partnerships.services import contacts as contact_services
from partnerships.services.consent import withdraw_consent
from partnerships.services.contacts import change_contact, remove_contact
from partnerships.services.duplicates import merge_contacts
from partnerships.services.imports.applying import hold_for_import, import_file, write_plan
from partnerships.services.imports.kinds import look_through
from partnerships.services.imports.reading import no_step
from tests.at_once import begun_while_open
from tests.factories import PartnershipFactory, PersonFactory, ProgrammeFactory

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
HEADINGS = "name,email,phone,area,consent_wording,consent_date,share_with_agencies"
CLEO = "Cleo,cleo@police.example,,Ashby,v1,2026-04-02,yes"


def a_year() -> Programme:
    year = ProgrammeFactory()
    PartnershipFactory(programme=year, area="Ashby", name="Ashby Partnership")
    ConsentWording.objects.create(programme=year, key="v1", text="You may write to me.", made_at=AT)
    return year


@pytest.fixture
def programme(db: None) -> Programme:
    return a_year()


def file_of(folder: Path, *rows: str) -> Path:
    path = folder / "contacts.csv"
    path.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    return path


def bring(programme: Programme, folder: Path, *rows: str) -> Plan:
    return import_file(kind="contacts", path=file_of(folder, *rows), programme=programme, by=None, at=AT)


def codes(problems: object) -> list[tuple[str, int | None]]:
    return [(each.code, each.line) for each in problems]  # type: ignore[attr-defined]


def test_an_old_file_does_not_bring_back_what_was_taken_back(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, CLEO)
    withdraw_consent(contact=Contact.objects.get(), seen=1, by=None, at=AT)
    assert codes(bring(programme, tmp_path, CLEO).problems) == [("consent_withdrawn", 2)]
    assert not Contact.objects.get().share_with_agencies


def test_somebody_who_agreed_anew_since_is_taken_and_named_to_be_looked_at(
    programme: Programme, tmp_path: Path
) -> None:
    bring(programme, tmp_path, CLEO)
    earlier = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
    withdraw_consent(contact=Contact.objects.get(), seen=1, by=None, at=earlier)
    plan = bring(programme, tmp_path, CLEO.replace("2026-04-02", "2026-05-02"))
    assert (codes(plan.problems), codes(plan.doubts)) == ([], [("consent_touched", 2)])
    cleo = Contact.objects.get()
    assert (cleo.consented_on, cleo.consent_withdrawn_on) == (date(2026, 5, 2), None)


def test_sharing_that_a_file_would_begin_is_named_to_be_looked_at(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, CLEO.replace(",yes", ",no"))
    Contact.objects.update(consented_how="form")
    assert codes(bring(programme, tmp_path, CLEO).doubts) == [("consent_touched", 2)]
    assert Contact.objects.get().consented_how == "form"


@pytest.mark.parametrize("day", ["2026-06-19", "2090-01-01", "1989-12-31"])
def test_a_day_on_which_nobody_can_have_agreed_is_refused(programme: Programme, tmp_path: Path, day: str) -> None:
    plan = bring(programme, tmp_path, CLEO.replace("2026-04-02", day))
    assert codes(plan.problems) == [("consent_day_impossible", 2)]
    assert not Contact.objects.exists()


def test_a_consent_is_not_handed_on_to_another_person(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, CLEO)
    facts = {"name": "Somebody Else", "email": "else@police.example"}
    change_contact(contact=Contact.objects.get(), seen=1, by=PersonFactory(), at=AT, **facts)
    stored = Contact.objects.get()
    assert (stored.name, stored.share_with_agencies, stored.consented_on) == ("Somebody Else", False, None)


@pytest.mark.parametrize(("facts", "stays"), [({"name": "Cleo Marsh"}, True), ({"email": "cleo@new.example"}, False)])
def test_consent_outlives_a_new_name_but_no_new_address_by_whoever_was_not_asked_about_it(
    programme: Programme, tmp_path: Path, facts: dict[str, str], stays: bool
) -> None:
    bring(programme, tmp_path, CLEO)
    change_contact(contact=Contact.objects.get(), seen=1, by=PersonFactory(), at=AT, **facts)
    stored = Contact.objects.get()
    assert (stored.share_with_agencies, stored.consented_on is not None) == (stays, stays)


# --- At once ----------------------------------------------------------------------------------------------------------
def deed_while_a_file_is_applied(folder: Path, deed: object) -> object:
    """What the deed gave or was refused with that was begun between the plan of a file and its writing."""
    year = a_year()
    bring(year, folder, CLEO)
    contact, path = Contact.objects.get(), file_of(folder, CLEO.replace(",,Ashby", ",01632 960999,Ashby"))
    other = partial(deed, contact=contact, seen=1, by=None, at=AT)  # type: ignore[arg-type]
    with path.open("rb") as file, begun_while_open(other, refused=(ContactChangedError,)) as begin:
        held = hold_for_import(year)
        plan = look_through(kind="contacts", programme=held, file=file, positions=None, at=AT, step=no_step).plan
        begun = begin()
        write_plan(kind="contacts", plan=plan, programme=held, by=None, at=AT)
    return begun.result()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", [withdraw_consent, remove_contact], ids=["withdrawn", "removed"])
def test_whoever_changes_a_contact_while_a_file_is_applied_waits_and_is_told(tmp_path: Path, deed: object) -> None:
    assert deed_while_a_file_is_applied(tmp_path, deed) is ContactChangedError
    assert Contact.objects.get().phone == "01632 960999"


@pytest.mark.django_db(transaction=True)
def test_control_without_turns_the_deed_goes_between_plan_and_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_services, "hold_programmes", lambda programme_ids: None)
    assert deed_while_a_file_is_applied(tmp_path, remove_contact) is None


def test_a_merge_remembers_who_agreed_no_longer(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, CLEO)
    withdraw_consent(contact=Contact.objects.get(), seen=1, by=None, at=AT)
    gone = Contact.objects.get()
    kept = Contact.objects.create(programme=programme, name="Cleo M", checked_on=date(2026, 1, 1))
    seen = {gone.pk: gone.version, kept.pk: kept.version}
    sources = {"consent": kept.pk, "email": gone.pk}
    merge_contacts(kept=kept, others=[gone], seen=seen, sources=sources, by=PersonFactory(), at=AT)
    assert Contact.objects.get().consent_withdrawn_on == date(2026, 6, 18)
