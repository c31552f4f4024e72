"""Files of partnerships from the disk: made once, and left alone the second time."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.models import Entry
from partnerships.errors import ImportRefusedError
from partnerships.models import AccountableBody, Partnership
from partnerships.services.imports.applying import import_file
from tests.factories import PartnershipFactory, ProgrammeFactory

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
DATA = Path(__file__).parents[3] / "demonstration" / "data"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("region", "partnerships", "counties"), [("west-midlands", 38, 4), ("south-east", 74, 7)])
def test_a_region_is_made_of_its_file_and_left_alone_the_second_time(
    region: str, partnerships: int, counties: int
) -> None:
    programme = ProgrammeFactory(setting_up=True)
    path = DATA / region / "partnerships.csv"
    first = import_file(kind="partnerships", path=path, programme=programme, by=None, at=AT)
    entries = Entry.objects.count()

    second = import_file(kind="partnerships", path=path, programme=programme, by=None, at=AT)

    assert first.problems == ()
    assert first.counts == {"new": partnerships, "changed": 0, "same": 0, "left": 0}
    assert second.counts == {"new": 0, "changed": 0, "same": partnerships, "left": 0}
    assert Partnership.objects.filter(programme=programme, tier="county").count() == counties
    assert set(Partnership.objects.filter(programme=programme).values_list("version", flat=True)) == {1}
    assert Entry.objects.count() == entries == 1 + partnerships


def test_two_partnerships_may_swap_their_areas(tmp_path: Path) -> None:
    programme = ProgrammeFactory()
    first = PartnershipFactory(programme=programme, area="Ashby", gss_code="E06000901")
    second = PartnershipFactory(programme=programme, area="Birdon", gss_code="E06000902")
    file = tmp_path / "swap.csv"
    file.write_text(
        "name,area,tier,gss_code\nA,Birdon,unitary,E06000901\nB,Ashby,unitary,E06000902\n", encoding="utf-8"
    )

    plan = import_file(kind="partnerships", path=file, programme=programme, by=None, at=AT)

    assert plan.problems == ()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.area, first.gss_code, first.version) == ("Birdon", "E06000901", 2)
    assert (second.area, second.gss_code, second.version) == ("Ashby", "E06000902", 2)


def test_one_problem_stops_the_whole_file(tmp_path: Path) -> None:
    programme = ProgrammeFactory()
    file = tmp_path / "bad.csv"
    file.write_text("name,area,tier\nGood,Ashby,unitary\nBad,Birdon,parish\n", encoding="utf-8")

    plan = import_file(kind="partnerships", path=file, programme=programme, by=None, at=AT)

    assert [(each.line, each.column, each.code) for each in plan.problems] == [(3, "tier", "not_choice")]
    assert not Partnership.objects.exists()
    assert not AccountableBody.objects.exists()
    assert not Entry.objects.exists()


def test_nothing_is_imported_into_a_closed_year() -> None:
    programme = ProgrammeFactory(closed=True)
    with pytest.raises(ImportRefusedError, match="closed"):
        import_file(
            kind="partnerships", path=DATA / "south-east" / "partnerships.csv", programme=programme, by=None, at=AT
        )
    assert not Partnership.objects.exists()
