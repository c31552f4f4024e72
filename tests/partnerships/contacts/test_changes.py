"""Adding and changing, checking, withdrawing and removing: what is told, kept and done once."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Entry, EntryQuerySet
from partnerships.models import Contact
from tests.factories import World
from tests.factories.contacts import ConsentWordingFactory
from tests.kit.govuk_ui.rendering import words
from tests.partnerships.contacts.reading import main_of, person

TYPED = {
    "name": "Ada Stone",
    "email": "Ada@Stone.example",
    "checked_on_day": "1",
    "checked_on_month": "6",
    "checked_on_year": "2026",
    "version": "0",
    "written_for": "marlvale",
}
HERE = {"written_for": "marlvale"}


# --- Adding and changing ---
def agreed(world: World, **typed: str) -> dict[str, str]:
    wording = ConsentWordingFactory(programme=world.here.programme)
    days = {"consented_on_day": "2", "consented_on_month": "April", "consented_on_year": "2026"}
    given = {"agreed": "yes", "wording": str(wording.pk), "consented_how": "phone", "share_with_agencies": "on", **days}
    return {**TYPED, "partnership": str(world.own.pk), "topics": "Crime; crime, housing", **given, **typed}


def test_a_manager_adds_somebody_with_what_they_agreed_to(enter: Callable[[str], Client], world: World) -> None:
    person(world, "Bede Marsh", topics=["HOUSING"])
    typed = agreed(world)
    answer = enter("manager").post("/contacts/add/", typed)
    contact = Contact.objects.get(name="Ada Stone")
    assert answer.headers["Location"] == f"/contacts/{contact.pk}/"
    assert (contact.email, contact.partnership, contact.topics) == (
        "ada@stone.example",
        world.own,
        ["Crime", "HOUSING"],
    )
    assert (contact.consented_on, contact.consented_how) == (date(2026, 4, 2), "phone")
    assert contact.share_with_agencies


def test_a_representative_adds_to_the_own_partnership_and_says_nothing_of_consent(
    enter: Callable[[str], Client], world: World
) -> None:
    typed = agreed(world, partnership=str(world.elsewhere.pk))
    enter("representative").post("/contacts/add/", typed)
    contact = Contact.objects.get()
    assert (contact.partnership, contact.consent_wording, contact.topics) == (world.own, None, [])
    assert not contact.share_with_agencies


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": " "}, "Enter their name"),
        ({"email": "ada.example"}, "Enter an email address in the correct format"),
        ({"phone": "ask Ruth"}, "Enter a phone number"),
        ({"partnership": ""}, "Select the partnership"),
        ({"partnership": "999999"}, "Select the partnership from the list"),
        ({"checked_on_year": "2090"}, "The date of the last check must be today or in the past"),
        ({"consented_on_year": "2090"}, "The date they agreed must be today or in the past"),
        ({"consented_on_day": "31"}, "The date they agreed must be a real date"),
        ({"wording": ""}, "Select what they agreed to"),
        ({"consented_how": ""}, "Select how they agreed"),
        ({"agreed": ""}, "Select yes if they agreed"),
        ({"agreed": "no"}, "They can be shown to agencies only when they have agreed"),
        ({"topics": "x" * 61}, "Each topic must be 60 characters or less"),
        ({"topics": ",".join(map(str, range(21)))}, "Enter 20 topics or fewer"),
        ({"name": "x" * 201}, "Their name must be 200 characters or less"),
        ({"version": "7"}, "changed this while you were working on it"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_kept_or_lost(
    enter: Callable[[str], Client], world: World, typed: dict[str, str], message: str
) -> None:
    html = (
        enter("manager").post("/contacts/add/", agreed(world, organisation="Typed already", **typed)).content.decode()
    )
    assert message in words(html)
    assert "<title>Error: " in html
    assert 'value="Typed already"' in html
    assert not Contact.objects.exists()


def test_somebody_with_the_same_address_is_pointed_to_and_a_second_press_saves(
    enter: Callable[[str], Client], world: World
) -> None:
    there = person(world, "Ada M Stone", email="ada@stone.example")
    client, typed = enter("manager"), {**TYPED, "partnership": str(world.neighbour.pk), "organisation": "Police"}
    html = client.post("/contacts/add/", typed).content.decode()
    assert "There is a contact with this address: Ada M Stone" in words(html)
    assert f'href="/contacts/{there.pk}/"' in html
    assert (Contact.objects.count(), 'value="Police"' in html, "Save anyway" in html) == (1, True, True)
    known = re.search(r'name="known" value="([^"]*)"', html)
    for _ in range(2):
        client.post("/contacts/add/", {**typed, "agreed": "no", "known": known[1] if known else ""})
    assert Contact.objects.count() == 2


def test_a_representative_is_told_of_nobody_elsewhere(enter: Callable[[str], Client], world: World) -> None:
    person(world, "Ada M Stone", email="ada@stone.example", partnership=world.neighbour)
    enter("representative").post("/contacts/add/", TYPED)
    assert Contact.objects.filter(partnership=world.own).count() == 1


def test_a_form_sent_twice_adds_one(enter: Callable[[str], Client], world: World) -> None:
    client = enter("representative")
    for _ in range(2):
        client.post("/contacts/add/", {**TYPED, "email": ""})
    assert Contact.objects.count() == 1


def test_two_who_change_the_same_person_do_not_overwrite_each_other(
    enter: Callable[[str], Client], world: World
) -> None:
    contact = person(world, "Ada Stone")
    typed = {**TYPED, "version": "1", "name": "Ada Stone"}
    client = enter("representative")
    client.post(f"/contacts/{contact.pk}/change/", {**typed, "phone": "01632 960001"})
    client.force_login(world.people["manager"])
    late = {**typed, "phone": "01632 960002", "partnership": str(world.own.pk), "agreed": "no"}
    html = client.post(f"/contacts/{contact.pk}/change/", late).content.decode()
    assert f"{world.people['representative'].name} changed this while you were working on it" in words(html)
    assert "Saved meanwhile: 01632 960001" in words(html)
    assert Contact.objects.get().phone == "01632 960001"
    client.post(f"/contacts/{contact.pk}/change/", {**late, "version": "2"})
    assert Contact.objects.get().phone == "01632 960002"


def test_a_representatives_change_leaves_consent_as_it_is(enter: Callable[[str], Client], world: World) -> None:
    contact = person(world, "Ada Stone", email="ada@stone.example", shared=True, topics=["crime"])
    enter("representative").post(f"/contacts/{contact.pk}/change/", {**TYPED, "version": "1", "agreed": "no"})
    changed = Contact.objects.get()
    assert (changed.email, changed.topics, changed.share_with_agencies) == ("ada@stone.example", ["crime"], True)
    assert changed.consent_wording == contact.consent_wording


def test_a_representative_is_told_what_another_address_means_and_never_who_agreed(
    enter: Callable[[str], Client], world: World
) -> None:
    pages = []
    for agreed_too in (True, False):
        contact = person(world, "Ada Stone", email="ada@stone.example", agreed=agreed_too)
        pages.append(words(main_of(enter("representative"), f"/contacts/{contact.pk}/change/")))
    assert pages[0] == pages[1]
    assert "With another address, they must agree again" in pages[0]


@pytest.mark.parametrize(
    ("answer", "said", "stands"),
    [
        ("same", "The contact is changed", True),
        ("another", "The contact is changed. What Ada Stone agreed to has ended", False),
    ],
)
def test_another_name_with_another_address_is_asked_about_before_a_consent_goes_along(
    enter: Callable[[str], Client], world: World, answer: str, said: str, stands: bool
) -> None:
    wording = ConsentWordingFactory(programme=world.here.programme)
    contact = person(world, "Ada Stone", email="ada@stone.example", shared=True, consent_wording=wording)
    days = {"consented_on_day": "2", "consented_on_month": "4", "consented_on_year": "2026", "consented_how": "form"}
    typed = {
        **{**TYPED, "name": "Bede Marsh", "email": "bede@marsh.example", "version": "1"},
        **{"partnership": str(world.own.pk), "agreed": "yes", "wording": str(wording.pk), **days},
        "share_with_agencies": "on",
    }
    client, url = enter("manager"), f"/contacts/{contact.pk}/change/"
    assert "Is it still the same person?" not in main_of(client, url)
    html = client.post(url, typed).content.decode()
    assert "Select whether it is the same person" in words(html)
    assert all(kept in html for kept in ("Bede Marsh", "bede@marsh.example", 'name="same_person"'))
    assert Contact.objects.get().name == "Ada Stone"
    assert said in words(client.post(url, {**typed, "same_person": answer}, follow=True).content.decode())
    changed = Contact.objects.get()
    assert (changed.name, changed.consented_on is not None, changed.share_with_agencies) == (
        "Bede Marsh",
        stands,
        stands,
    )


def test_who_is_not_asked_whether_it_is_the_same_person_cannot_answer(
    enter: Callable[[str], Client], world: World
) -> None:
    enter("manager").post("/contacts/add/", {**TYPED, "partnership": str(world.own.pk), "same_person": "same"})
    assert Contact.objects.get().name == "Ada Stone"


# --- Checking, withdrawing, removing ---
def checks() -> EntryQuerySet:
    return Entry.objects.filter(action__startswith="contact.")


def test_several_are_still_right_in_one_press(enter: Callable[[str], Client], world: World) -> None:
    first, second, third = (person(world, name, checked_on=date(2024, 1, 1)) for name in ("Ada", "Bede", "Cai"))
    other = person(world, "Dot", partnership=world.neighbour, checked_on=date(2024, 1, 1))
    client = enter("representative")
    ticks = [f"{first.pk}.1", f"{second.pk}.1", f"{third.pk}.9", f"{other.pk}.1", "nonsense", "1.2.3"]
    html = client.post("/contacts/stale/", {"right": ticks, **HERE}, follow=True).content.decode()
    assert "2 contacts are still right today" in words(html)
    assert "1 contact was changed while you looked" in words(html)
    right = Contact.objects.filter(checked_on=timezone.localdate()).values_list("name", flat=True)
    assert sorted(right) == ["Ada", "Bede"]
    assert set(checks().values_list("action", "actor")) == {("contact.checked", world.people["representative"].pk)}


def test_whom_nobody_has_checked_comes_first_and_is_checked_like_others(
    enter: Callable[[str], Client], world: World
) -> None:
    person(world, "Ada", checked_on=date(2024, 1, 1))
    contact = person(world, "Bede", checked_on=None)
    client = enter("representative")
    html = main_of(client, "/contacts/stale/")
    assert html.index("Bede") < html.index("Not yet") < html.index("Ada")
    assert [words(main_of(client, url)).count("Not yet") for url in ("/contacts/", f"/contacts/{contact.pk}/")] == [
        1,
        1,
    ]
    client.post("/contacts/stale/", {"right": f"{contact.pk}.1", **HERE})
    contact.refresh_from_db()
    assert contact.checked_on == timezone.localdate()


def test_a_check_that_was_never_made_can_be_left_out(enter: Callable[[str], Client], world: World) -> None:
    contact = person(world, "Bede", checked_on=None)
    typed = {"name": "Bede Marsh", "version": "1", "partnership": str(world.own.pk)}
    enter("representative").post(f"/contacts/{contact.pk}/change/", typed)
    contact.refresh_from_db()
    assert (contact.name, contact.checked_on) == ("Bede Marsh", None)


def test_pressed_without_a_tick_it_says_so(enter: Callable[[str], Client], world: World) -> None:
    person(world, "Ada")
    html = enter("manager").post("/contacts/stale/", HERE).content.decode()
    assert '<a href="#check">Tick the contacts that are still right</a>' in html
    assert "<title>Error: Contacts to check" in " ".join(html.split())
    assert not checks().exists()


def test_the_programme_says_how_long_a_check_lasts(enter: Callable[[str], Client], world: World) -> None:
    world.here.programme.contact_months = 1
    world.here.programme.save()
    person(world, "Ada", checked_on=timezone.localdate() - timedelta(days=32))
    person(world, "Bede", checked_on=timezone.localdate() - timedelta(days=20))
    html = main_of(enter("manager"), "/contacts/stale/")
    assert ("Ada</label>" in html, "Bede</label>" in html) == (True, False)


def test_consent_is_withdrawn_after_being_asked_again(enter: Callable[[str], Client], world: World) -> None:
    contact, client = person(world, "Ada", shared=True), enter("manager")
    assert contact.consent_wording.text in main_of(client, f"/contacts/{contact.pk}/withdraw/")
    for _ in range(2):
        client.post(f"/contacts/{contact.pk}/withdraw/", {"version": "1"})
    assert Contact.objects.get().consent_wording is None
    assert Entry.objects.filter(action="contact.consent_withdrawn").count() == 1
    assert client.get(f"/contacts/{contact.pk}/withdraw/").headers["Location"] == f"/contacts/{contact.pk}/"


def test_a_contact_is_removed_after_being_asked_again(enter: Callable[[str], Client], world: World) -> None:
    contact, client = person(world, "Ada"), enter("manager")
    stale = client.post(f"/contacts/{contact.pk}/remove/", {"version": "3"}, follow=True).content.decode()
    assert "Nothing is removed" in stale
    assert client.post(f"/contacts/{contact.pk}/remove/", {"version": "1"}).headers["Location"] == "/contacts/"
    assert not Contact.objects.exists()


def test_a_new_wording_gets_the_next_key_and_the_same_words_are_kept_once(
    enter: Callable[[str], Client], world: World
) -> None:
    client = enter("manager")
    for text in ("You may write to me.", "You may write to me.", "You may ring me."):
        client.post("/contacts/wordings/", {"text": text, **HERE})
    html = words(main_of(client, "/contacts/wordings/"))
    assert html.index("v2 “You may ring me.”") < html.index("v1 “You may write to me.”")
    assert "v3" not in html


@pytest.mark.parametrize(
    ("kind", "shown", "may_add"),
    [("manager", ["Ada", "Bede"], True), ("representative", ["Ada", "Bede"], True), ("agency", ["Ada"], False)],
)
def test_a_partnership_has_its_cards(
    enter: Callable[[str], Client], world: World, kind: str, shown: list[str], may_add: bool
) -> None:
    person(world, "Ada", shared=True)
    person(world, "Bede")
    person(world, "Cai", partnership=world.neighbour, shared=True)
    html = main_of(enter(kind), f"/partnerships/{world.own.pk}/contacts/")
    assert re.findall(r'/contacts/\d+/">(\w+)</a>', html) == shown
    assert (f"/contacts/add/?partnership={world.own.pk}" in html) == may_add
