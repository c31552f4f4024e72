"""The list of people, and what may be corrected in a role."""

import csv
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from partnerships.errors import ProgrammeClosedError, RoleChangedError, RoleOutsideYearError
from partnerships.models import Programme, Role
from partnerships.services.invitations import Asked, invite
from partnerships.services.roles import correct_role, end_role, give_role
from tests.factories import PersonFactory, ProgrammeFactory, RoleFactory, World
from tests.factories.invitations import InvitationFactory
from tests.queries import assert_same_queries, queries_for

ANY = date(2026, 4, 1)
AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
LATER = {"until_day": "1", "until_month": "6", "until_year": "2090"}
SEEN = {"version": 1}  # a role that nobody has changed
PAST = {"until_day": "1", "until_month": "6", "until_year": "2026"}


def some_of_each(world: World) -> None:
    here = world.here.programme
    RoleFactory(person__name="Nora Ended", steering=True, programme=here, over=True)
    RoleFactory(person__name="Lars Later", steering=True, programme=here, since=date(2090, 1, 1))
    InvitationFactory(name="Wim Waiting", programme=here, sent=True)
    InvitationFactory(name="Rita Ready", partnership=world.neighbour, kind="champion")
    InvitationFactory(name="Exa Expired", programme=here, expired=True)
    InvitationFactory(name="Wanda Withdrawn", programme=here, withdrawn=True)
    InvitationFactory(name="Abe Abroad", programme=world.there.programme)


def names(client: Client, question: str = "") -> list[str]:
    listing = client.get(f"/people/{question}").context["listing"]
    return [row.who for row in listing.page.object_list]


def test_everybody_with_a_role_and_everybody_asked_is_listed_by_name(manager: Client, world: World) -> None:
    some_of_each(world)
    listed = names(manager)
    assert listed == sorted(listed)
    assert {"Nora Ended", "Lars Later", "Wim Waiting", "Rita Ready", "Exa Expired", "Odile Marchbank"} <= set(listed)
    assert not {"Wanda Withdrawn", "Abe Abroad"} & set(listed)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("?state=ended", ["Nora Ended"]),
        ("?state=later", ["Lars Later"]),
        ("?state=sent", ["Wim Waiting"]),
        ("?state=ready", ["Rita Ready"]),
        ("?state=expired", ["Exa Expired"]),
        ("?role=champion", ["Percy Lightbody", "Rita Ready"]),
        ("?q=rita", ["Rita Ready"]),
        ("?q=pimbrook+partnership", ["Rita Ready"]),
        ("?q=odile+MARCH", ["Odile Marchbank"]),
        ("?state=nonsense&role=king", None),
    ],
)
def test_the_list_is_narrowed(manager: Client, world: World, question: str, found: list[str] | None) -> None:
    some_of_each(world)
    assert names(manager, question) == (found if found is not None else names(manager))


def test_a_partnership_finds_its_people_and_whoever_looks_after_it(manager: Client, world: World) -> None:
    assert names(manager, f"?partnership={world.own.pk}") == [
        "Anselm Furrow",
        "Greta Stonefield",
        "Odile Marchbank",
        "Percy Lightbody",
    ]


def test_the_download_has_exactly_what_is_filtered(manager: Client, world: World) -> None:
    some_of_each(world)
    text = b"".join(manager.get("/people/?role=champion&format=csv")).decode("utf-8-sig")  # type: ignore[call-overload]
    headings, *rows = csv.reader(text.splitlines())
    assert ",".join(headings) == "Name,Email,Phone,Role,Organisation,Partnership,Assigned,From,Until,State"
    assert [row[0] for row in rows] == ["Percy Lightbody", "Rita Ready"]


def test_a_representative_sees_the_people_of_the_own_partnership(client: Client, world: World) -> None:
    some_of_each(world)
    client.force_login(world.people["representative"])
    assert names(client) == ["Odile Marchbank", "Percy Lightbody"]


def test_the_list_asks_the_same_for_any_length(manager: Client, world: World) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            RoleFactory(adviser=True, programme=world.here.programme, assigned=[world.own, world.neighbour])
            InvitationFactory(programme=world.here.programme, sent=True)

    assert_same_queries(more, "/people/", manager)


@pytest.mark.parametrize("page", ["/people/send/", "/people/invite/?kind=adviser"])
def test_other_pages_ask_the_same_for_any_length(manager: Client, world: World, page: str) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            InvitationFactory(programme=world.here.programme)

    assert_same_queries(more, page, manager)


def test_a_role_and_an_invitation_ask_little(manager: Client, world: World) -> None:
    made = InvitationFactory(programme=world.here.programme, sent=True)
    for page in (f"/invitations/{made.pk}/", f"/people/roles/{world.roles['adviser'].pk}/"):
        assert len(queries_for(page, manager)) <= 8


def test_the_partnerships_assigned_and_the_last_day_are_corrected(manager: Client, world: World) -> None:
    role = world.roles["adviser"]
    manager.post(f"/people/roles/{role.pk}/", {**LATER, **SEEN, "assigned": [world.neighbour.pk, world.elsewhere.pk]})
    role.refresh_from_db()
    assert role.until == date(2090, 6, 1)
    assert set(role.assigned.all()) == {world.neighbour, world.elsewhere}
    entry = Entry.objects.about(role).get()
    assert (entry.action, entry.details) == ("role.corrected", {"fields": ["until", "assigned"]})


def test_a_partnership_of_another_programme_cannot_be_assigned(manager: Client, world: World) -> None:
    role = world.roles["adviser"]
    manager.post(f"/people/roles/{role.pk}/", {"assigned": [world.abroad.pk], **SEEN})
    assert list(role.assigned.all()) == [world.own]


def test_a_longer_role_is_asked_of_the_rule_again(manager: Client, world: World) -> None:
    first = RoleFactory(champion=True, partnership=world.neighbour, until=date(2026, 5, 1))
    RoleFactory(champion=True, partnership=world.neighbour, since=date(2026, 5, 2))
    page = manager.post(f"/people/roles/{first.pk}/", {**LATER, "version": first.version})
    assert "There can be one champion at a time" in str(page.context["form"].errors)
    first.refresh_from_db()
    assert first.until == date(2026, 5, 1)


def test_a_role_ends_on_a_day_and_is_lost_after_it(manager: Client, world: World) -> None:
    role = world.roles["evaluator"]
    shown = manager.post(f"/people/roles/{role.pk}/end/", {**PAST, **SEEN}, follow=True).content.decode()
    assert "The role of Cosmo Ashgrove ends on 1 June 2026" in shown.replace("\xa0", " ")
    assert not Role.objects.held_on(timezone.localdate()).filter(pk=role.pk).exists()


def test_the_only_manager_cannot_end_their_own_role(manager: Client, world: World) -> None:
    role = world.roles["manager"]
    for address in (f"/people/roles/{role.pk}/end/", f"/people/roles/{role.pk}/"):
        page = manager.post(address, {**PAST, **SEEN})
        assert "Nobody would manage the programme on 2\xa0June\xa02026" in str(page.context["form"].errors)
    role.refresh_from_db()
    assert role.until is None


def test_a_manager_ends_their_own_role_when_another_one_manages(manager: Client, world: World) -> None:
    RoleFactory(manager=True, programme=world.here.programme, person=PersonFactory())
    yesterday = timezone.localdate() - timedelta(days=1)
    typed = {"until_day": yesterday.day, "until_month": yesterday.month, "until_year": yesterday.year, **SEEN}
    manager.post(f"/people/roles/{world.roles['manager'].pk}/end/", typed)
    assert manager.get("/people/").status_code == 404


def test_an_old_page_does_not_bring_an_ended_role_back(manager: Client, world: World) -> None:
    role = world.roles["evaluator"]
    manager.post(f"/people/roles/{role.pk}/end/", {**PAST, **SEEN})
    page = manager.post(f"/people/roles/{role.pk}/", {**LATER, **SEEN})
    assert "changed this while you were working on it" in page.content.decode()
    role.refresh_from_db()
    assert role.until == date(2026, 6, 1)


def close(world: World) -> None:
    closed = Programme.objects.filter(pk=world.here.programme.pk)
    closed.update(state="closed", closed_at=timezone.now())


@pytest.mark.parametrize("page", ["", "end/"])
def test_a_role_of_a_closed_year_is_answered_in_words_and_stays(manager: Client, world: World, page: str) -> None:
    role = world.roles["evaluator"]
    close(world)
    for asked in (manager.get, manager.post):
        told = asked(f"/people/roles/{role.pk}/{page}", {**PAST, **SEEN}, follow=True)
        assert told.redirect_chain == [("/people/", 302)]
        assert "The programme year is closed" in told.content.decode()
    role.refresh_from_db()
    assert role.until is None


def test_whoever_may_not_change_a_role_learns_nothing_from_a_closed_year(client: Client, world: World) -> None:
    close(world)
    client.force_login(world.people["champion"])
    assert client.post(f"/people/roles/{world.roles['evaluator'].pk}/end/", {**PAST, **SEEN}).status_code == 404
    assert not Entry.objects.about(world.roles["evaluator"]).exists()


def test_a_last_day_after_the_year_is_refused_beside_its_field(manager: Client, world: World) -> None:
    Programme.objects.filter(pk=world.here.programme.pk).update(ends=date(2089, 3, 31))
    for page in ("", "end/"):
        told = manager.post(f"/people/roles/{world.roles['evaluator'].pk}/{page}", {**LATER, **SEEN})
        [said] = told.context["form"].errors["until"]
        assert "must be the same as or before 31\xa0March\xa02089" in said
    assert not Entry.objects.about(world.roles["evaluator"]).exists()


def test_a_representative_ends_their_own_role_earlier_and_never_later(client: Client, world: World) -> None:
    role = world.roles["representative"]
    Role.objects.filter(pk=role.pk).update(until=date(2080, 1, 1))
    client.force_login(role.person)
    shown = client.get(f"/people/roles/{role.pk}/").content.decode()
    assert "Your own role can end earlier" in shown
    for typed, said in ((LATER, "the same as or before 1\xa0January\xa02080"), ({}, "Enter the last day")):
        told = client.post(f"/people/roles/{role.pk}/", {**typed, **SEEN})
        assert said in str(told.context["form"].errors["until"])
    client.post(f"/people/roles/{role.pk}/", {**LATER, "until_year": "2079", **SEEN})
    role.refresh_from_db()
    assert role.until == date(2079, 6, 1)


def test_a_representative_keeps_a_colleague_to_the_year_and_a_manager_may_leave_the_end_open(
    client: Client, world: World
) -> None:
    Programme.objects.filter(pk=world.here.programme.pk).update(ends=date(2089, 3, 31))
    champion = world.roles["champion"]
    Role.objects.filter(pk=champion.pk).update(until=date(2080, 1, 1))
    client.force_login(world.people["representative"])
    for typed, said in ((LATER, "the same as or before 31\xa0March\xa02089"), ({}, "Enter the last day")):
        told = client.post(f"/people/roles/{champion.pk}/", {**typed, **SEEN})
        assert said in str(told.context["form"].errors["until"])
    client.force_login(world.people["manager"])
    client.post(f"/people/roles/{champion.pk}/", SEEN)
    champion.refresh_from_db()
    assert champion.until is None


def test_whoever_ends_the_role_of_somebody_who_invited_is_told_what_waits(manager: Client, world: World) -> None:
    role = world.roles["representative"]
    InvitationFactory(partnership=world.own, kind="champion", sent=True, sent_by=role.person)
    InvitationFactory(partnership=world.neighbour, kind="champion", sent=True, sent_by=role.person)
    shown = " ".join(manager.get(f"/people/roles/{role.pk}/end/").content.decode().split())
    assert f"1 invitation that {role.person} sent waits for an answer" in shown


def test_an_invitation_whose_sender_has_gone_is_listed_as_one_to_send_again(manager: Client, world: World) -> None:
    gone = PersonFactory(name="Ivo Marrick")
    made = InvitationFactory(programme=world.here.programme, name="Rowena", sent=True, sent_by=gone)
    assert names(manager, "?state=fallen") == ["Rowena"]
    shown = " ".join(manager.get(f"/invitations/{made.pk}/").content.decode().split())
    assert "Ivo Marrick sent it and no longer invites people here" in shown
    manager.post(f"/invitations/{made.pk}/")
    assert names(manager, "?state=fallen") == []


def test_of_two_who_change_the_partnerships_assigned_the_second_is_told(manager: Client, world: World) -> None:
    page = f"/people/roles/{world.roles['adviser'].pk}/"
    manager.post(page, {**SEEN, "assigned": [world.neighbour.pk]})
    shown = manager.post(page, {**SEEN, "assigned": [world.own.pk, world.elsewhere.pk]})
    assert "changed this while you were working on it" in shown.content.decode()
    assert list(world.roles["adviser"].assigned.all()) == [world.neighbour]
    form = shown.context["form"]
    assert form["assigned"].value() == [str(world.own.pk), str(world.elsewhere.pk)]
    assert form.saved_meanwhile["assigned"] == world.neighbour.area
    manager.post(page, {"version": form["version"].value(), "assigned": [world.own.pk, world.elsewhere.pk]})
    assert set(world.roles["adviser"].assigned.all()) == {world.own, world.elsewhere}


def test_a_role_is_not_lengthened_by_ending_it(manager: Client, world: World) -> None:
    first = RoleFactory(champion=True, partnership=world.neighbour, until=date(2026, 5, 1))
    page = manager.post(f"/people/roles/{first.pk}/end/", {**LATER, "version": first.version})
    assert "The role ends before that day already" in page.content.decode()
    with pytest.raises(ValueError, match="between its first day and the last it has"):
        end_role(role=first, until=date(2026, 5, 2), by=None, at=AT)


def test_what_was_decided_since_the_role_was_read_counts(world: World) -> None:
    role = world.roles["evaluator"]
    stale = Role.objects.get(pk=role.pk)
    end_role(role=role, until=date(2026, 6, 1), by=None, at=AT)
    with pytest.raises(RoleChangedError):
        correct_role(role=stale, until=None, assigned=[], by=None, at=AT, seen=1)
    correct_role(role=stale, until=None, assigned=[], by=None, at=AT)
    assert Entry.objects.about(role).filter(action="role.corrected").count() == 1


@pytest.mark.parametrize(
    "name_for",
    [
        lambda year, day: give_role(
            person=PersonFactory(), kind="finance", programme=year, since=day, until=day, by=None, at=AT
        ),
        lambda year, day: correct_role(
            role=RoleFactory(evaluator=True, programme=year), until=day, assigned=[], by=None, at=AT
        ),
        lambda year, day: invite(
            programme=year, asked=Asked("finance", "fin@people.example", since=day, until=day), by=None, at=AT
        ),
    ],
    ids=["give", "correct", "invite"],
)
def test_days_are_asked_of_the_year_as_it_is_by_now(world: World, name_for: Any) -> None:
    year = world.here.programme
    Programme.objects.filter(pk=year.pk).update(ends=date(2026, 12, 31))  # moved by somebody since it was read

    with pytest.raises(RoleOutsideYearError):
        name_for(year, date(2027, 1, 4))


def test_a_role_corrected_to_what_it_is_stays_at_its_version(world: World) -> None:
    role = world.roles["adviser"]

    correct_role(role=role, until=role.until, assigned=role.assigned.all(), by=None, at=AT, seen=role.version)

    assert Role.objects.get(pk=role.pk).version == 1
    assert not Entry.objects.about(role).filter(action="role.corrected").exists()


@pytest.mark.parametrize(
    "deed",
    [
        lambda role: end_role(role=role, until=date(2090, 1, 1), by=None, at=AT),
        lambda role: correct_role(role=role, until=None, assigned=[], by=None, at=AT),
        lambda role: give_role(
            person=PersonFactory(), kind="finance", programme=role.programme, since=AT.date(), by=None, at=AT
        ),
    ],
    ids=["end", "correct", "give"],
)
def test_nobodys_role_changes_in_a_closed_year(db: None, deed: Any) -> None:
    role = RoleFactory(evaluator=True, programme=ProgrammeFactory(closed=True))
    with pytest.raises(ProgrammeClosedError):
        deed(role)
    assert Role.objects.get().until is None


@pytest.mark.parametrize("whose", ["a partnership abroad", "the programme", "a neighbour"])
def test_a_representative_changes_nobody_elses_people(client: Client, world: World, whose: str) -> None:
    role = {
        "a partnership abroad": lambda: RoleFactory(champion=True, partnership=world.abroad),
        "the programme": lambda: world.roles["manager"],
        "a neighbour": lambda: RoleFactory(champion=True, partnership=world.neighbour),
    }[whose]()
    client.force_login(world.people["representative"])
    assert client.post(f"/people/roles/{role.pk}/end/", PAST).status_code == 404
    role.refresh_from_db()
    assert role.until is None


def test_a_manager_of_another_programme_reaches_nobody_here(client: Client, world: World) -> None:
    other = RoleFactory(manager=True, programme=world.there.programme)
    made = InvitationFactory(programme=world.here.programme, sent=True)
    client.force_login(other.person)
    for address in (f"/people/roles/{world.roles['evaluator'].pk}/end/", f"/invitations/{made.pk}/withdraw/"):
        assert client.post(address, PAST).status_code == 404
    made.refresh_from_db()
    assert made.withdrawn_at is None
