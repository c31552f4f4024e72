"""A file from its upload to what became of it, page by page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from kit.files.models import Upload as Stored
from partnerships.models import FileImport, ImportRow, Partnership, Programme, Role
from partnerships.services.imports.ending import clear_imports
from tests.factories import RoleFactory, World
from tests.partnerships.imports.conftest import GOOD, HEADINGS, Upload, apply
from tests.queries import assert_same_queries

Page = Callable[[FileImport], str]


def here(programme: Programme) -> set[str]:
    return set(Partnership.objects.filter(programme=programme).values_list("area", flat=True))


def test_a_preview_shows_what_is_new_and_imports_nothing(upload: Upload, page: Page, programme: Programme) -> None:
    there = here(programme)
    shown = page(upload(GOOD))
    assert "Check what will be imported" in shown
    assert "Ashby Partnership" in shown
    assert here(programme) == there


def test_applying_makes_all_of_it_and_deletes_the_file(upload: Upload, manager: Client, programme: Programme) -> None:
    brought = upload(GOOD)
    response = apply(manager, brought)
    brought.refresh_from_db()
    assert brought.state == "applied"
    assert here(programme) >= {"Westshire", "Ashby"}
    assert "partnerships.csv has been imported." in response.content.decode()
    entry = Entry.objects.get(action="import.applied")
    assert (entry.actor_id, entry.details["new"]) == (brought.made_by_id, 2)
    assert not Stored.objects.exists()


def test_the_trail_of_one_partnership_leads_to_its_import(
    upload: Upload, manager: Client, programme: Programme
) -> None:
    brought = upload(GOOD)
    apply(manager, brought)
    apply(manager, upload(GOOD.replace("Ashby Partnership", "Ashby Together")))
    ashby = Partnership.objects.get(programme=programme, area="Ashby")
    changed, added = Entry.objects.about(ashby)
    assert (added.action, added.actor) == ("partnership.added", brought.made_by)
    assert (changed.action, changed.details["fields"]) == (
        "partnership.changed",
        {"name": ["Ashby Partnership", "Ashby Together"]},
    )
    assert Entry.objects.get(pk=added.details["import_entry"]) in Entry.objects.about(brought)


def test_a_change_is_shown_with_what_was_before(
    upload: Upload, page: Page, programme: Programme, manager: Client
) -> None:
    apply(manager, upload(GOOD))
    shown = page(upload(GOOD.replace("Ashby Partnership", "Ashby Together")))
    assert "Name: Ashby Partnership → <b>Ashby Together</b>" in shown


def test_the_same_file_again_has_nothing_to_import(upload: Upload, page: Page, manager: Client) -> None:
    apply(manager, upload(GOOD))
    shown = page(upload(GOOD))
    assert "Everything in the file is there already" in shown
    assert "Import all of it" not in shown


def test_a_file_with_nothing_new_is_not_called_ready_and_cannot_be_applied(upload: Upload, manager: Client) -> None:
    apply(manager, upload(GOOD))
    again = upload(GOOD)
    listed = manager.get(reverse("imports")).content.decode()
    assert "Nothing new in it" in listed
    assert "Ready to import" not in listed
    assert "there is nothing to import" in apply(manager, again).content.decode()
    again.refresh_from_db()
    assert again.state == "ready"


def test_of_a_file_with_too_many_problems_nothing_is_planned(upload: Upload, page: Page) -> None:
    """The county of the one good district stands behind the 200 problems, where nobody has read."""
    bad = "".join(f"P{n},Area {n},distric,\n" for n in range(200))
    brought = upload(f"{HEADINGS}\nAshby,Ashby,district,Westshire\n{bad}Westshire,Westshire,county,\n")
    assert {each["code"] for each in brought.problems} == {"not_choice"}
    shown = page(brought)
    assert "200 problems or more" in shown
    assert "Only the first 200 problems are shown" in shown


def test_a_name_reads_right_in_the_message_about_it(upload: Upload, manager: Client) -> None:
    message = apply(manager, upload(GOOD, "O'Brien & Söhne.csv")).content.decode()
    assert "O&#x27;Brien &amp; Söhne.csv has been imported." in message


@pytest.mark.parametrize("deed", ["apply_import", "cancel_import"])
def test_an_import_of_a_closed_year_is_left_as_it_is(
    deed: str, upload: Upload, manager: Client, programme: Programme
) -> None:
    brought = upload(GOOD)
    Programme.objects.filter(pk=programme.pk).update(state="closed", closed_at=brought.made_at)
    response = manager.post(reverse(deed, args=[brought.pk]), {"seen": brought.fingerprint}, follow=True)
    assert "The year is closed" in response.content.decode()
    brought.refresh_from_db()
    assert brought.state == "ready"


def test_problems_come_first_and_cannot_be_applied(
    upload: Upload, page: Page, manager: Client, programme: Programme
) -> None:
    there = here(programme)
    brought = upload(GOOD.replace("district", "distric"))
    shown = page(brought)
    assert "1 problem. Nothing has been imported" in shown
    assert "‘tier’ must be one of" in shown
    assert "Import all of it" not in shown
    apply(manager, brought)
    assert here(programme) == there


def test_a_file_of_another_kind_is_refused_beside_the_field(manager: Client) -> None:
    file = SimpleUploadedFile("partnerships.csv", b"%PDF-1.7 nothing")
    response = manager.post(reverse("add_import", args=["partnerships"]), {"file": file, "written_for": "marlvale"})
    assert 'id="file-error"' in response.content.decode() or "govuk-error-message" in response.content.decode()
    assert not FileImport.objects.exists()
    assert not Stored.objects.exists()


def test_columns_that_are_not_clear_are_asked_for(upload: Upload, manager: Client, programme: Programme) -> None:
    brought = upload("title,area,kind of place,county\nWest,Westshire,county,\nAsh,Ashby,district,Westshire\n")
    assert brought.state == "matching"
    url = reverse("match_import", args=[brought.pk])
    response = manager.post(url, {"name": "0", "area": "1", "tier": "2", "county": "3"})
    assert response["Location"] == reverse("import", args=[brought.pk])
    brought.refresh_from_db()
    assert (brought.state, brought.counts["new"]) == ("ready", 2)


def test_one_column_of_the_file_cannot_be_two_of_ours(upload: Upload, manager: Client) -> None:
    brought = upload("title,area,kind of place\nWest,Westshire,unitary\n")
    response = manager.post(reverse("match_import", args=[brought.pk]), {"name": "0", "area": "0", "tier": "2"})
    assert "This one is ‘Name’ already" in response.content.decode()
    brought.refresh_from_db()
    assert brought.state == "matching"


def test_columns_can_be_changed_where_they_were_clear(upload: Upload, manager: Client) -> None:
    brought = upload("name,area,tier,other name\nWest,Westshire,unitary,The West\n")
    manager.post(reverse("match_import", args=[brought.pk]), {"name": "3", "area": "1", "tier": "2"})
    assert ImportRow.objects.get(file_import=brought).label == "The West"


def test_pressing_twice_imports_once(upload: Upload, manager: Client) -> None:
    brought = upload(GOOD)
    apply(manager, brought)
    apply(manager, brought)
    assert Entry.objects.filter(action="import.applied").count() == 1


def test_a_preview_that_is_out_of_date_is_refused_and_shown_anew(
    upload: Upload, manager: Client, programme: Programme
) -> None:
    apply(manager, upload(GOOD))
    brought = upload(GOOD.replace("Ashby Partnership", "Ashby Together"))
    Partnership.objects.filter(programme=programme, area="Ashby").update(name="Ashby for All")

    shown = " ".join(apply(manager, brought).content.decode().split())

    assert "What the portal holds has changed since the preview was shown" in shown
    assert "Name: Ashby for All → <b>Ashby Together</b>" in shown
    assert Partnership.objects.get(programme=programme, area="Ashby").name == "Ashby for All"


def test_what_was_seen_in_another_window_is_not_applied(upload: Upload, manager: Client, programme: Programme) -> None:
    brought = upload(GOOD)
    shown = apply(manager, brought, seen="0" * 64).content.decode()
    assert "The preview has changed since you saw it" in shown
    assert "Ashby" not in here(programme)


def test_another_manager_who_comes_later_is_told_who_was_first(
    upload: Upload, manager: Client, world: World, client: Client
) -> None:
    brought = upload(GOOD)
    apply(manager, brought)
    deputy = RoleFactory(manager=True, programme=world.here.programme, is_deputy=True).person
    second = Client()
    second.force_login(deputy)
    shown = apply(second, brought).content.decode()
    assert f"{world.people['manager'].name} has imported this file already." in shown


def test_a_cancelled_import_leaves_nothing_behind(upload: Upload, manager: Client) -> None:
    brought = upload(GOOD)
    manager.post(reverse("cancel_import", args=[brought.pk]))
    brought.refresh_from_db()
    assert (brought.state, brought.upload) == ("cancelled", None)
    assert not brought.rows.exists()
    assert not Stored.objects.exists()


def test_a_closed_year_takes_no_file_and_applies_none(upload: Upload, manager: Client, programme: Programme) -> None:
    brought = upload(GOOD)
    Programme.objects.filter(pk=programme.pk).update(state="closed", closed_at=datetime(2026, 6, 1, tzinfo=UTC))
    there = here(programme)
    assert "The year is closed" in apply(manager, brought).content.decode()
    assert manager.get(reverse("add_import", args=["partnerships"])).status_code == 404
    assert here(programme) == there


def test_what_nobody_ended_is_cancelled_after_thirty_days(upload: Upload) -> None:
    brought = upload(GOOD)
    clear_imports(at=brought.made_at + timedelta(days=29))
    brought.refresh_from_db()
    assert brought.state == "ready"
    assert clear_imports(at=brought.made_at + timedelta(days=31)) == 1
    brought.refresh_from_db()
    assert (brought.state, brought.rows.count(), Stored.objects.count()) == ("cancelled", 0, 0)
    assert [(each.action, each.actor) for each in Entry.objects.about(brought)] == [("import.expired", None)]


def test_names_from_a_file_of_people_are_forgotten_thirty_days_after_its_import(
    upload: Upload, manager: Client, world: World
) -> None:
    holder = world.people["representative"]
    place = Role.objects.get(person=holder, kind="representative").partnership
    held = f"{place.area},{place.tier},representative,Another Name,{holder.email}"
    brought = upload(f"area,tier,role,name,email\n{held}\n,,evaluator,New Name,n@new.example\n", "p.csv", "people")
    apply(manager, brought)
    brought.refresh_from_db()
    assert (brought.state, brought.rows.count(), len(brought.doubts)) == ("applied", 2, 1)
    ended = brought.ended_at or brought.made_at
    clear_imports(at=ended + timedelta(days=29))
    assert brought.rows.count() == 2
    for _ in range(2):
        clear_imports(at=ended + timedelta(days=31))
    brought.refresh_from_db()
    assert (brought.rows.count(), brought.doubts, brought.problems) == (0, [], [])
    assert Entry.objects.about(brought).filter(action="import.forgotten").count() == 1


def test_the_template_can_be_filled_in_and_brought_back(upload: Upload, manager: Client) -> None:
    for asked, name in (("", "filled.csv"), ("?format=xlsx", "filled.xlsx")):
        response = manager.get(reverse("import_template", args=["partnerships"]) + asked)
        brought = upload(b"".join(response), name)
        assert (brought.state, brought.counts["new"]) == ("ready", 2)


def test_formulas_stay_text(upload: Upload, manager: Client, programme: Programme) -> None:
    apply(manager, upload(f"{HEADINGS}\n=1+1,Westshire,unitary,\n"))
    assert Partnership.objects.get(programme=programme, area="Westshire").name == "=1+1"


def test_the_preview_asks_the_same_for_any_length(manager: Client, upload: Upload) -> None:
    brought = upload(GOOD)
    ImportRow.objects.all().delete()

    def more(rows: int) -> None:
        ImportRow.objects.bulk_create(
            ImportRow(file_import=brought, line=at, outcome="new", label=f"Row {at}") for at in range(rows)
        )

    assert_same_queries(more, reverse("import", args=[brought.pk]), manager, at_most=8)


def test_the_list_asks_the_same_for_any_length(manager: Client, world: World) -> None:
    def more(rows: int) -> None:
        for _ in range(rows):
            FileImport.objects.create(
                programme=world.here.programme,
                kind="partnerships",
                filename="x.csv",
                made_by=world.people["manager"],
                made_at=datetime(2026, 6, 18, tzinfo=UTC),
            )

    assert_same_queries(more, reverse("imports"), manager)
