"""A file of contacts: known by address and partnership, never losing what somebody agreed to without a word."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit.models import Entry
from partnerships.models import ConsentWording, Contact, Programme
from partnerships.rules.imports.planning import Plan
from partnerships.services.imports.applying import import_file
from tests.factories import PartnershipFactory, ProgrammeFactory

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
HEADINGS = "name,email,job_title,area,topics,consent_wording,consent_date,share_with_agencies"
CLEO = "Cleo,cleo@police.example,Inspector,Ashby,crime; housing,v1,2026-04-02,yes"
pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    year = ProgrammeFactory()
    PartnershipFactory(programme=year, area="Ashby", name="Ashby Partnership")
    ConsentWording.objects.create(programme=year, key="v1", text="You may write to me.", made_at=AT)
    return year


def bring(programme: Programme, folder: Path, *rows: str, headings: str = HEADINGS) -> Plan:
    path = folder / "contacts.csv"
    path.write_text("\n".join([headings, *rows]), encoding="utf-8")
    return import_file(kind="contacts", path=path, programme=programme, by=None, at=AT)


def told(plan: Plan) -> list[tuple[str, int | None, str]]:
    return [(each.code, each.line, each.column) for each in plan.problems]


def test_a_contact_is_made_with_what_they_agreed_to(programme: Programme, tmp_path: Path) -> None:
    plan = bring(programme, tmp_path, CLEO, "Dan,,,,,,,")
    assert plan.problems == ()
    cleo, dan = Contact.objects.order_by("name")
    assert (cleo.partnership, cleo.topics) == (programme.partnerships.get(), ["crime", "housing"])
    assert (cleo.consent_wording.key, cleo.consented_on) == ("v1", date(2026, 4, 2))  # type: ignore[union-attr]
    assert (cleo.share_with_agencies, cleo.version) == (True, 1)
    assert cleo.checked_on is None  # bringing a file is not looking through it
    assert (dan.partnership, dan.consent_wording, dan.share_with_agencies) == (None, None, False)


def test_the_same_file_again_changes_nothing(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, CLEO, "Dan,,,,,,,")
    again = bring(programme, tmp_path, CLEO, "Dan,,,,,,,")
    assert again.counts == {"new": 0, "changed": 0, "same": 2, "left": 0}
    assert set(Contact.objects.values_list("version", flat=True)) == {1}
    assert sorted(Entry.objects.values_list("action", flat=True)) == ["contact.added"] * 2 + ["import.applied"]


def test_a_consent_that_a_file_takes_away_is_a_change_to_be_looked_at_and_kept_in_the_trail(
    programme: Programme, tmp_path: Path
) -> None:
    bring(programme, tmp_path, CLEO)
    plan = bring(programme, tmp_path, "Cleo,cleo@police.example,Inspector,Ashby,crime; housing,,,no")
    assert {(change.field, change.before, change.after) for change in plan.rows[0].changes} == {
        ("consent_wording", "v1", ""),
        ("consent_date", date(2026, 4, 2), None),
        ("share_with_agencies", True, False),
    }
    assert [(each.code, each.line) for each in plan.doubts] == [("consent_touched", 2)]
    kept = Entry.objects.get(action="contact.consent_imported")
    assert kept.details["on"] == "2026-04-02"


def test_a_file_without_those_columns_leaves_every_consent(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, CLEO)
    plan = bring(
        programme, tmp_path, "Cleo,cleo@police.example,Ashby,Chief inspector", headings="name,email,area,job_title"
    )
    assert [change.field for change in plan.rows[0].changes] == ["job_title"]
    cleo = Contact.objects.get()
    assert (cleo.share_with_agencies, cleo.consented_on, cleo.topics) == (True, date(2026, 4, 2), ["crime", "housing"])


def test_each_mistake_is_told_by_line_and_column(programme: Programme, tmp_path: Path) -> None:
    plan = bring(
        programme,
        tmp_path,
        "Ada,ada@ashby.example,,Ashby,,v9,2026-04-02,no",
        "Bert,bert@ashby.example,,Ashby,,v1,,no",
        "Cleo,cleo@ashby.example,,Ashby,,,,yes",
        "Dan,dan@ashby.example,,Elsewhere,,,,no",
        f"Eve,eve@ashby.example,,Ashby,{'x' * 61},,,no",
        "Ada again,ada@ashby.example,,Ashby,,,,no",
        "Ada again,ada@ashby.example,,Ashby,,,,no",
    )
    assert told(plan) == [
        ("wording_unknown", 2, "consent_wording"),
        ("consent_half", 3, "consent_date"),
        ("shared_without_consent", 4, "share_with_agencies"),
        ("area_unknown", 5, "area"),
        ("longer_topic", 6, "topics"),
        ("contact_twice", 7, "email"),
        ("row_twice", 8, ""),
    ]
    assert plan.problems[0].wanted == ("v1",)
    assert not Contact.objects.exists()


def test_one_address_may_stand_in_two_partnerships(programme: Programme, tmp_path: Path) -> None:
    PartnershipFactory(programme=programme, area="Birdon")
    plan = bring(programme, tmp_path, "Ada,a@x.example,,Ashby,,,,no", "Ada,a@x.example,,Birdon,,,,no")
    assert plan.counts["new"] == 2


def test_contacts_that_are_there_twice_must_be_merged_first(programme: Programme, tmp_path: Path) -> None:
    for _ in range(2):
        Contact.objects.create(programme=programme, name="Ada", email="a@x.example", checked_on=date(2026, 6, 1))
    assert told(bring(programme, tmp_path, "Ada,a@x.example,,,,,,no")) == [("contact_unclear", 2, "name")]
