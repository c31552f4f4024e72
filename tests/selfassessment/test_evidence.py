"""Evidence: a file or a link beside a statement, of the partnership or of a partner, for those who may read it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from audit.models import Entry
from kit.files.models import Upload
from kit.files.services import FOLDER
from selfassessment.errors import CompletedError, FinishedError
from selfassessment.models import CompletedEvidence, Evidence
from selfassessment.rules.answering import NOTHING
from selfassessment.services import partners as partner_services
from selfassessment.services.completing import complete_assessment
from selfassessment.services.evidence import MOST, MOST_BY_LINK, Owner, add_evidence, remove_evidence
from selfassessment.services.reopening import reopen_assessment
from tests.corpus.bad_files import BAD_FILES
from tests.corpus.making import docx, pdf
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment
from tests.factories.partners import link_of, make_partner
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
PDF = pdf()
LINK = "https://www.example.org/minutes"
TYPED = {"statement": "one.first", "title": "Minutes of May", "kind": "link", "link": LINK}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def assessment(world):
    return make_assessment(world.own, {"one.first": 3, "one.second": 2})


@pytest.fixture
def partner(assessment):
    return make_partner(assessment, "Ollerwick Police")


@pytest.fixture
def token(partner):
    return link_of(partner)


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def paper(name="minutes.pdf", content=None):
    return SimpleUploadedFile(name, PDF if content is None else content)


def with_file(file=None):
    return {**TYPED, "kind": "file", "link": "", "file": file or paper()}


def told(response):
    return " ".join(response.content.decode().split())


def own_page(assessment):
    return reverse("add_evidence", args=[assessment.pk, "one"])


def page_by(token):
    return reverse("add_evidence_as_partner", args=[token, "one"])


def add(assessment, *, person=None, partner=None, title="Minutes", **given):
    owner = Owner(assessment, person=person, partner=partner)
    given = given or {"link": LINK}
    return add_evidence(owner=owner, key="one.first", title=title, **given, at=ASSESSED)


def files_on_disk():
    if not default_storage.exists(FOLDER):
        return []
    folders = default_storage.listdir(FOLDER)[0]
    return [name for folder in folders for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]]


def test_a_link_and_a_file_are_added_and_named_on_the_theme(representative, world, assessment):
    first = told(representative.post(own_page(assessment), TYPED, follow=True))
    second = told(representative.post(own_page(assessment), with_file(), follow=True))

    theme = told(representative.get(reverse("assess_theme", args=[assessment.pk, "one"])))
    link, file = Evidence.objects.order_by("pk")
    assert "The evidence is added" in first
    assert f'href="{LINK}" rel="noopener noreferrer nofollow"' in second
    assert "Evidence: Minutes of May; Minutes of May" in theme
    assert (link.added_by, link.link, file.upload.name) == (world.people["representative"], LINK, "minutes.pdf")
    assert Entry.objects.filter(action="assessment.evidence_added").count() == 2


def test_saving_a_theme_leads_on_to_its_evidence(representative, client, assessment, token):
    blank = {f"{field}_{number}": "" for field in ("score", "comment") for number in (1, 2)}
    said = {**blank, "was_1": NOTHING.mark, "was_2": NOTHING.mark, "onward": "evidence"}

    by_link = client.post(reverse("score_theme_as_partner", args=[token, "one"]), {**said, "score_1": "2"})
    representative.post(reverse("assess_theme", args=[assessment.pk, "one"]), said)

    assert by_link["Location"] == page_by(token)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"statement": ""}, "Select a statement"),
        ({"statement": "two.first"}, "Select a statement from the list"),
        ({"title": " "}, "Enter a title"),
        ({"title": "a" * 161}, "A title must be 160 characters or"),
        ({"kind": ""}, "Select whether it is a file or a link"),
        ({"link": ""}, "Enter a link"),
        ({"link": "www.example.org"}, "Enter a link that starts with https:// or http://"),
        ({"link": "javascript:alert(1)"}, "Enter a link that starts with https:// or http://"),
        ({"link": "ftp://example.org/x"}, "Enter a link that starts with https:// or http://"),
        ({"link": "https://user:word@example.org/"}, "Enter a link that starts with https:// or http://"),
        ({"link": "https://exa mple.org/"}, "Enter a link that starts with https:// or http://"),
        ({"link": "https://example.org/" + "a" * 500}, "A link must be 500 characters or"),
        ({"kind": "file"}, "Select a file"),
    ],
    ids=lambda said: "-".join(f"{key}={value[:24]}" for key, value in said.items()) if isinstance(said, dict) else "",
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_kept(client, token, said, words):
    response = client.post(page_by(token), {**TYPED, **said})

    assert words in told(response)
    assert response.context["form"]["title"].value() == {**TYPED, **said}["title"]
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("bad", BAD_FILES, ids=str)
def test_a_bad_file_is_refused_beside_the_field_and_nothing_is_kept(client, token, bad):
    response = client.post(page_by(token), with_file(paper(bad.name, bad.content)))

    assert list(response.context["form"].errors) == ["file"]
    assert (Evidence.objects.count(), Upload.objects.count(), files_on_disk()) == (0, 0, [])


def test_a_file_that_is_too_large_is_refused(client, token, settings):
    settings.UPLOAD_LIMIT = 1000
    response = client.post(page_by(token), with_file(paper("notes.txt", b"a" * 1001)))

    assert list(response.context["form"].errors) == ["file"]
    assert not Upload.objects.exists()


def test_an_infected_file_is_refused_beside_the_field(client, token, settings, tmp_path):
    scanner = tmp_path / "scanner"
    scanner.write_text("#!/bin/sh\nexit 1\n")
    scanner.chmod(0o700)
    settings.SCAN_COMMAND = str(scanner)

    response = client.post(page_by(token), with_file())

    assert list(response.context["form"].errors) == ["file"]
    assert (Evidence.objects.count(), files_on_disk()) == (0, [])


def test_a_partner_without_an_account_adds_a_file_and_opens_it(client, partner, token):
    client.post(page_by(token), with_file())

    row = Evidence.objects.get()
    response = client.get(reverse("evidence_file_as_partner", args=[token, row.pk]))
    assert (row.partner, row.added_by, row.upload.uploaded_by) == (partner, None, None)
    assert b"".join(response).startswith(b"%PDF")
    assert response["Content-Disposition"] == 'attachment; filename="minutes.pdf"'


@pytest.mark.parametrize("said", [TYPED, "file"], ids=["link", "file"])
def test_pressed_twice_it_is_added_once(client, token, said, django_capture_on_commit_callbacks):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page_by(token), with_file() if said == "file" else said)

    assert Evidence.objects.count() == 1
    assert len(files_on_disk()) == Upload.objects.count() == (said == "file")


def test_beside_one_statement_there_is_room_for_ten(client, partner, token):
    for number in range(MOST):
        add(partner.assessment, partner=partner, title=f"Minutes {number}")

    page = told(client.post(page_by(token), TYPED))
    elsewhere = told(client.post(page_by(token), {**TYPED, "statement": "one.second"}, follow=True))

    assert "There can be 10 pieces of evidence for a statement" in page
    assert "The evidence is added" in elsewhere


def test_a_link_cannot_fill_the_disk_by_adding_and_removing(
    client, assessment, partner, token, django_capture_on_commit_callbacks
):
    upload = add(assessment, partner=partner, file=paper()).upload
    same = {"assessment": assessment, "statement": assessment.made_on.statements.first(), "partner": partner}
    Evidence.objects.bulk_create(
        Evidence(**same, title=f"Log {number}", upload=upload, added_at=ASSESSED, removed_at=ASSESSED)
        for number in range(MOST_BY_LINK - 1)
    )

    with django_capture_on_commit_callbacks(execute=True):
        page = told(client.post(page_by(token), with_file(paper("more.txt", b"More"))))
    link = told(client.post(page_by(token), TYPED, follow=True))

    assert "You have added 100 files, which is the most there can be. Add a link instead" in page
    assert "The evidence is added" in link
    assert len(files_on_disk()) == Upload.objects.count() == 1


def test_a_partner_sees_and_removes_its_own_alone(client, world, assessment, partner, token):
    own = add(assessment, partner=partner, title="Patrol log")
    others = [
        add(assessment, partner=make_partner(assessment, "Fire"), title="Fire log", file=paper()),
        add(assessment, person=world.people["champion"], title="Partnership agreement"),
    ]

    page = told(client.get(page_by(token)))
    for row in others:
        assert client.post(reverse("remove_evidence_as_partner", args=[token, row.pk])).status_code == 404
        assert client.get(reverse("evidence_file_as_partner", args=[token, row.pk])).status_code == 404
    done = told(client.post(reverse("remove_evidence_as_partner", args=[token, own.pk]), follow=True))
    told(client.post(reverse("remove_evidence_as_partner", args=[token, own.pk]), follow=True))

    assert [each in page for each in ("Patrol log", "Fire log", "Partnership agreement")] == [True, False, False]
    assert "“Patrol log” is removed" in done
    assert set(Evidence.objects.standing()) == set(others)
    assert Entry.objects.filter(action="assessment.evidence_removed").count() == 1


def test_own_people_see_all_of_it_and_remove_their_own_alone(representative, world, assessment, partner):
    theirs = add(assessment, partner=partner, title="Patrol log", file=paper())
    own = add(assessment, person=world.people["champion"], title="Agreement")

    page = told(representative.get(own_page(assessment)))
    opened = b"".join(representative.get(reverse("evidence_file", args=[theirs.pk])))
    refused = representative.post(reverse("remove_evidence", args=[assessment.pk, theirs.pk]))
    representative.post(reverse("remove_evidence", args=[assessment.pk, own.pk]))

    assert "Patrol log" in page
    assert "Ollerwick Police" in page
    assert opened.startswith(b"%PDF")
    assert refused.status_code == 404
    assert list(Evidence.objects.standing()) == [theirs]


@pytest.mark.parametrize("who", ["manager", "finance", "adviser", "steering"])
def test_nobody_else_opens_evidence_of_a_draft(client, world, assessment, partner, who):
    row = add(assessment, partner=partner, file=paper())
    client.force_login(world.people[who])

    addresses = [reverse("evidence_file", args=[row.pk]), own_page(assessment)]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_evidence_of_another_partnership_is_not_there(representative, world, assessment):
    other = make_assessment(world.neighbour)
    row = add(other, person=world.people["manager"], file=paper())

    assert representative.get(reverse("evidence_file", args=[row.pk])).status_code == 404
    assert representative.post(reverse("remove_evidence", args=[assessment.pk, row.pk])).status_code == 404


def test_a_partner_that_has_finished_goes_back_before_it_adds_or_removes(
    client, partner, token, django_capture_on_commit_callbacks
):
    row = add(partner.assessment, partner=partner)
    partner_services.finish_scoring(partner=partner, at=ASSESSED)

    page = told(client.post(page_by(token), {**TYPED, "title": "More"}))
    told(client.post(reverse("remove_evidence_as_partner", args=[token, row.pk])))

    assert "You have said that you have finished" in page
    assert list(Evidence.objects.standing()) == [row]
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(FinishedError):
        add(partner.assessment, partner=partner, file=paper())
    assert files_on_disk() == []


def complete(assessment, world, at=COMPLETED):
    return complete_assessment(assessment=assessment, by=world.people["representative"], at=at)


def test_on_completing_what_counts_is_frozen_with_whose_it_is(
    world, assessment, partner, django_capture_on_commit_callbacks
):
    add(assessment, partner=partner, title="Patrol log", file=paper())
    add(assessment, person=world.people["champion"], title="Agreement")
    away = add(assessment, person=world.people["champion"], title="A mistake")
    remove_evidence(evidence=away, owner=Owner(assessment, person=world.people["champion"]), at=COMPLETED)
    off = make_partner(assessment, "Fire")
    add(assessment, partner=off, title="Fire log")
    partner_services.take_off_partner(partner=off, by=world.people["champion"], at=COMPLETED)

    completion = complete(assessment, world)

    rows = completion.evidence.values_list("title", "organisation", "link", "upload__name").order_by("title")
    assert list(rows) == [("Agreement", "", LINK, None), ("Patrol log", "Ollerwick Police", "", "minutes.pdf")]
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(CompletedError):
        add(assessment, partner=partner, title="Late", file=paper())
    assert len(files_on_disk()) == 1
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        CompletedEvidence.objects.update(title="Other")


@pytest.mark.parametrize("who", ["manager", "representative", "champion", "adviser", "area-lead"])
def test_whoever_reads_a_completed_assessment_opens_its_evidence(client, world, assessment, partner, who):
    add(assessment, partner=partner, title="Patrol log", file=paper())
    completion = complete(assessment, world)
    client.force_login(world.people[who])

    page = told(client.get(reverse("completed_answers", args=[completion.pk])))
    row = completion.evidence.get()
    opened = b"".join(client.get(reverse("completed_evidence_file", args=[row.pk])))

    assert "Patrol log" in page
    assert "Ollerwick Police" in page
    assert opened.startswith(b"%PDF")


@pytest.mark.parametrize("who", ["finance", "steering", "facilitator", "evaluator"])
def test_nobody_else_opens_what_was_completed(client, world, assessment, partner, who):
    add(assessment, partner=partner, file=paper())
    row = complete(assessment, world).evidence.get()
    client.force_login(world.people[who])

    assert client.get(reverse("completed_evidence_file", args=[row.pk])).status_code == 404


def test_what_a_scanner_gave_no_answer_on_is_listed_and_not_served(representative, world, assessment):
    row = add(assessment, person=world.people["champion"], file=paper("plan.docx", docx()))
    Upload.objects.update(scan="unknown")

    page = told(representative.get(own_page(assessment)))

    assert "this file cannot be opened" in page
    assert representative.get(reverse("evidence_file", args=[row.pk])).status_code == 404


def test_after_completion_no_page_takes_more(representative, client, world, assessment, token):
    complete(assessment, world)

    representative.post(own_page(assessment), TYPED)
    page = told(client.post(page_by(token), TYPED))

    assert "The assessment is completed" in page
    assert not Evidence.objects.exists()


def test_evidence_pages_ask_the_same_for_any_length(representative, world, assessment, partner):
    asked = []
    for count in (1, 9):
        for number in range(count):
            add(assessment, partner=partner, title=f"Log {count} {number}")
        representative.get(own_page(assessment))
        asked.append(len(queries_for(own_page(assessment), representative)))

    assert asked[0] == asked[1] <= 8


def test_a_completion_is_reopened_and_completed_with_the_evidence_of_that_day(world, assessment, partner):
    add(assessment, partner=partner, title="Patrol log")
    first = complete(assessment, world)
    reopen_assessment(completion=first, reason="More", by=world.people["manager"], at=COMPLETED)
    add(assessment, person=world.people["champion"], title="Agreement")

    second = complete(assessment, world, COMPLETED + timedelta(days=1))

    assert [first.evidence.count(), second.evidence.count()] == [1, 2]
