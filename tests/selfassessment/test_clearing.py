"""Files of evidence that was removed: gone a day later, unless something that was completed has them."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from kit.files.models import Upload
from kit.jobs.models import Pulse
from selfassessment.models import Evidence
from selfassessment.services.clearing import KEPT, clear_removed_evidence
from selfassessment.services.completing import complete_assessment
from selfassessment.services.evidence import Owner, add_evidence, remove_evidence
from selfassessment.services.reopening import reopen_assessment
from selfassessment.tasks import clear_removed_evidence as nightly
from tests.corpus.making import pdf
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment
from tests.factories.partners import make_partner

pytestmark = pytest.mark.django_db
LATER = COMPLETED + timedelta(days=2)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner(world):
    return Owner(make_assessment(world.own, {"one.first": 3, "one.second": 2}), person=world.people["champion"])


def add(owner, title, **given):
    given = given or {"file": SimpleUploadedFile("minutes.pdf", pdf())}
    return add_evidence(owner=owner, key="one.first", title=title, **given, at=ASSESSED)


def remove(owner, row, at=COMPLETED):
    remove_evidence(evidence=row, owner=owner, at=at)


def clear(capture, at=LATER):
    with capture(execute=True):
        return clear_removed_evidence(at=at)


def is_there(row):
    return default_storage.exists(row.upload.stored_name)


def test_what_was_removed_a_day_ago_goes_from_the_disk(owner, world, django_capture_on_commit_callbacks):
    partner = make_partner(owner.assessment, "Police")
    by_link = Owner(owner.assessment, partner=partner)
    stands, own, theirs = add(owner, "Stands"), add(owner, "Own"), add(by_link, "Theirs")
    for whose, row in ((owner, own), (by_link, theirs)):
        remove(whose, row)

    assert clear(django_capture_on_commit_callbacks) == 2
    assert clear(django_capture_on_commit_callbacks) == 0

    assert [is_there(row) for row in (stands, own, theirs)] == [True, False, False]
    assert (list(Evidence.objects.all()), list(Upload.objects.all())) == ([stands], [stands.upload])
    assert Entry.objects.filter(action="assessment.evidence_removed").count() == 2


def test_what_was_removed_today_waits_and_a_link_that_was_removed_takes_no_room(
    owner, django_capture_on_commit_callbacks
):
    file, link = add(owner, "File"), add(owner, "Link", link="https://www.example.org/minutes")
    for row in (file, link):
        remove(owner, row)

    assert clear(django_capture_on_commit_callbacks, at=COMPLETED + KEPT) == 0
    assert clear(django_capture_on_commit_callbacks, at=COMPLETED + KEPT + timedelta(seconds=1)) == 1

    assert not is_there(file)
    assert list(Evidence.objects.all()) == [link]


def test_a_file_in_what_was_completed_is_never_removed(client, owner, world, django_capture_on_commit_callbacks):
    row = add(owner, "Agreement")
    completion = complete_assessment(assessment=owner.assessment, by=owner.person, at=COMPLETED)
    reopen_assessment(completion=completion, reason="More", by=world.people["manager"], at=COMPLETED)
    remove(owner, row)
    client.force_login(world.people["manager"])

    assert clear(django_capture_on_commit_callbacks, at=COMPLETED + timedelta(days=4_000)) == 0

    frozen = completion.evidence.get()
    opened = b"".join(client.get(reverse("completed_evidence_file", args=[frozen.pk])))
    assert (frozen.upload, opened[:4]) == (row.upload, b"%PDF")


def test_the_file_stays_where_clearing_comes_to_nothing(owner, django_capture_on_commit_callbacks):
    row = add(owner, "Agreement")
    remove(owner, row)

    with django_capture_on_commit_callbacks(execute=False):
        clear_removed_evidence(at=LATER)

    assert is_there(row)


def test_every_night_the_clock_clears(owner, settings, django_capture_on_commit_callbacks):
    row = add(owner, "Agreement")
    remove(owner, row)

    with django_capture_on_commit_callbacks(execute=True):
        nightly()

    assert settings.CELERY_BEAT_SCHEDULE["clear removed evidence"]["task"] == nightly.name
    assert Pulse.objects.get().name in settings.CELERY_BEAT_SCHEDULE
    assert not is_there(row)
