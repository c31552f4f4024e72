"""The filters of the region's table: words, county, and the state of each picture."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dashboards.selectors.pictures import Picture
from kit.govuk_ui.filters import Choice, Filters, Words
from partnerships.models import Partnership, Programme
from partnerships.selectors.directory import in_county, named


class RegionFilters(Filters):
    """What an address asks of the table, of the `counties` (ids and areas) among others."""

    def __init__(
        self,
        request: HttpRequest,
        programme: Programme,
        counties: Iterable[tuple[int, str]],
        pictures: Sequence[Picture],
    ) -> None:
        self.pictures = tuple(pictures)
        county = Choice("county", capfirst(programme.word("county")), [(str(pk), area) for pk, area in counties])
        states = (states_of(picture, programme) for picture in self.pictures)
        super().__init__(
            request, Words(_("Name, area or %(county)s") % {"county": programme.word("county")}), county, *states
        )

    def narrow(self, partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
        """Those that fit; each picture's state must be with them."""
        partnerships = in_county(named(partnerships, self.given("q")), self.given("county"))
        wanted = {picture.column: self.given(picture.key) for picture in self.pictures}
        return partnerships.filter(**{column: state for column, state in wanted.items() if state})


def states_of(picture: Picture, programme: Programme) -> Choice:
    """One of the states of a picture."""
    options = [(state.key, state.word) for state in picture.states(programme)]
    return Choice(picture.key, capfirst(str(picture.label)), options)
