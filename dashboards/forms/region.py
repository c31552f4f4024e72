"""The filters of the region's table: what the address asks for, narrowed to what there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from dashboards.selectors.pictures import PICTURES, Picture
from partnerships.models import Partnership, Programme

NAME_LENGTH = 100


@dataclass(frozen=True)
class Choice:
    """A list of a filter: its name in the address, its label, its options, and the one chosen ("" for all)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str

    @property
    def words(self) -> str:
        """The option chosen, in words."""
        return dict(self.options)[self.chosen]


@dataclass(frozen=True)
class RegionFilters:
    """By name, by county, and by the state of each picture; a value that is none of the options counts as all."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def asked(self) -> dict[str, str]:
        """What is chosen, as the address has it."""
        chosen = {choice.name: choice.chosen for choice in self.choices}
        return {name: value for name, value in {"name": self.name, **chosen}.items() if value}

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in words, with the address without it."""
        words = {choice.name: f"{choice.label}: {choice.words}" for choice in self.choices if choice.chosen}
        if self.name:
            words["name"] = gettext("Name: %(name)s") % {"name": self.name}
        return [(words[name], self.without(name)) for name in self.asked]

    def without(self, name: str) -> str:
        """The address with everything chosen but this."""
        return f"?{urlencode({key: value for key, value in self.asked.items() if key != name})}"

    def narrow(self, partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
        """Those that fit; each picture's state must be with them."""
        columns = {picture.key: picture.column for picture in PICTURES}
        for choice in self.choices:
            if choice.name == "county" and choice.chosen:
                partnerships = partnerships.filter(Q(county=choice.chosen) | Q(pk=choice.chosen))
            elif choice.chosen:
                partnerships = partnerships.filter(**{columns[choice.name]: choice.chosen})
        if self.name:
            named = Q(name__icontains=self.name) | Q(area__icontains=self.name)
            partnerships = partnerships.filter(named)
        return partnerships


def region_filters(asked: Mapping[str, str], programme: Programme, entries: QuerySet[Partnership]) -> RegionFilters:
    """What an address asks for, in one query for the counties."""
    counties = entries.filter(tier=Partnership.Tier.COUNTY).order_by("area").values_list("pk", "area")
    county = _choice(asked, "county", programme.word("county"), [(str(pk), area) for pk, area in counties])
    states = [_states(asked, picture, programme) for picture in PICTURES]
    found = (county, *states) if county.options else tuple(states)
    return RegionFilters(asked.get("name", "").replace("\0", "").strip()[:NAME_LENGTH], found)


def _states(asked: Mapping[str, str], picture: Picture, programme: Programme) -> Choice:
    options = [(state.key, state.word) for state in picture.states(programme)]
    return _choice(asked, picture.key, str(picture.label), options)


def _choice(asked: Mapping[str, str], name: str, label: str, options: list[tuple[str, str]]) -> Choice:
    chosen = asked.get(name, "")
    known = chosen in dict(options)
    return Choice(name, label[:1].upper() + label[1:], tuple(options), chosen if known else "")
