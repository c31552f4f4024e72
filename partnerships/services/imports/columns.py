"""The columns of each kind of file: how a cell is read, and what people call the column."""

from collections.abc import Mapping, Sequence
from functools import cache

from kit.lines import one_line
from kit.tables.checking import Field
from kit.tables.errors import Code
from kit.tables.matching import same
from kit.tables.parsers import DATE, EMAIL, INTEGER_NUMBER, TEXT, YES_NO, Reader, Unreadable
from partnerships.models import Partnership, Programme, Role
from partnerships.models.role import DEPUTY as DEPUTY_TITLE
from partnerships.rules.imports.people import DEPUTY


def tier_words(programme: Programme) -> dict[str, str]:
    """Tiers by the words that may name them: our keys, our labels and the region's words, but none that names two."""
    own = {same(tier.value): tier.value for tier in Partnership.Tier}
    said = [
        (same(word), tier.value)
        for tier in Partnership.Tier
        for word in (str(tier.label), programme.word(tier.value), programme.words(tier.value))
    ]
    clear = {word: tier for word, tier in said if {other for each, other in said if each == word} == {tier}}
    return {**clear, **own}


def tier_reader(programme: Programme) -> Reader:
    """One of the region's tiers, in any case."""
    words = tier_words(programme)

    @cache  # a file says few words for many rows
    def parse(text: str) -> str:
        if same(text) not in words:
            raise Unreadable(Code.NOT_CHOICE, [programme.word(tier.value) for tier in Partnership.Tier])
        return words[same(text)]

    return Reader(parse)


def _code(text: str) -> str:
    """In capitals and without spaces, as the form keeps it."""
    return "".join(text.split()).upper()


def _name(text: str) -> str:
    return " ".join(one_line(text).split())


NAME = Reader(_name)


def partnership_columns(programme: Programme) -> Sequence[Field]:
    """In the order of the template."""
    return (
        Field("name", NAME, required=True, longest=200, synonyms=("partnership", "partnership name")),
        Field("area", NAME, required=True, longest=120, synonyms=("place", "authority", "local authority")),
        Field("short", TEXT, longest=6, synonyms=("three letters", "abbreviation", "short name")),
        Field("tier", tier_reader(programme), required=True, synonyms=("type", "kind", "type of authority")),
        Field("county", NAME, longest=120, synonyms=("county area", "upper tier", programme.word("county"))),
        Field("gss_code", Reader(_code), synonyms=("gss", "ons gss code")),
        Field("ons_code", Reader(_code), longest=6, synonyms=("ons", "old ons code")),
        Field("delivers_laa", YES_NO, synonyms=("laa", "delivers a local area agreement")),
        Field("population", INTEGER_NUMBER, synonyms=("people", "residents")),
        Field("accountable_body", NAME, longest=200, synonyms=("accountable body name", "council")),
        Field(
            "accountable_body_id",
            TEXT,
            longest=60,
            synonyms=("accountable body identifier", "organisation identifier", "org id"),
        ),
    )


def role_reader() -> Reader:
    """A kind of role, by its key or label, or the deputy."""
    labels = {kind.value: str(kind.label) for kind in Role.Kind}
    words = {same(word): kind for kind, label in labels.items() for word in (kind, label)}
    words |= {same(word): DEPUTY for word in (DEPUTY, str(DEPUTY_TITLE))}

    def parse(text: str) -> str:
        if same(text) not in words:
            raise Unreadable(Code.NOT_CHOICE, [*labels.values(), str(DEPUTY_TITLE)])
        return words[same(text)]

    return Reader(parse)


def _place_columns(programme: Programme) -> tuple[Field, Field]:
    area = Field("area", NAME, longest=120, synonyms=("place", "partnership area", "authority", "local authority"))
    return area, Field("tier", tier_reader(programme), synonyms=("type of authority",))


def people_columns(programme: Programme) -> Sequence[Field]:
    """In the order of the template."""
    return (
        *_place_columns(programme),
        Field("role", role_reader(), required=True),
        Field("name", NAME, required=True, longest=200, synonyms=("full name", "person")),
        Field("email", EMAIL, required=True, longest=254, synonyms=EMAILS),
        Field("phone", NAME, longest=40, synonyms=PHONES),
        Field("organisation", NAME, longest=200, synonyms=("organization", "employer")),
        Field("from", DATE, synonyms=("from date", "start", "starts", "since", "first day")),
        Field("until", DATE, synonyms=("to", "end", "ends", "until date", "last day")),
    )


def contact_columns(programme: Programme) -> Sequence[Field]:
    """In the order of the template."""
    area, tier = _place_columns(programme)
    return (
        Field("name", NAME, required=True, longest=200, synonyms=("full name", "contact")),
        Field("email", EMAIL, longest=254, synonyms=EMAILS),
        Field("phone", NAME, longest=40, synonyms=PHONES),
        Field("organisation", NAME, longest=200, synonyms=("organization", "employer")),
        Field("job_title", NAME, longest=200, synonyms=("title", "position", "post")),
        area,
        tier,
        Field("topics", TEXT, synonyms=("interests", "themes")),
        Field("consent_wording", TEXT, longest=20, synonyms=("wording", "consent")),
        Field("consent_date", DATE, synonyms=("consented on", "date of consent", "agreed on")),
        Field("share_with_agencies", YES_NO, synonyms=("share", "shared with agencies")),
    )


EMAILS = ("e-mail", "email address", "mail")
PHONES = ("telephone", "phone number", "tel", "mobile")
# What an empty cell says, of columns that cannot hold nothing at all; an empty text is "".
EMPTY: Mapping[str, object] = {
    **{"population": None, "delivers_laa": False},
    **{"consent_date": None, "share_with_agencies": False},
}
