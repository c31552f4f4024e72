"""Reads about contacts that may be one person; the database does the comparing."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, F, Func, QuerySet, Value
from django.db.models.functions import Cast, Concat, Length, Lower, Trim

from kit.prepared import PreparedValues, given_of, marks_of
from partnerships.models import Contact, Programme
from partnerships.rules.duplicates import Likeness, suspects
from partnerships.selectors.contacts import changeable_by, changeable_contacts, changing_of
from partnerships.selectors.sight import Sight
from partnerships.selectors.standing import Standing

MOST_GROUPS = 50
MOST_IN_A_GROUP = 8
FEWEST_DIGITS = 7


def without(text: object, pattern: str, instead: str = "") -> Func:
    """Text in which every match of a pattern is replaced."""
    return Func(text, Value(pattern), Value(instead), Value("g"), function="regexp_replace", output_field=CharField())


# Names as people compare them: small letters, and one space for what stands between words.
PLAIN_NAME = Trim(without(Lower("name"), r"[\s.,'’-]+", " "))
# Digits alone, from the area code on: +44 (0)20 7946 0000 and 020 7946 0000 are one number.
DIGITS = without(without(F("phone"), r"\D"), r"^(0044|44|0)?0?")


@dataclass(frozen=True)
class Group:
    """Contacts that may be one person, the longest known first, and why they are thought to be."""

    contacts: tuple[Contact, ...]
    reasons: tuple[str, ...]

    @property
    def query(self) -> str:
        """What the address of the page that compares them asks for: all but the first."""
        return urlencode([("with", contact.pk) for contact in self.contacts[1:]])


def duplicates(standing: Standing, programme: Programme) -> list[Group]:
    """Groups among the contacts of a programme that one may change: at most fifty, strongest reasons first."""
    found = suspects(likenesses(standing, programme))[:MOST_GROUPS]
    if not found:
        return []
    own = changeable_contacts(standing).filter(programme=programme)
    rows = own.select_related("programme", "partnership", "consent_wording").in_bulk(
        [pk for group in found for pk in group.ids[:MOST_IN_A_GROUP]]
    )
    grouped = (Group(tuple(rows[pk] for pk in each.ids if pk in rows), each.reasons) for each in found)
    return [group for group in grouped if len(group.contacts) > 1]


def likenesses(standing: Standing, programme: Programme) -> list[Likeness]:
    """Who is like whom, in one statement: by address, by name within a partnership, by phone number."""
    changing = changing_of(standing)
    if not any(changing):
        return []
    rows = likenesses_for(marks_of(changing)).fetch(programme.pk, *given_of(changing))
    return [Likeness(reason, tuple(ids)) for reason, ids in rows]


PROGRAMME = -1  # stands for the key of a programme


@cache
def likenesses_for(changing: Sight) -> PreparedValues:
    """Reasons and ids, for those who may change by so much."""
    return PreparedValues(lambda: every_likeness(changing), PROGRAMME, *given_of(changing))


def every_likeness(changing: Sight) -> QuerySet[Any, Any]:
    """By each of the reasons, as one query."""
    bare = changeable_by(changing).filter(programme=PROGRAMME).order_by()
    place = Concat(Cast("partnership_id", CharField()), Value(" "), PLAIN_NAME)
    first, *others = [
        alike(bare.exclude(email=""), "email", F("email")),
        alike(bare.annotate(plain=PLAIN_NAME).exclude(plain=""), "name", place),
        alike(bare.annotate(size=Length(DIGITS)).filter(size__gte=FEWEST_DIGITS), "phone", DIGITS),
    ]
    return first.union(*others, all=True)


def alike(contacts: QuerySet[Contact], reason: str, likeness: object) -> QuerySet[Contact, tuple[str, list[int]]]:
    """The ids of those who have the same of something, a row a group of two and more, at most fifty rows."""
    grouped = contacts.annotate(likeness=likeness).values("likeness").annotate(ids=ArrayAgg("pk", order_by="pk"))
    several = grouped.annotate(several=Count("pk")).filter(several__gt=1).annotate(reason=Value(reason))
    return several.order_by("likeness").values_list("reason", "ids")[:MOST_GROUPS]
