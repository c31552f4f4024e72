"""Taking frameworks in, in versions that never change, and choosing one for a year."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from audit.models import Entry
from partnerships.errors import NotManagerError
from partnerships.models import Programme
from selfassessment.errors import FrameworkTakenError
from selfassessment.models import ChosenFramework, Framework, FrameworkVersion, Statement
from selfassessment.rules.reading import read_framework
from selfassessment.selectors.frameworks import READ, chosen_version, latest_versions, words_of
from selfassessment.services.frameworks import add_framework, choose_framework
from tests.factories.frameworks import FOLDER, LOADED, SMALL, give_framework, given_version
from tests.selfassessment.files import GIVEN, given_framework

pytestmark = pytest.mark.django_db


def load(*names):
    out = StringIO()
    call_command("load_framework", *map(str, names), stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def test_the_given_files_are_loaded_once_by_command():
    files = [FOLDER / f"{key}.yaml" for key in GIVEN]

    first, second = load(*files), load(*files)

    assert first[0] == "Delivery competencies, 1 (28 statements): loaded"
    assert [line.rpartition(": ")[2] for line in second] == ["was there already"] * 4
    assert [version.size for version in FrameworkVersion.objects.order_by("framework__key")] == [28, 37, 34, 19]
    assert Statement.objects.count() == 118


@pytest.mark.parametrize("key", GIVEN)
def test_what_is_kept_says_what_the_file_said(key):
    assert words_of(FrameworkVersion.objects.get(pk=given_version(key).pk)) == given_framework(key)


class MomentThatSeesItThrownOut(datetime):
    """A part of a key that empties what is remembered whenever it is looked for, as another thread could between."""

    def __hash__(self):
        READ.clear()
        return super().__hash__()


def test_words_that_another_thread_throws_out_meanwhile_are_given_all_the_same():
    version = give_framework()
    version.loaded_at = MomentThatSeesItThrownOut.fromtimestamp(LOADED.timestamp(), UTC)

    assert words_of(version).title == "Small"


def test_statements_stand_in_the_order_of_the_file():
    version = given_version("two-tier-working")

    rows = list(version.statements.values_list("theme", "key"))

    words = given_framework("two-tier-working")
    assert rows == [(theme.key, statement.key) for theme in words.themes for statement in theme.statements]


def test_of_several_files_none_is_loaded_when_one_is_bad(tmp_path):
    (tmp_path / "bad.yaml").write_text(SMALL.replace("title: Small\n", ""))

    with pytest.raises(CommandError, match="bad.yaml: line 1, title: This is missing."):
        load(FOLDER / "two-tier-working.yaml", tmp_path / "bad.yaml")

    assert not Framework.objects.exists()


@pytest.mark.parametrize(
    ("before", "text", "told"),
    [
        (1, SMALL.replace("We do it", "We did it"), "Give it a number above 1"),
        (3, SMALL, "Version 3 is there already, and this one is older"),
    ],
    ids=["other words", "old"],
)
def test_a_number_that_is_taken_is_refused(tmp_path, before, text, told):
    give_framework(number=before)
    (tmp_path / "f.yaml").write_text(text)

    with pytest.raises(CommandError, match=told):
        load(tmp_path / "f.yaml")

    assert FrameworkVersion.objects.count() == 1


@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize(("kind", "field"), [(FrameworkVersion, "size"), (Statement, "place")], ids=["whole", "part"])
def test_the_database_lets_nobody_change_a_version(kind, field, change):
    give_framework()
    rows = kind.objects.all()

    with pytest.raises(DatabaseError, match="Cannot (update|delete)"), transaction.atomic():
        rows.update(**{field: 7}) if change == "update" else rows._raw_delete(rows.db)


def test_a_manager_adds_one_for_the_region_and_a_second_version(world):
    given = {"programme": world.here.programme, "by": world.people["manager"], "at": LOADED}

    first, is_new = add_framework(words=read_framework(SMALL), **given)
    again, is_new_again = add_framework(words=read_framework(SMALL), **given)
    second, _ = add_framework(words=read_framework(SMALL.replace("version: 1", "version: 2")), **given)

    assert (is_new, is_new_again, first == again) == (True, False, True)
    assert [each.pk for each in latest_versions(world.here.programme)] == [second.pk]
    assert not latest_versions(world.there.programme)
    assert Entry.objects.filter(action="framework.added").count() == 2


def test_two_regions_may_have_the_same_key(world):
    for region in (world.here, world.there):
        give_framework(region=region.programme.region, title=f"Of {region.programme.region}")

    assert [each.title for each in latest_versions(world.there.programme)] == ["Of Far Coast"]


def test_a_region_cannot_take_a_key_of_the_portals_own(world):
    give_framework()

    with pytest.raises(FrameworkTakenError, match="portals_own"):
        add_framework(
            words=read_framework(SMALL.replace("version: 1", "version: 2")),
            programme=world.here.programme,
            by=world.people["manager"],
            at=LOADED,
        )


@pytest.mark.parametrize("who", ["finance", "representative", "steering"])
def test_nobody_but_the_manager_adds_or_chooses(world, who):
    given = {"programme": world.here.programme, "by": world.people[who], "at": LOADED}

    with pytest.raises(NotManagerError):
        add_framework(words=read_framework(SMALL), **given)
    with pytest.raises(NotManagerError):
        choose_framework(version=give_framework(), **given)


def test_choosing_names_the_framework_among_the_facts_of_the_year(world):
    programme, given = world.here.programme, {"by": world.people["manager"], "at": LOADED}
    first, second = give_framework(), give_framework(key="other", title="Other")

    for version in (first, first, second):
        choose_framework(programme=programme, version=version, **given)

    assert chosen_version(programme) == second
    assert ChosenFramework.objects.count() == 1
    assert Programme.objects.get(pk=programme.pk).framework == "Other"
    deeds = Entry.objects.filter(action="framework.chosen").order_by("pk")
    assert [entry.details for entry in deeds] == [
        {"title": "Small", "number": 1, "was": None},
        {"title": "Other", "number": 1, "was": first.pk},
    ]
