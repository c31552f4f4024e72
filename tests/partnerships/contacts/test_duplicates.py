"""Contacts that may be one person are found, compared and made one, with nothing lost on the way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from audit.models import Entry
from partnerships.errors import ContactChangedError, ContactDoesNotFitError
from partnerships.models import Contact
from partnerships.selectors.duplicates import duplicates
from partnerships.selectors.standing import standing_of
from partnerships.services.duplicates import JOINED, merge_contacts
from tests.at_once import at_once
from tests.factories import World, build_world
from tests.factories.contacts import ContactFactory

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def groups(world: World) -> list[tuple[set[str], tuple[str, ...]]]:
    """Names and reasons, as the manager sees them."""
    standing = standing_of(world.people["manager"], on=AT.date())
    found = duplicates(standing, world.here.programme)
    return [({contact.name for contact in group.contacts}, group.reasons) for group in found]


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"email": "a@p.example"}, {"email": "a@p.example"}, ("email",)),
        ({"name": "Ada O’Brien-Stone"}, {"name": "ADA  O'Brien Stone."}, ("name",)),
        ({"phone": "020 7946 0000"}, {"phone": "+44 (0)20 7946-0000"}, ("phone",)),
        ({"phone": "0044 20 79460000"}, {"phone": "+442079460000"}, ("phone",)),
        (
            {"email": "a@p.example", "phone": "01632 960001"},
            {"email": "a@p.example", "phone": "01632960001"},
            ("email", "phone"),
        ),
        ({"phone": "96000"}, {"phone": "96000"}, None),
        ({"email": ""}, {"email": ""}, None),
        ({"name": "Ada O’Brien"}, {"name": "Ada O’Bryan"}, None),
    ],
    ids=["address", "name", "number", "number abroad", "both", "few digits", "no address", "other name"],
)
def test_who_is_like_whom(
    world: World, one: dict[str, str], other: dict[str, str], reasons: tuple[str, ...] | None
) -> None:
    people = [ContactFactory(partnership=world.own, **fields) for fields in (one, other)]
    expected = [({person.name for person in people}, reasons)] if reasons else []
    assert groups(world) == expected


def test_the_same_name_in_two_partnerships_is_two_people(world: World) -> None:
    ContactFactory(name="Ada Stone", partnership=world.own)
    ContactFactory(name="Ada Stone", partnership=world.neighbour)
    assert groups(world) == []


def test_another_programmes_contacts_are_compared_with_nobody_here(world: World) -> None:
    for partnership in (world.own, world.abroad, world.abroad):
        ContactFactory(email="a@p.example", partnership=partnership)
    assert groups(world) == []


def two(world: World) -> tuple[Contact, Contact]:
    one = ContactFactory(
        partnership=world.own,
        name="Ada Stone",
        phone="01632 960001",
        topics=["Housing", "crime"],
        agreed=True,
        checked_on=date(2026, 1, 1),
    )
    other = ContactFactory(
        partnership=world.neighbour,
        name="Ada S Stone",
        topics=["housing", "health"],
        shared=True,
        consent_wording__programme=world.here.programme,
        checked_on=date(2026, 6, 1),
        version=4,
    )
    return one, other


def together(world: World, one: Contact, other: Contact, **more: Any) -> Contact:
    given = {
        "seen": {one.pk: 1, other.pk: 4},
        "sources": {"name": other.pk, "phone": one.pk, "topics": JOINED, "consent": other.pk},
        **more,
    }
    return merge_contacts(kept=one, others=[other], by=world.people["manager"], at=AT, **given)


def test_each_part_comes_from_where_it_was_chosen_and_consent_as_a_whole(world: World) -> None:
    one, other = two(world)
    together(world, one, other)
    merged = Contact.objects.get()
    assert (merged.pk, merged.name, merged.phone, merged.email) == (one.pk, other.name, one.phone, one.email)
    assert (merged.partnership, merged.topics) == (world.own, ["Housing", "crime", "health"])
    assert (merged.consent_wording, merged.consented_on) == (other.consent_wording, other.consented_on)
    assert merged.share_with_agencies
    assert (merged.checked_on, merged.version) == (date(2026, 6, 1), 2)


@pytest.mark.parametrize(
    ("days", "latest"),
    [
        ((date(2026, 1, 1), None), date(2026, 1, 1)),
        ((None, date(2026, 1, 1)), date(2026, 1, 1)),
        ((None, None), None),
    ],
    ids=["the one kept", "the other", "neither"],
)
def test_the_latest_check_there_was_counts(
    world: World, days: tuple[date | None, date | None], latest: date | None
) -> None:
    one, other = (
        ContactFactory(partnership=world.own, checked_on=day, version=version)
        for day, version in zip(days, (1, 4), strict=True)
    )
    together(world, one, other)
    assert Contact.objects.get().checked_on == latest


def test_the_trail_tells_which_part_came_from_whom_and_no_more(world: World) -> None:
    one, other = two(world)
    gone = other.pk
    together(world, one, other)
    entry = Entry.objects.get(action="contact.merged")
    assert (entry.subject_key, entry.actor) == (str(one.pk), world.people["manager"])
    assert entry.details == {
        "removed": [gone],
        "from": {"name": gone, "phone": one.pk, "topics": 0, "consent": gone},
    }


@pytest.mark.parametrize(
    "seen", [{0: 1, 1: 3}, {0: 2, 1: 4}, {0: 1}], ids=["the other changed", "the kept changed", "never seen"]
)
def test_nothing_is_merged_when_one_was_changed_meanwhile(world: World, seen: dict[int, int]) -> None:
    pair = two(world)
    with pytest.raises(ContactChangedError):
        together(world, *pair, seen={pair[place].pk: version for place, version in seen.items()})
    assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    "sources",
    [lambda one, other: {"name": 999_999}, lambda one, other: {"name": JOINED}, lambda one, other: {"consent": JOINED}],
    ids=["a stranger", "joined names", "joined consent"],
)
def test_a_part_comes_from_one_of_those_merged(world: World, sources: Any) -> None:
    pair = two(world)
    with pytest.raises(ContactDoesNotFitError):
        together(world, *pair, sources=sources(*pair))
    assert Contact.objects.count() == 2


def test_contacts_of_two_programmes_are_never_one(world: World) -> None:
    one, other = two(world)
    Contact.objects.filter(pk=other.pk).update(partnership=world.abroad, programme=world.there.programme)
    with pytest.raises(ContactDoesNotFitError):
        together(world, one, other)
    assert Contact.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_merged_by_two_at_once_it_happens_once() -> None:
    world = build_world()
    pair = two(world)
    told = at_once(*[lambda: together(world, *pair)] * 2, refused=(ContactChangedError,))
    assert (Contact.objects.count(), told.count(ContactChangedError)) == (1, 1)
    assert Entry.objects.filter(action="contact.merged").count() == 1


@pytest.fixture
def manager(client: Client, world: World) -> Client:
    client.force_login(world.people["manager"])
    return client


def test_the_page_merges_what_was_looked_at_and_sent_twice_has_one_effect(manager: Client, world: World) -> None:
    one, other = two(world)
    url = f"/contacts/{one.pk}/merge/?with={other.pk}"
    typed = {
        "name": other.pk,
        "partnership": one.pk,
        "email": one.pk,
        "phone": one.pk,
        "topics": "0",
        "consent": other.pk,
        "seen": f"{one.pk}.1 {other.pk}.4",
    }
    checked = manager.post(url, {**typed, "check": "yes"}).content.decode()
    assert "Check the merged contact" in checked
    assert "Housing, crime, health" in checked
    assert Contact.objects.count() == 2
    for _ in range(2):
        assert manager.post(url, {**typed, "merge": "yes"}).headers["Location"] == f"/contacts/{one.pk}/"
    assert Contact.objects.get().name == other.name
    assert Entry.objects.filter(action="contact.merged").count() == 1


def test_a_part_nobody_chose_is_asked_for_and_nothing_is_merged(manager: Client, world: World) -> None:
    one, other = two(world)
    html = manager.post(f"/contacts/{one.pk}/merge/?with={other.pk}", {"merge": "yes"}).content.decode()
    assert "Select where to take this from: Full name" in html
    assert Contact.objects.count() == 2


def test_what_says_nothing_in_so_many_words_is_merged_as_any_other(manager: Client, world: World) -> None:
    one = ContactFactory(partnership=world.own, job_title="")
    other = ContactFactory(partnership=world.own, job_title="Nothing")
    page = manager.get(f"/contacts/{one.pk}/merge/?with={other.pk}")
    assert page.context["form"].fields["job_title"].initial == str(other.pk)


def labels_of(page: Any, part: str) -> list[str]:
    return [str(label) for _value, label in page.context["form"].fields[part].choices]


def test_answers_that_read_alike_say_which_contact_they_are_from(manager: Client, world: World) -> None:
    pairs = [("Ada Stone", ""), ("Ada S Stone", ""), ("Ada Stone", "Nothing")]
    one, *others = (ContactFactory(partnership=world.own, name=name, job_title=job) for name, job in pairs)
    page = manager.get(f"/contacts/{one.pk}/merge/?" + "&".join(f"with={other.pk}" for other in others))
    assert labels_of(page, "name") == ["Ada Stone (contact 1)", "Ada S Stone", "Ada Stone (contact 3)"]
    assert labels_of(page, "job_title") == ["Nothing (contact 1)", "Nothing (contact 2)", "Nothing (contact 3)"]
    assert "Ada Stone (contact 3)" in page.content.decode()


def test_two_partnerships_of_one_name_are_still_chosen_between(manager: Client, world: World) -> None:
    world.neighbour.name = world.own.name
    world.neighbour.save()
    one, other = (ContactFactory(partnership=place) for place in (world.own, world.neighbour))
    page = manager.get(f"/contacts/{one.pk}/merge/?with={other.pk}")
    assert labels_of(page, "partnership") == [f"{world.own.name} (contact {number})" for number in (1, 2)]


def test_a_change_in_between_is_told_of_on_the_page(manager: Client, world: World) -> None:
    one, other = two(world)
    typed = dict.fromkeys(("name", "partnership", "email", "phone", "topics", "consent"), one.pk)
    answer = manager.post(
        f"/contacts/{one.pk}/merge/?with={other.pk}", {**typed, "merge": "yes", "seen": f"{one.pk}.1 {other.pk}.3"}
    )
    assert "was changed meanwhile" in answer.content.decode()
    assert Contact.objects.count() == 2


def test_a_contact_of_another_programme_is_as_good_as_missing(manager: Client, world: World) -> None:
    one, abroad = ContactFactory(partnership=world.own), ContactFactory(partnership=world.abroad)
    answer = manager.get(f"/contacts/{one.pk}/merge/?with={abroad.pk}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/contacts/duplicates/")
