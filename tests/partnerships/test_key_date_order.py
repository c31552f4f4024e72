"""Key dates in an order that cannot be are refused, those in an unusual one are asked about; each pair is named."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from partnerships.errors import DatesImpossibleError
from partnerships.models import KeyDate, Programme
from partnerships.rules.key_dates import NEVER_BEFORE, ORDER, impossible, unusual
from partnerships.services.key_dates import set_key_dates
from tests.factories import ProgrammeFactory, RoleFactory

AT = datetime(2027, 4, 2, 9, 0, tzinfo=UTC)
MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)
DATES = st.dictionaries(st.sampled_from(ORDER), st.dates(date(2027, 1, 1), date(2028, 12, 31)))
ASKED = "‘Projects submitted’, 1\xa0May\xa02027, comes before ‘Assessments completed’, 1\xa0June\xa02027"


def test_every_key_date_has_its_place_in_the_order_of_the_year() -> None:
    assert sorted(ORDER) == sorted(KeyDate.Kind.values)


@given(DATES)
def test_dates_in_order_are_never_told_and_those_told_are_backwards(dates: dict[str, date]) -> None:
    told = impossible(dates) + unusual(dates)
    assert all(dates[first] > dates[second] and ORDER.index(first) < ORDER.index(second) for first, second in told)
    assert len(set(told)) == len(told)
    ordered = dict(zip(sorted(dates, key=ORDER.index), sorted(dates.values()), strict=True))
    assert impossible(ordered) + unusual(ordered) == ()


@pytest.mark.parametrize(("first", "second"), NEVER_BEFORE)
def test_what_looks_back_on_another_never_comes_before_it(first: str, second: str) -> None:
    assert (impossible({first: JUNE, second: MAY}), unusual({first: JUNE, second: MAY})) == (((first, second),), ())
    assert impossible({first: JUNE, second: JUNE}) == ()


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"follow_up": MAY, "final_report": JUNE}, ()),
        ({"follow_up": JUNE, "final_report": MAY}, ()),
        ({"assessment": JUNE, "submission": MAY}, (("assessment", "submission"),)),
        ({"final_report": JUNE, "follow_up": MAY, "evaluation": MAY}, (("final_report", "evaluation"),)),
        ({"enrolment": JUNE, "evaluation": MAY}, (("enrolment", "evaluation"),)),
    ],
    ids=["survey first", "report first", "neighbours", "past its neighbour", "far apart"],
)
def test_an_unusual_order_is_told_by_pairs(dates: dict[str, date], told: tuple[object, ...]) -> None:
    assert (unusual(dates), impossible(dates)) == (told, ())


def typed(**dates: date) -> dict[str, str]:
    """As the boxes of a form send them."""
    boxes = {"day": "%-d", "month": "%-m", "year": "%Y"}
    return {f"{kind}_{box}": day.strftime(way) for kind, day in dates.items() for box, way in boxes.items()}


@pytest.fixture
def year(client: Client, db: None) -> Programme:
    """One being set up, whose manager is signed in."""
    made = ProgrammeFactory(setting_up=True, starts=date(2027, 4, 1), ends=date(2028, 3, 31))
    client.force_login(RoleFactory(manager=True, programme=made).person)
    return made


def send(client: Client, year: Programme, **sent: str) -> list[str]:
    """The messages of the page that answers; none when the dates are saved."""
    year.refresh_from_db()
    answer = client.post(f"/years/{year.key}/set-up/dates/", {"version": str(year.version), **sent})
    if answer.status_code == 302:
        return []
    return [str(text) for errors in answer.context["form"].errors.values() for text in errors]


def kept(year: Programme) -> set[str]:
    return set(year.key_dates.values_list("kind", flat=True))


def test_grants_are_not_decided_before_projects_are_submitted(client: Client, year: Programme) -> None:
    told = send(client, year, **typed(submission=JUNE, determination=MAY))
    assert told == ["‘Grants decided’ must be the same as or after ‘Projects submitted’, 1\xa0June\xa02027"]
    assert kept(year) == set()


def test_a_service_refuses_what_cannot_be_against_a_date_that_stands_already(year: Programme) -> None:
    set_key_dates(programme=year, dates={"submission": JUNE}, by=None, at=AT)
    with pytest.raises(DatesImpossibleError) as refused:
        set_key_dates(programme=year, dates={"determination": MAY}, by=None, at=AT)
    assert (refused.value.pairs, kept(year)) == ((("submission", "determination"),), {"submission"})


def test_an_unusual_order_is_saved_once_each_pair_is_said_to_be_right(client: Client, year: Programme) -> None:
    sent = typed(assessment=JUNE, submission=MAY, enrolment=JUNE, baseline=MAY)
    told = send(client, year, **sent)
    assert (len(told), told[1]) == (2, f"{ASKED}. Change one of them, or tick that this is right")
    assert len(send(client, year, **sent, confirmed="assessment-submission")) == 1
    assert kept(year) == set()
    both = ["assessment-submission", "enrolment-baseline"]
    assert send(client, year, **sent, confirmed=both) == []  # type: ignore[arg-type]
    assert kept(year) == {"assessment", "submission", "enrolment", "baseline"}


def test_what_was_said_to_be_right_is_not_asked_again_until_it_changes(client: Client, year: Programme) -> None:
    sent = typed(assessment=JUNE, submission=MAY)
    send(client, year, **sent, confirmed="assessment-submission")
    assert send(client, year, **sent, **typed(enrolment=MAY)) == []
    assert len(send(client, year, **typed(assessment=date(2027, 6, 2), submission=MAY))) == 1


def test_an_order_that_came_from_another_year_is_asked_about(client: Client, year: Programme) -> None:
    set_key_dates(programme=year, dates={"assessment": JUNE, "submission": MAY}, by=None, at=AT)
    Programme.objects.filter(pk=year.pk).update(steps_saved=[])
    assert len(send(client, year, **typed(assessment=JUNE, submission=MAY))) == 1


def test_the_check_names_both_dates(client: Client, year: Programme) -> None:
    set_key_dates(programme=year, dates={"assessment": JUNE, "submission": MAY}, by=None, at=AT)
    page = client.get(f"/years/{year.key}/check/").text
    assert "‘Projects submitted’ comes before ‘Assessments completed’, which is unusual" in page
