"""Plants messages (row 31): canary words in subject and address, here and abroad, and one that is nobody's."""

from typing import Any

from accounts.models import Person
from partnerships.models import Programme
from tests.access.things import Place, Thing, canary
from tests.factories import World
from tests.factories.messages import make_mailing, make_message


def messages(world: World, person: Person | None) -> list[Thing]:
    """A message here and one abroad; of the third, a code, nobody hears."""
    nobodys = letter(None, Place.ABROAD, "message_id", kind="accounts/sign_in_code", label="of no programme")
    return [
        letter(world.here.programme, Place.HERE, "message_id"),
        letter(world.there.programme, Place.ABROAD, "message_id"),
        nobodys,
    ]


def unknown_messages(world: World, person: Person | None) -> list[Thing]:
    """Two that a person must settle: here and abroad."""
    programmes = {Place.HERE: world.here.programme, Place.ABROAD: world.there.programme}
    return [
        letter(programme, place, "message_id", "unknown", data={"verdict": "sent"})
        for place, programme in programmes.items()
    ]


def letter(programme: Programme | None, place: Place, address: str, state: str = "sent", **given: Any) -> Thing:
    label, data = given.pop("label", ""), given.pop("data", {})
    word = canary("message", place.name, label)
    found = make_message(programme, state, subject=word, to=f"{word.lower()}@mail.example", **given)
    return Thing("31", place, label, kwargs={address: found.pk}, words=(word,), data=data)


def mailings(world: World, person: Person | None) -> list[Thing]:
    """A mailing here and one abroad."""
    programmes = {Place.HERE: world.here.programme, Place.ABROAD: world.there.programme}
    return [mailing(programme, place) for place, programme in programmes.items()]


def mailing(programme: Programme, place: Place) -> Thing:
    word = canary("mailing", place.name)
    found = make_mailing(programme, subject=word)
    make_message(programme, "queued", mailing=found, subject="", text="")
    return Thing("31", place, kwargs={"mailing_id": found.pk}, words=(word,))
