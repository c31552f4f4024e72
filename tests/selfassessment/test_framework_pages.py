"""Pages of frameworks: reading, uploading with a look before, choosing."""

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selfassessment.models import FrameworkVersion
from selfassessment.rules.reading import read_framework
from selfassessment.selectors.frameworks import chosen_version
from tests.factories.frameworks import SMALL, choose, give_framework, given_version
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
HERE = {"written_for": "marlvale"}


@pytest.fixture
def manager(world, client):
    client.force_login(world.people["manager"])
    return client


def upload(client, text, name="own.yaml"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse("add_framework"), {**HERE, "file": SimpleUploadedFile(name, content)})


def told(response):
    return " ".join(response.content.decode().split())


def test_the_list_marks_what_the_year_assesses_by(manager, world):
    choose(world.here.programme, given_version("two-tier-working"))
    give_framework(region=world.here.programme.region, title="Our own")
    give_framework(region=world.there.programme.region, title="Theirs")

    page = told(manager.get(reverse("frameworks")))

    assert "This year’s assessments are made on it" in page
    assert "Our own" in page
    assert "Theirs" not in page


def test_the_list_asks_the_same_of_the_database_however_long_it_is(manager, world):
    def grow(rows):
        for number in range(rows):
            give_framework(key=f"k{rows}-{number}", title=f"Of {number}")

    assert_same_queries(grow, reverse("frameworks"), manager)


def test_a_version_shows_stages_and_statements_and_leads_to_its_levels(manager):
    version = given_version("delivery-competencies")

    page = told(manager.get(reverse("framework", args=[version.pk])))
    theme = told(manager.get(reverse("framework_theme", args=[version.pk, "performance"])))

    assert "7 themes, 28 statements" in page
    assert "Overall at least 2.7, and below 3.3 or with any theme below 2.0" in page
    assert "A theme below 2.0 is weak. A theme below 2.5 asks for an action." in page
    assert "at least half of those that apply" in page
    assert "Everyone on the board can name them." in theme
    assert "Everyone on the board can name them." not in page


def test_the_file_that_is_given_out_can_be_taken_in(manager):
    version = given_version("key-success-criteria")

    response = manager.get(reverse("framework_file", args=[version.pk]))

    assert response["Content-Disposition"] == 'attachment; filename="key-success-criteria-1.yaml"'
    assert read_framework(response.content.decode()).version == 1
    assert yaml.safe_load(response.content)["scoring"]["min_answered"] == 0.5


def test_a_file_is_shown_and_nothing_is_kept_before_somebody_says_so(manager):
    response = upload(manager, SMALL)

    assert "This is what the file says. Nothing is added yet." in told(response)
    assert not FrameworkVersion.objects.exists()


def test_what_was_shown_is_kept_once_however_often_it_is_sent(manager, world):
    shown = upload(manager, SMALL).context["form"].initial["text"]

    for _ in range(2):
        response = manager.post(reverse("add_framework"), {**HERE, "text": shown}, follow=True)

    version = FrameworkVersion.objects.get()
    assert (version.title, version.framework.region) == ("Small", world.here.programme.region)
    assert "This version is there already" in told(response)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SMALL.replace("title: Small\n", ""), ["There is 1 fault in the file", "title", "This is missing."]),
        (SMALL.replace("2.0}", "x}"), ["scoring.<wbr>stages[1].<wbr>when.<wbr>overall_below", "must be a number"]),
        ("<script>alert(1)</script>: &a x", ["There is 1 fault in the file", "Write it out"]),
        (b"\x89PNG\r\n\x1a\n\xff", ["The whole file", "This is not text in UTF-8."]),
        (b"x" * 204_801, ["The selected file must be"]),
        (b"", ["The selected file is empty"]),
    ],
    ids=["missing", "no number", "script", "picture", "huge", "empty"],
)
def test_a_bad_file_is_answered_beside_the_field_and_nothing_is_kept(manager, content, words):
    page = told(upload(manager, content))

    assert [word in page for word in words] == [True] * len(words)
    assert "<script>alert" not in page
    assert not FrameworkVersion.objects.exists()


def test_a_file_of_another_kind_is_refused_by_its_name(manager):
    assert "The selected file must be YAML" in told(upload(manager, SMALL, name="own.docx"))


@pytest.mark.parametrize("text", ["", "key: [", SMALL.replace("version: 1", "version: no")])
def test_a_text_that_is_none_any_more_is_refused_in_words(manager, text):
    page = told(manager.post(reverse("add_framework"), {**HERE, "text": text}))

    assert "There is a problem" in page
    assert not FrameworkVersion.objects.exists()


def test_a_key_of_the_portals_own_is_refused_with_what_to_do(manager):
    give_framework()

    page = told(manager.post(reverse("add_framework"), {**HERE, "text": SMALL}))

    assert "A framework that comes with the portal has this key. Give yours another" in page
    assert "Correct the file and upload it again" in page


def test_the_manager_chooses_and_everybody_reads_so(manager, world):
    version = given_version("two-tier-working")
    address = reverse("choose_framework", args=[version.pk])

    asked = told(manager.get(address))
    page = told(manager.post(address, HERE, follow=True))

    assert "assess themselves by “Working together in two-tier areas”, version 1" in asked
    assert chosen_version(world.here.programme) == version
    assert "are made on this version" in page


@pytest.mark.parametrize("who", ["representative", "agency", "steering"])
def test_others_read_and_do_not_choose(client, world, who):
    version = given_version("two-tier-working")
    client.force_login(world.people[who])

    page = told(client.get(reverse("framework", args=[version.pk])))

    assert "Statements" in page or "statements" in page
    assert reverse("choose_framework", args=[version.pk]) not in page


def test_a_framework_of_another_region_is_not_there(manager, world):
    version = give_framework(region=world.there.programme.region)

    names = ("framework", "framework_file", "choose_framework")
    found = {manager.get(reverse(name, args=[version.pk])).status_code for name in names}

    assert (found, manager.get(reverse("framework_theme", args=[version.pk, "one"])).status_code) == ({404}, 404)
