"""What each letter of the legend reaches, and what the harness reads and watches."""

import io
import zipfile

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from pypdf import PdfWriter

from partnerships.models import Programme
from tests.access.actors import ACTORS
from tests.access.reading import steady, told
from tests.access.state import undone
from tests.access.things import Place, Thing, canary, covers
from tests.factories import ProgrammeFactory

ACTOR = {actor.name: actor for actor in ACTORS}
PLACES = {place.name.lower(): place for place in Place}


def thing(place: str, *marks: str, row: str = "11") -> Thing:
    return Thing(row, PLACES[place], marks=frozenset(marks))


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        ("*", {"here", "own", "neighbour", "elsewhere"}),
        ("o", {"own"}),
        ("a", {"own"}),
        ("p", set()),
        ("l", set()),
        ("m", set()),
        ("s", set()),
        ("t", set()),
    ],
)
def test_a_scope_reaches_these_places_and_no_other_programme(scope: str, reached: set[str]) -> None:
    assert {place for place in PLACES if covers(scope, thing(place))} == reached


@pytest.mark.parametrize(
    ("scope", "place", "mark"),
    [
        ("p", "own", "allowed"),
        ("l", "neighbour", "shared"),
        ("m", "here", "member"),
        ("s", "here", "mine"),
        ("g", "here", "aggregated"),
        ("f", "here", "final"),
        ("c", "elsewhere", "agreed"),
        ("e", "here", "escalated"),
        ("t", "abroad", "token"),
    ],
)
def test_some_scopes_hang_on_the_state_of_the_object(scope: str, place: str, mark: str) -> None:
    assert covers(scope, thing(place, mark))
    assert not covers(scope, thing(place))


def test_sharing_in_the_locality_reaches_no_further_than_the_locality() -> None:
    assert not covers("l", thing("elsewhere", "shared"))
    assert not covers("l", thing("abroad", "shared"))


@pytest.mark.parametrize("row", ["14", "15", "21"])
def test_three_rows_open_the_whole_locality(row: str) -> None:
    assert {place for place in PLACES if covers("l", thing(place, row=row))} == {"own", "neighbour"}


def test_what_visitors_may_read_anybody_may_of_any_programme() -> None:
    assert ACTOR["agency"].may("R", "01", thing("abroad"))
    assert not ACTOR["agency"].may("W", "01", thing("abroad"))


def test_a_report_is_public_only_when_it_is_final() -> None:
    assert ACTOR["anonymous"].may("R", "49", thing("abroad", "final"))
    assert not ACTOR["anonymous"].may("R", "49", thing("here"))


def test_the_operator_is_nobody_outside_the_admin() -> None:
    assert ACTOR["operator"].may("W", "47", None)
    assert not ACTOR["operator"].may("R", "04", None)
    assert not ACTOR["manager"].may("R", "47", None)


def test_a_proposal_is_no_leave_to_change_what_others_proposed() -> None:
    assert ACTOR["agency"].may("W", "41", None)
    assert not ACTOR["agency"].may("W", "41", thing("here"))


def test_words_are_found_in_headers_streams_and_packed_files() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{canary('sheet')}</t>" * 9)
    assert "zqsheetqz" in told(HttpResponse(packed.getvalue()))
    assert "zqnameqz" in told(
        HttpResponse(headers={"Content-Disposition": f'attachment; filename="{canary("name")}.csv"'})
    )
    assert "zqrowqz" in told(StreamingHttpResponse([b"Zqro", b"wqz"]))


def test_words_are_found_in_the_title_of_a_pdf() -> None:
    made = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": canary("title")})
    writer.write(made)
    assert "zqtitleqz" in told(HttpResponse(made.getvalue()))


def test_tokens_the_clock_and_the_address_asked_for_do_not_count_as_a_difference() -> None:
    one, other = (f"expires: sat, 21 nov 2026 04:40:1{second} gmt\nvary: cookie\n" for second in (1, 2))
    assert steady(one, "/job/1/") == steady(other, "/job/1/")
    page = '<input name="csrfmiddlewaretoken" value="{}"><p>nothing at /job/{}/</p>'
    assert steady(page.format("abc", 1), "/job/1/") == steady(page.format("xyz", 2), "/job/2/")
    assert steady("<p>Zqnameqz</p>", "/job/1/") != steady("<p></p>", "/job/2/")


@pytest.mark.django_db
def test_what_a_request_writes_is_seen_and_undone() -> None:
    programme = ProgrammeFactory()
    with undone() as watch:
        Programme.objects.filter(pk=programme.pk).update(region="Elsewhere")
    assert watch.changed == ("partnerships_programme",)
    programme.refresh_from_db()
    assert programme.region != "Elsewhere"


@pytest.mark.django_db
def test_a_write_that_changes_nothing_is_not_a_change() -> None:
    programme = ProgrammeFactory()
    with undone() as watch:
        programme.save()
    assert watch.changed == ()
