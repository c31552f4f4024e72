"""A file of people: invitations that wait to be sent, by the rules of enrolment."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail

from audit.models import Entry
from partnerships.models import Invitation, Programme, Role
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


def test_a_name_is_rid_of_what_cannot_be_seen_and_needed(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, "Ashby,,representative,\u202eA\u200bda  Lee,ada@ashby.example,2026-09-01")
    plan = bring(programme, tmp_path, "Ashby,,champion,\u200b,bert@ashby.example,2026-09-01")

    assert Invitation.objects.get().name == "Ada Lee"
    assert told(plan) == [("required", 2, ())]


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
    other = row.replace("Ada", "Ada Lovely")
    assert told(bring(programme, tmp_path, row, row, other)) == [("row_twice", 3, ("2",)), ("person_twice", 4, ("2",))]


def test_a_line_that_stands_twice_is_not_called_a_third_representative(programme: Programme, tmp_path: Path) -> None:
    for _ in range(2):
        RoleFactory(representative=True, partnership=programme.partnerships.get())
    row = "Ashby,,representative,Ada,ada@ashby.example,"
    codes = [(each.code, each.line) for each in bring(programme, tmp_path, row, row).problems]
    assert codes == [("refused_representatives_full", 2), ("row_twice", 3)]


# --- Beside what is there -----------------------------------------------------------------------------------------
ALL = "area,role,name,email,phone,organisation,from,until"
WAITS = "Ashby,representative,Ada,ada@ashby.example,01632 960001,Council,2026-09-01,"


def test_whoever_waits_for_an_answer_is_changed_as_the_file_says(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, WAITS, headings=ALL)
    row = "Ashby,representative,Ada Lovely,ada@ashby.example,01632 960002,College,2026-10-01,2026-12-31"
    plan = bring(programme, tmp_path, row, headings=ALL)
    assert plan.counts == {"new": 0, "changed": 1, "same": 0, "left": 0}
    ada = Invitation.objects.get()
    assert (ada.name, ada.phone, ada.organisation) == ("Ada Lovely", "01632 960002", "College")
    assert (ada.since, ada.until) == (date(2026, 10, 1), date(2026, 12, 31))
    entry = Entry.objects.get(action="invitation.changed")
    assert entry.details["fields"] == ["from", "name", "organisation", "phone", "until"]


def test_a_manager_who_waits_becomes_the_deputy(programme: Programme, tmp_path: Path) -> None:
    bring(programme, tmp_path, ",,manager,Dee,dee@region.example,")
    assert bring(programme, tmp_path, ",,deputy,Dee,dee@region.example,").counts["changed"] == 1
    assert Invitation.objects.get().is_deputy


def test_days_that_change_are_judged_beside_the_others(programme: Programme, tmp_path: Path) -> None:
    rows = [f"Ashby,,champion,{name},{name.lower()}@ashby.example," for name in ("Ada", "Bert")]
    bring(programme, tmp_path, rows[0] + "2026-09-01")
    Invitation.objects.update(until=date(2026, 9, 30))
    bring(programme, tmp_path, rows[1] + "2026-10-01")
    assert told(bring(programme, tmp_path, rows[0] + "2026-09-15")) == []
    Invitation.objects.filter(name="Ada").update(until=None, since=date(2026, 8, 1))
    Invitation.objects.filter(name="Bert").update(since=date(2026, 7, 1), until=date(2026, 7, 31))
    assert told(bring(programme, tmp_path, rows[0] + "2026-07-10")) == [("refused_champion_named", 2, ("Bert", ""))]


def held(programme: Programme, **facts: object) -> Role:
    person = PersonFactory(name="Ada", email="ada@ashby.example", phone="01632 960001")
    since = {"since": date(2026, 9, 1), "organisation": "Council", **facts}
    return RoleFactory(representative=True, person=person, partnership=programme.partnerships.get(), **since)


def test_the_organisation_of_a_role_that_is_held_is_changed_and_kept_in_the_trail(
    programme: Programme, tmp_path: Path
) -> None:
    role = held(programme)
    plan = bring(programme, tmp_path, WAITS.replace("Council", "College"), headings=ALL)
    assert [(each.outcome, each.pk) for each in plan.rows] == [("changed", role.pk)]
    role.refresh_from_db()
    assert (role.organisation, role.version) == ("College", 2)
    assert Entry.objects.about(role).get().details["fields"] == ["organisation"]


@pytest.mark.parametrize(
    ("days", "column"),
    [("2026-10-01,", "from"), (",2027-03-31", "until"), ("2026-09-01,2027-03-31", "until")],
)
def test_other_days_of_a_role_that_is_held_are_refused(
    days: str, column: str, programme: Programme, tmp_path: Path
) -> None:
    held(programme)
    plan = bring(programme, tmp_path, WAITS.replace("2026-09-01,", days), headings=ALL)
    assert [(each.code, each.column) for each in plan.problems] == [("held_otherwise", column)]


def test_whoever_has_an_account_keeps_their_name_and_the_file_is_told_of(programme: Programme, tmp_path: Path) -> None:
    role = held(programme)
    plan = bring(programme, tmp_path, WAITS.replace("Ada,", "Ada Lovely,"), headings=ALL)
    assert ([each.code for each in plan.doubts], plan.counts["same"]) == (["own_facts"], 1)
    role.person.refresh_from_db()
    assert role.person.name == "Ada"


# --- Days -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "problems"),
    [
        ("2026-03-31,", [("day_outside_year", "from")]),
        ("2099-04-01,", [("day_outside_year", "from")]),
        ("2026-04-01,2099-04-01", [("day_outside_year", "until")]),
        ("2026-09-02,2026-09-01", [("until_before_from", "until")]),
        ("2026-04-01,2099-03-31", []),
    ],
)
def test_days_lie_within_the_year(
    days: str, problems: list[tuple[str, str]], programme: Programme, tmp_path: Path
) -> None:
    plan = bring(programme, tmp_path, WAITS.replace("2026-09-01,", days), headings=ALL)
    assert [(each.code, each.column) for each in plan.problems] == problems


def test_a_preview_stands_on_another_day_and_the_same_file_changes_nothing_then(
    programme: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("area,role,name,email,from\nAshby,champion,Bert,bert@ashby.example,\n", encoding="utf-8")
    later = AT + timedelta(days=3)

    def bring_at(at: datetime, *, dry_run: bool) -> Plan:
        return import_file(kind="people", path=path, programme=programme, by=None, at=at, dry_run=dry_run)

    assert bring_at(AT, dry_run=True).fingerprint == bring_at(later, dry_run=True).fingerprint
    bring_at(AT, dry_run=False)
    assert bring_at(later, dry_run=False).changes_nothing
    assert Invitation.objects.get().since == date(2026, 6, 18)


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
