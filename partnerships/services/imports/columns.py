"""The columns of each kind of file: how a cell is read, and what people call the column."""

from collections.abc import Mapping, Sequence

from kit.tables.checking import Field
from kit.tables.errors import Code
from kit.tables.matching import same
from kit.tables.parsers import INTEGER_NUMBER, TEXT, YES_NO, Reader, Unreadable
from partnerships.models import Partnership, Programme


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

    def parse(text: str) -> str:
        if same(text) not in words:
            raise Unreadable(Code.NOT_CHOICE, [programme.word(tier.value) for tier in Partnership.Tier])
        return words[same(text)]

    return Reader(parse)


def _gss(text: str) -> str:
    return text.upper()


def _one_line(text: str) -> str:
    return " ".join(text.split())


NAME = Reader(_one_line)


def partnership_columns(programme: Programme) -> Sequence[Field]:
    """In the order of the template."""
    return (
        Field("name", NAME, required=True, longest=200, synonyms=("partnership", "partnership name")),
        Field("area", NAME, required=True, longest=120, synonyms=("place", "authority", "local authority")),
        Field("short", TEXT, longest=6, synonyms=("three letters", "abbreviation", "short name")),
        Field("tier", tier_reader(programme), required=True, synonyms=("type", "kind", "type of authority")),
        Field("county", NAME, longest=120, synonyms=("county area", "upper tier", programme.word("county"))),
        Field("gss_code", Reader(_gss), synonyms=("gss", "ons gss code")),
        Field("ons_code", TEXT, longest=6, synonyms=("ons", "old ons code")),
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


# What an empty cell says, of columns that cannot hold nothing at all; an empty text is "".
EMPTY: Mapping[str, object] = {"population": None, "delivers_laa": False}
