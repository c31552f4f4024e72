"""Reads the partnerships of a case: who they are, what they did, and what is expected for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grants.rules.cases.document import MalformedError, checked, one_of, take, take_amount
from grants.rules.facts import TWO_TIER, PartnershipFacts, Tier

COUNTY = " (county)"
EXPECTED = {"status": str, "payment": str, "redistribution_pence": int, "final_pence": int}


@dataclass(frozen=True, slots=True)
class Row:
    """One partnership of a case, by the name that the file gives it, and the results expected for it."""

    name: str
    facts: PartnershipFacts
    expected: Mapping[str, Any]


class Lists:
    """Who has not submitted, and who has not shared what they submitted, by name."""

    def __init__(self, given: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], where: str) -> None:
        known = {row.get("name") for row in rows if isinstance(row.get("name"), str)}
        self.not_submitted = names(given, "not_submitted", known, where)
        self.not_shared = names(given, "submitted_but_not_shared", known, where)
        both = self.not_submitted & self.not_shared
        if both:
            raise MalformedError(f'{where}"{min(both)}" is both in "not_submitted" and "submitted_but_not_shared".')


def names(given: Mapping[str, Any], key: str, known: Iterable[Any], where: str) -> set[str]:
    """The names in a list of the case, each of which a row has; nobody when the list is left out."""
    listed = checked(given.get(key, []), list, f'{where}"{key}"')
    found = {checked(name, str, f'{where}a name in "{key}"') for name in listed}
    strangers = sorted(found - set(known))
    if strangers:
        raise MalformedError(f'{where}"{key}" names "{strangers[0]}", and no row has that name.')
    return found


def read_rows(rows: Sequence[Mapping[str, Any]], lists: Lists, where: str) -> list[Row]:
    """Every partnership; raises MalformedError for a name or code that stands twice, and for half a locality."""
    read = [read_row(row, lists, f"{where}row number {number}: ") for number, row in enumerate(rows, 1)]
    once((row.name for row in read), f'{where}"name"')
    once((row.facts.code for row in read), f'{where}"code"')
    counties = [row.facts.locality for row in read if row.facts.tier is Tier.COUNTY]
    once(counties, f"{where}a county's area")
    districts = {row.facts.locality: row.name for row in read if row.facts.is_district}
    for county in counties:
        if county not in districts:
            raise MalformedError(f'{where}"{county}{COUNTY}" has no districts.')
    for county, district in districts.items():
        if county not in counties:
            raise MalformedError(f'{where}"{district}" names the county "{county}", and no row is "{county}{COUNTY}".')
    return read


def once(words: Iterable[str], what: str) -> None:
    """Raises MalformedError when one of the words stands twice."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise MalformedError(f'{what} "{word}" stands in two rows.')
        seen.add(word)


def read_row(given: Mapping[str, Any], lists: Lists, where: str) -> Row:
    """One partnership. The file knows only who submitted and who shared: all else that makes a project is granted."""
    name = take(given, "name", str, where)
    where = f'{where}"{name}": '
    tier = Tier(one_of(take(given, "tier", str, where), Tier, f'{where}"tier"'))
    is_submitted = name not in lists.not_submitted
    facts = PartnershipFacts(
        code=take(given, "code", str, where),
        tier=tier,
        locality=read_locality(given, name, tier, where),
        offer_pence=take_amount(given, "offer_pence", where),
        has_basis=True,
        has_champion=True,
        is_endorsed=True,
        is_submitted=is_submitted,
        is_shared=is_submitted and name not in lists.not_shared,
        population=None if given.get("population") is None else take_amount(given, "population", where),
    )
    return Row(name, facts, {key: take(given, key, kind, where) for key, kind in EXPECTED.items()})


def read_locality(given: Mapping[str, Any], name: str, tier: Tier, where: str) -> str:
    """The county's area: a district names it, the county partnership is called after it, single tiers have none."""
    county: str = "" if given.get("county") is None else take(given, "county", str, where)
    area = name.removesuffix(COUNTY)
    if tier is Tier.DISTRICT and not county:
        raise MalformedError(f'{where}"county" is empty, and a district stands in one.')
    if tier not in TWO_TIER and county:
        raise MalformedError(f'{where}"county" is given, and a single tier stands in none.')
    if tier is Tier.COUNTY and (not area or county not in ("", area)):
        raise MalformedError(f'{where}the county partnership must be called "(the county\'s area){COUNTY}".')
    return area if tier is Tier.COUNTY else county
