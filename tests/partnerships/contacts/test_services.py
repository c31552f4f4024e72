"""Contacts are added, changed, checked and removed by services that keep a trail without personal data."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from audit.models import Entry
from partnerships.errors import (
    ConsentMissingError,
    ContactChangedError,
    ContactDoesNotFitError,
    ContactKnownError,
    PersonUnsureError,
    ProgrammeClosedError,
    WordingMissingError,
)
from partnerships.models import ConsentWording, Contact
from partnerships.services.consent import add_wording, withdraw_consent
from partnerships.services.contacts import add_contact, change_contact, check_contacts, remove_contact
from tests.at_once import at_once
from tests.factories import PersonFactory, World
from tests.factories.contacts import ConsentWordingFactory, ContactFactory
from tests.factories.programmes import ProgrammeFactory

AT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
SECRET = "Zoltan Quibbleworth"


def added(world: World, **facts: Any) -> Contact:
    given = {"name": SECRET, "email": "zoltan@police.example", "partnership": world.own, **facts}
    return add_contact(programme=world.here.programme, by=world.people["manager"], at=AT, **given)


def told_of(contact: Contact) -> list[tuple[str, int | None, dict[str, Any]]]:
    """What the trail has, the newest first."""
    entries = Entry.objects.filter(subject_kind="partnerships.contact", subject_key=str(contact.pk))
    return list(entries.values_list("action", "actor", "details"))


def test_nobody_is_added_once_the_year_is_closed(world: World) -> None:
    type(world.here.programme).objects.update(state="closed", closed_at=AT)  # what the caller holds is older
    with pytest.raises(ProgrammeClosedError):
        added(world)
    assert not Contact.objects.exists()


def test_a_contact_is_kept_tidily_and_checked_on_the_day_it_was_made(world: World) -> None:
    contact = added(
        world, name="  Zoltan  ", email=" Zoltan@Police.EXAMPLE ", topics=["crime", " Crime", "", "older  people"]
    )
    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.topics) == (
        "Zoltan",
        "zoltan@police.example",
        ["crime", "older people"],
    )
    assert contact.checked_on == date(2026, 11, 2)
    assert told_of(contact) == [("contact.added", world.people["manager"].pk, {})]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (lambda world: {"partnership": world.abroad}, ContactDoesNotFitError),
        (
            lambda world: {
                "consent_wording": ConsentWordingFactory(programme=world.there.programme),
                "consented_on": AT.date(),
            },
            ContactDoesNotFitError,
        ),
        (lambda world: {"share_with_agencies": True}, ConsentMissingError),
        (lambda world: {"consented_on": AT.date()}, ConsentMissingError),
        (
            lambda world: {"consent_wording": ConsentWordingFactory(programme=world.here.programme)},
            ConsentMissingError,
        ),
    ],
    ids=["partnership abroad", "wording abroad", "shared", "date alone", "wording alone"],
)
def test_what_does_not_fit_together_is_refused(world: World, facts: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        added(world, **facts(world))
    assert not Contact.objects.exists()


def test_a_change_tells_the_trail_which_fields_and_never_what_stands_in_them(world: World) -> None:
    contact = added(world)
    changed = change_contact(
        contact=contact, seen=1, by=world.people["manager"], at=AT, phone="01632 960001", organisation="Police"
    )
    assert (changed.version, changed.phone) == (2, "01632 960001")
    assert told_of(contact)[0][2] == {"fields": ["organisation", "phone"]}
    assert SECRET not in str(list(Entry.objects.values()))


def test_a_change_that_changes_nothing_leaves_no_trace(world: World) -> None:
    contact = added(world)
    change_contact(contact=contact, seen=1, by=None, at=AT, name=SECRET, email="ZOLTAN@police.example")
    contact.refresh_from_db()
    assert contact.version == 1
    assert len(told_of(contact)) == 1


def test_whoever_saw_an_older_version_changes_nothing(world: World) -> None:
    contact = added(world)
    change_contact(contact=contact, seen=1, by=None, at=AT, phone="01632 960001")
    with pytest.raises(ContactChangedError):
        change_contact(contact=contact, seen=1, by=None, at=AT, phone="01632 960002")
    with pytest.raises(ContactChangedError):
        remove_contact(contact=contact, seen=1, by=None, at=AT)
    assert Contact.objects.get().phone == "01632 960001"


@pytest.mark.parametrize(
    ("facts", "is_known"),
    [
        ({"name": "Somebody Else"}, True),
        ({"email": "", "name": SECRET.upper()}, True),
        ({"email": "other@police.example", "name": SECRET, "partnership": None}, False),
        ({"email": "", "name": "Somebody Else"}, False),
    ],
    ids=["same address", "same name and place", "same name elsewhere", "nothing the same"],
)
def test_whoever_is_there_already_is_told_of_once(world: World, facts: dict[str, Any], is_known: bool) -> None:
    first, among = added(world), Contact.objects.all()
    if is_known:
        with pytest.raises(ContactKnownError) as told:
            added(world, among=among, **facts)
        assert told.value.contacts == (first,)
        added(world, among=among, known=[first.pk], **facts)
    else:
        added(world, among=among, **facts)
    assert Contact.objects.count() == 2


def test_a_contact_that_one_may_not_see_is_not_told_of(world: World) -> None:
    added(world, partnership=world.neighbour)
    added(world, among=Contact.objects.filter(partnership=world.own))
    assert Contact.objects.count() == 2


def test_a_contact_that_stays_called_as_it_is_is_not_asked_about(world: World) -> None:
    first = added(world)
    second = added(world, name="Somebody Else")
    change_contact(contact=second, seen=1, by=None, at=AT, among=Contact.objects.all(), phone="01632 960001")
    with pytest.raises(ContactKnownError):
        change_contact(contact=first, seen=1, by=None, at=AT, among=Contact.objects.all(), name="Zoltan Q")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("asked", "kept"), [(True, 1), (False, 4)], ids=["asked", "control: not asked"])
def test_of_four_who_add_the_same_person_at_once_one_does(asked: bool, kept: int) -> None:
    known = {"programme": ProgrammeFactory(), "name": "Ada", "email": "ada@p.example"}

    def add() -> None:
        add_contact(**known, by=None, at=AT, among=Contact.objects.all() if asked else None)

    told = at_once(*[add] * 4, refused=(ContactKnownError,))
    assert told.count(ContactKnownError) == 4 - kept
    assert Contact.objects.count() == kept


def test_several_are_checked_at_once_but_those_changed_meanwhile_are_not(world: World) -> None:
    first, second, third = (ContactFactory(partnership=world.own) for _ in range(3))
    change_contact(contact=second, seen=1, by=None, at=AT, phone="01632 960001")
    seen = {first.pk: 1, second.pk: 1, third.pk: 1}
    by = world.people["representative"]
    assert check_contacts(contacts=Contact.objects.exclude(pk=third.pk), seen=seen, on=AT.date(), by=by, at=AT) == 1
    checked = Contact.objects.filter(checked_on=AT.date())
    assert list(checked) == [first]
    assert told_of(first)[0][:2] == ("contact.checked", by.pk)


def test_checking_twice_has_one_effect(world: World) -> None:
    contact, by = ContactFactory(partnership=world.own), world.people["manager"]
    for _ in range(2):
        check_contacts(contacts=Contact.objects.all(), seen={contact.pk: 1}, on=AT.date(), by=by, at=AT)
    contact.refresh_from_db()
    assert contact.version == 2
    assert len(told_of(contact)) == 1


def test_a_removed_contact_leaves_only_that_there_was_one(world: World) -> None:
    contact = added(world)
    key = contact.pk
    remove_contact(contact=contact, seen=1, by=world.people["manager"], at=AT)
    assert not Contact.objects.exists()
    entry = Entry.objects.filter(action="contact.removed").get()
    assert (entry.subject_key, entry.details) == (str(key), {})


def test_wordings_are_numbered_and_the_same_words_are_one_wording(world: World) -> None:
    def add(text: str, **more: Any) -> ConsentWording:
        return add_wording(
            programme=world.here.programme, text=text, by=None, at=AT + timedelta(days=len(text)), **more
        )

    first, again, second, named, third = (
        add("One"),
        add(" One "),
        add("Number two"),
        add("Number seven", key="v7"),
        add("The one after it"),
    )
    assert [each.key for each in (first, again, second, named, third)] == ["v1", "v1", "v2", "v7", "v8"]
    assert Entry.objects.filter(action="contact.wording_added").count() == 4
    with pytest.raises(WordingMissingError):
        add("  ")


def test_consent_withdrawn_ends_the_sharing_and_is_kept_in_the_trail(world: World) -> None:
    contact = ContactFactory(partnership=world.own, shared=True, consented_how="Rang Mrs Featherby")
    wording = contact.consent_wording
    for _ in range(2):
        withdraw_consent(contact=contact, seen=1, by=world.people["manager"], at=AT)
    contact.refresh_from_db()
    assert (contact.consent_wording, contact.consented_on, contact.consented_how) == (None, None, "")
    assert (contact.share_with_agencies, contact.version) == (False, 2)
    ((action, actor, details),) = told_of(contact)
    assert (action, actor) == ("contact.consent_withdrawn", world.people["manager"].pk)
    assert details == {"wording": wording.pk, "on": "2026-04-02", "how": "other", "shared": True}


def test_consent_is_not_withdrawn_from_a_version_nobody_looked_at(world: World) -> None:
    contact = ContactFactory(partnership=world.own, agreed=True, version=3)
    with pytest.raises(ContactChangedError):
        withdraw_consent(contact=contact, seen=2, by=PersonFactory(), at=AT)
    contact.refresh_from_db()
    assert contact.consent_wording is not None


# --- Whose a consent is ---
def agreeing(world: World) -> tuple[Contact, dict[str, Any]]:
    """Somebody who agreed, and what a form that asks about consent says when nothing of it is changed."""
    contact = ContactFactory(partnership=world.own, name="Ada Stone", email="ada@stone.example", shared=True)
    asked = ("consent_wording", "consented_on", "consented_how", "share_with_agencies")
    return contact, {name: getattr(contact, name) for name in asked}


NEW_NAME, NEW_ADDRESS = {"name": "Bede Marsh"}, {"email": "bede@marsh.example"}


@pytest.mark.parametrize(
    ("facts", "asks"),
    [
        (NEW_NAME, False),
        (NEW_ADDRESS, False),
        ({**NEW_NAME, "phone": "01632 960001"}, False),
        ({**NEW_NAME, **NEW_ADDRESS}, True),
        ({**NEW_NAME, "email": ""}, True),
        ({**NEW_NAME, **NEW_ADDRESS, "consented_how": "phone"}, True),
        ({**NEW_NAME, **NEW_ADDRESS, "consented_on": date(2026, 10, 1)}, False),
    ],
    ids=["name", "address", "name and number", "both", "no address", "both and the way", "both and agreed anew"],
)
def test_a_consent_goes_along_with_one_who_may_be_another_only_when_it_is_said(
    world: World, facts: dict[str, Any], asks: bool
) -> None:
    contact, asked = agreeing(world)
    given: dict[str, Any] = {"contact": contact, "seen": 1, "by": None, "at": AT, **asked, **facts}
    if asks:
        with pytest.raises(PersonUnsureError):
            change_contact(**given)
        assert Contact.objects.get().name == "Ada Stone"
    changed = change_contact(**given, same_person=True) if asks else change_contact(**given)
    changed.refresh_from_db()
    assert (changed.consent_wording, changed.share_with_agencies) == (contact.consent_wording, True)


def test_the_consent_of_one_ends_when_the_entry_becomes_anothers(world: World) -> None:
    contact, asked = agreeing(world)
    facts = {**asked, **NEW_NAME, **NEW_ADDRESS, "share_with_agencies": False}
    change_contact(contact=contact, seen=1, by=None, at=AT, same_person=False, **facts)
    changed = Contact.objects.get()
    assert (changed.name, changed.consent_wording, changed.consented_on) == ("Bede Marsh", None, None)
    assert (changed.share_with_agencies, changed.consent_withdrawn_on) == (False, date(2026, 11, 2))
    was = {"wording": contact.consent_wording_id, "on": "2026-04-02", "how": "form", "shared": True}
    assert ("contact.consent_withdrawn", None, was) in told_of(contact)
