"""What people and programmes chose, and what therefore becomes of messages; one query a question, however many."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Max, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kit.prepared import AnyOf, Prepared, PreparedValues
from notices.models import Choice, ProgrammeChoice, Suppression
from notices.rules.fate import Fate, Mode, chosen_mode, fate_of
from notices.rules.kinds import Kind, kind_of

# These stand for what is asked about.
KIND, PEOPLE, PERSON_ID, PROGRAMME_ID, PROGRAMMES, ADDRESSES = (
    "<kind>",
    "<people>",
    -1,
    -2,
    "<programmes>",
    "<addresses>",
)
PERSON, ADDRESS, PROGRAMME, STOPPED = "person", "address", "programme", "stopped"


@dataclass(frozen=True)
class Recipient:
    """Whom a message is for: an address, and the person who has it where there is an account."""

    address: str
    person_id: int | None = None


def mode_for(kind: str, person_id: int | None, programme_id: int | None) -> Mode:
    """When one person gets messages of a kind from a programme; raises UnknownKindError."""
    return modes_for(kind, [person_id], programme_id)[person_id]


def modes_for(kind: str, person_ids: Collection[int | None], programme_id: int | None) -> dict[int | None, Mode]:
    """When each person gets messages of a kind from a programme; at most two queries. Raises UnknownKindError."""
    found = kind_of(kind)
    own = _own_choices(found, person_ids)
    programme = _programmes_choice(found, programme_id)
    return {pk: chosen_mode(found, programme=programme, own=own.get(pk)) for pk in person_ids}


def fates_for(kind: str, recipients: Sequence[Recipient], programme_id: int | None) -> list[Fate]:
    """What becomes of a message of a kind to each recipient, in their order; one query. Raises UnknownKindError."""
    asked = kind_of(kind)
    people = [one.person_id for one in recipients if one.person_id is not None]
    addresses = [one.address.lower() for one in recipients]
    found = {(what, whose): mode for what, whose, mode in FACTS.fetch(kind, people, programme_id, addresses)}
    fates = []
    for one, address in zip(recipients, addresses, strict=True):
        is_person = one.person_id is not None
        own = found.get((PERSON, str(one.person_id)) if is_person else (ADDRESS, address))
        mode = chosen_mode(asked, programme=found.get((PROGRAMME, "")), own=own)
        is_suppressed = (STOPPED, address) in found and not asked.is_asked_for
        fates.append(fate_of(mode, is_suppressed=is_suppressed, is_for_a_person=is_person))
    return fates


def _facts() -> QuerySet[Any, Any]:
    """What there is to know of recipients, as tuples: what it is about, whose it is as a text, and what was chosen."""
    own = Choice.objects.filter(AnyOf(F("person"), PEOPLE), kind=KIND)
    left = Choice.objects.filter(AnyOf(F("address"), ADDRESSES), kind=KIND, mode=Mode.NEVER, person__isnull=True)
    programme = ProgrammeChoice.objects.filter(programme_id=PROGRAMME_ID, kind=KIND)
    stopped = Suppression.objects.standing().filter(AnyOf(F("address"), ADDRESSES))
    return _told(own, PERSON, Cast("person_id", TextField()), F("mode")).union(
        _told(left, ADDRESS, F("address"), F("mode")),
        _told(programme, PROGRAMME, Value(""), F("mode")),
        _told(stopped, STOPPED, F("address"), Value("")),
        all=True,
    )


def _told(rows: QuerySet[Any], about: str, whose: Any, chosen: Any) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(about), whose, chosen)


FACTS = PreparedValues(_facts, KIND, PEOPLE, PROGRAMME_ID, ADDRESSES)


def suppressed_among(addresses: Collection[str]) -> set[str]:
    """Those addresses that get nothing more, in small letters; one query."""
    small = {address.lower() for address in addresses}
    return set(Suppression.objects.standing().filter(address__in=small).values_list("address", flat=True))


def gone_among(person_ids: Collection[int | None]) -> set[int]:
    """Those people whose account was closed; one query at most."""
    people = {pk for pk in person_ids if pk is not None}
    return set(get_user_model().objects.filter(pk__in=people, is_active=False).values_list("pk", flat=True))


def choices_of(person_id: int) -> dict[str, str]:
    """What one person chose, by kind."""
    return {kind: mode for kind, mode, _at in OWN.fetch(person_id)}


def has_left(kind: str, *, person_id: int | None, address: str) -> bool:
    """Whether a person, or an address without an account, gets no messages of a kind by their own choice."""
    whose = {"person": person_id} if person_id else {"person__isnull": True, "address": address.lower()}
    return Choice.objects.filter(kind=kind, mode=Mode.NEVER, **whose).exists()


def programmes_choices(programme_ids: Collection[int]) -> Mapping[int, dict[str, str]]:
    """What each programme chose, by kind; one query."""
    return _by_programme(programme_ids, THEIRS.fetch(list(programme_ids)))


def _by_programme(
    programme_ids: Collection[int], rows: Iterable[tuple[int, str, str, datetime]]
) -> dict[int, dict[str, str]]:
    chosen: dict[int, dict[str, str]] = {pk: {} for pk in programme_ids}
    for programme_id, kind, mode, _at in rows:
        chosen[programme_id][kind] = mode
    return chosen


@dataclass(frozen=True)
class Change:
    """The last change of a programme's choices: its version, 0 before the first, and who made it."""

    version: int = 0
    who: str = ""


def last_change(programme_id: int) -> Change:
    """When and by whom a programme's choices were changed last; one query."""
    found = LAST.fetch(programme_id)
    return Change(version_of(found[0].chosen_at), str(found[0].chosen_by)) if found else Change()


@dataclass(frozen=True)
class Shown:
    """What a page of choices shows a person: the mode of each kind chosen, the kinds that none of their programmes
    sends, and the version of it all, 0 before anything was chosen."""

    modes: dict[str, str]
    silent: list[str]
    version: int


def shown_to(person_id: int, programme_ids: Collection[int]) -> Shown:
    """What a page of choices shows a person; two queries. A programme's own choice counts where all agree."""
    own, theirs = OWN.fetch(person_id), THEIRS.fetch(list(programme_ids))
    programmes = _by_programme(programme_ids, theirs).values()
    kinds = {kind for chosen in programmes for kind in chosen}
    told = {kind: {chosen.get(kind, Mode.NOW) for chosen in programmes} for kind in kinds}
    agreed = {kind: next(iter(modes)) for kind, modes in told.items() if len(modes) == 1}
    silent = [kind for kind, mode in agreed.items() if mode == Mode.NEVER]
    version = version_of(max((at for *_, at in (*own, *theirs)), default=None))
    return Shown({**agreed, **{kind: mode for kind, mode, _at in own}}, silent, version)


def own_version(person_id: int) -> int:
    """The version of what a person chose, which later choices raise; one query."""
    return version_of(Choice.objects.filter(person=person_id).aggregate(last=Max("chosen_at"))["last"])


def version_of(chosen_at: datetime | None) -> int:
    """A moment of choosing as a version; 0 for none."""
    return int(chosen_at.timestamp() * 1_000_000) if chosen_at else 0


def _own_choices(kind: Kind, person_ids: Collection[int | None]) -> dict[int | None, str]:
    """What each person chose for a kind."""
    people = [pk for pk in person_ids if pk is not None]
    if not people or not kind.can_be_chosen:
        return {}
    return dict(Choice.objects.filter(kind=kind.name, person__in=people).values_list("person_id", "mode"))


def _programmes_choice(kind: Kind, programme_id: int | None) -> str | None:
    """What a programme chose for a kind."""
    if programme_id is None or not kind.can_be_chosen:
        return None
    return (
        ProgrammeChoice.objects.filter(programme_id=programme_id, kind=kind.name).values_list("mode", flat=True).first()
    )


OWN = PreparedValues(
    lambda: Choice.objects.filter(person=PERSON_ID).order_by().values_list("kind", "mode", "chosen_at"), PERSON_ID
)
THEIRS = PreparedValues(
    lambda: (
        ProgrammeChoice.objects.filter(AnyOf(F("programme_id"), PROGRAMMES))
        .order_by()
        .values_list("programme_id", "kind", "mode", "chosen_at")
    ),
    PROGRAMMES,
)
LAST = Prepared(
    lambda: (
        ProgrammeChoice.objects.filter(programme_id=PROGRAMME_ID)
        .select_related("chosen_by")
        .order_by("-chosen_at", "-pk")[:1]
    ),
    PROGRAMME_ID,
)
