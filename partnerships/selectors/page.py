"""A partnership with all that its page says of it, in one query written once for every kind of reader."""

from datetime import date
from functools import cache

from kit.prepared import Prepared, given_of, marks_of
from partnerships.models import Partnership
from partnerships.selectors.directory import day_in_year, with_leads
from partnerships.selectors.partnerships import KEY, seen_by, sight_of
from partnerships.selectors.riding import with_riders
from partnerships.selectors.sight import Sight
from partnerships.selectors.standing import Standing

TODAY = date.min  # stands for the day


def partnership_page(standing: Standing, pk: int, today: date) -> Partnership | None:
    """One that a person sees, with `leads` on the day of its year, and the columns of rooms above."""
    sight = sight_of(standing)
    return of_readers(marks_of(sight)).one(pk, today, *given_of(sight)) if any(sight) else None


@cache
def of_readers(sight: Sight) -> Prepared[Partnership]:
    """For those who see by so much; the rooms above are ready by the first time that somebody asks."""
    return Prepared(
        lambda: with_leads(with_riders(seen_by(sight)), day_in_year(TODAY)).filter(pk=KEY), KEY, TODAY, *given_of(sight)
    )
