"""A file of people: invitations that wait to be sent, by the rules of enrolment."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core import mail

from partnerships.models import Invitation, Programme
from partnerships.rules.imports.planning import Plan
from partnerships.services.imports.applying import import_file
from tests.factories import PartnershipFactory, PersonFactory, ProgrammeFactory, RoleFactory

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    year = ProgrammeFactory()
    PartnershipFactory(programme=year, area="Ashby", name="Ashby Partnership")
    return year


def bring(programme: Programme, folder: Path, *rows: str, headings: str = "area,tier,role,name,email,from") -> Plan:
    path = folder / "people.csv"
    path.write_text("\n".join([headings, *rows]), encoding="utf-8")
    return import_file(kind="people", path=path, programme=programme, by=None, at=AT)


def told(plan: Plan) -> list[tuple[str, int | None, tuple[str, ...]]]:
    return [(each.code, each.line, each.wanted) for each in plan.problems]


def test_people_are_invited_and_nothing_is_sent(programme: Programme, tmp_path: Path) -> None:
    plan = bring(
        programme,
        tmp_path,
        "Ashby,unitary,representative,Ada,ADA@ashby.example,2026-09-01",
        "ashby,,Champion,Bert,bert@ashby.example,",
        ",,deputy,Dee,dee@region.example,",
    )
    assert plan.problems == ()
    ada, bert, dee = Invitation.objects.order_by("email")
    assert (ada.email, ada.kind, ada.since, ada.sent_at) == (
        "ada@ashby.example",
        "representative",
        date(2026, 9, 1),
        None,
    )
    assert (bert.kind, bert.partnership, bert.since) == ("champion", ada.partnership, date(2026, 6, 18))
    assert (dee.kind, dee.is_deputy, dee.partnership) == ("manager", True, None)
    assert mail.outbox == []


def test_the_same_file_again_invites_nobody(programme: Programme, tmp_path: Path) -> None:
    row = "Ashby,,representative,Ada,ada@ashby.example,2026-09-01"
    bring(programme, tmp_path, row)
    again = bring(programme, tmp_path, row)
    assert again.counts == {"new": 0, "changed": 0, "same": 1, "left": 0}
    assert Invitation.objects.count() == 1


def test_who_holds_the_role_already_is_left(programme: Programme, tmp_path: Path) -> None:
    person = PersonFactory(email="ada@ashby.example")
    place = programme.partnerships.get()
    RoleFactory(representative=True, person=person, partnership=place)
    plan = bring(programme, tmp_path, "Ashby,,representative,Ada,ada@ashby.example,")
    assert plan.counts["same"] == 1
    assert not Invitation.objects.exists()


def test_a_third_representative_is_refused_within_the_file(programme: Programme, tmp_path: Path) -> None:
    rows = [f"Ashby,,representative,{name},{name.lower()}@ashby.example," for name in ("Ada", "Bert", "Cleo")]
    plan = bring(programme, tmp_path, *rows)
    assert told(plan) == [("refused_representatives_full", 4, ("Ada, Bert", "2, 3"))]
    assert not Invitation.objects.exists()


def test_a_champion_who_is_a_representative_is_refused_against_the_database(
    programme: Programme, tmp_path: Path
) -> None:
    person = PersonFactory(name="Ada Lovely", email="ada@ashby.example")
    RoleFactory(representative=True, person=person, partnership=programme.partnerships.get())
    plan = bring(programme, tmp_path, "Ashby,,champion,Ada Lovely,ada@ashby.example,")
    assert told(plan) == [("refused_champion_is_representative", 2, ("Ada Lovely", ""))]


def test_a_person_who_stands_twice_is_named_with_both_lines(programme: Programme, tmp_path: Path) -> None:
    row = "Ashby,,representative,Ada,ada@ashby.example,"
    assert told(bring(programme, tmp_path, row, row)) == [("person_twice", 3, ("2",))]


def test_places_that_do_not_fit_are_told_by_line(programme: Programme, tmp_path: Path) -> None:
    PartnershipFactory(programme=programme, area="Ashby", name="Ashby County", is_county=True)
    plan = bring(
        programme,
        tmp_path,
        "Ashby,,representative,Ada,ada@ashby.example,",
        "Nowhere,,representative,Bert,bert@ashby.example,",
        ",,champion,Cleo,cleo@ashby.example,",
        "Ashby,unitary,evaluator,Dee,dee@ashby.example,",
        "Ashby,district,champion,Eve,eve@ashby.example,",
    )
    assert [(each.code, each.line, each.column) for each in plan.problems] == [
        ("place_unclear", 2, "tier"),
        ("area_unknown", 3, "area"),
        ("area_missing", 4, "area"),
        ("area_not_wanted", 5, "area"),
        ("tier_unknown", 6, "tier"),
    ]
