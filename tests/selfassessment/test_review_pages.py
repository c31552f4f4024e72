"""The pages of a joint review: begun, written down part by part by several people, completed, read."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from kit.files.models import Upload
from partnerships.models import Partnership
from selfassessment.models import JointReview
from selfassessment.rules.reviewing import Finding, Meeting, mark_of
from tests.factories.assessments import COMPLETED
from tests.factories.frameworks import choose, give_framework, given_version
from tests.factories.reviews import make_review, make_whole_review
from tests.selfassessment.review_forms import BLANK, SAID, SENT, address, overview, sent, stands, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def test_a_representative_begins_and_sees_what_is_asked_and_how_long_it_takes(representative, world):
    choose(world.here.programme, given_version("key-success-criteria"))
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    before = overview(representative, world)
    start = reverse("start_review", args=[world.own.pk])
    after = told(representative.post(start, follow=True))
    representative.post(start)

    assert "What it found in 12 themes" in before
    assert "About 35 minutes with your notes at hand" in before
    assert after.count("Not started") == 14
    assert JointReview.objects.count() == 1


def test_where_no_framework_is_chosen_the_page_says_so(representative, world):
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    page = told(representative.post(reverse("start_review", args=[world.own.pk]), follow=True))

    assert "The joint review cannot be recorded yet" in page
    assert not JointReview.objects.exists()


@pytest.mark.parametrize("name", ["joint_review", "start_review"])
def test_who_delivers_no_agreement_has_no_joint_review(representative, world, name):
    choose(world.here.programme, give_framework())
    send = representative.post if name == "start_review" else representative.get

    assert send(reverse(name, args=[world.own.pk])).status_code == 404
    assert not JointReview.objects.exists()


def test_who_delivers_no_agreement_any_more_finds_no_part_of_it(representative, world):
    review = make_whole_review(world.own)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=False)

    pages = [*BLANK, "review_document", "complete_review"]
    assert {representative.get(address(name, review)).status_code for name in pages} == {404}


@pytest.mark.parametrize("name", BLANK)
def test_a_part_is_saved_and_there_when_one_comes_back(representative, world, name):
    review = make_review(world.own)

    saved = representative.post(address(name, review), sent(name))

    assert saved["Location"] == reverse("joint_review", args=[world.own.pk])
    assert stands(name) == SAID[name]
    form = representative.get(address(name, review)).context["form"]
    assert form["version"].value() == mark_of(SAID[name])
    assert (
        form.shown().items()
        >= {key: value for key, value in SENT[name].items() if value and not key.startswith("held_on")}.items()
    )


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("review_meeting", {}, "The meeting is saved"),
        (
            *("review_meeting", {"held_on_day": "", "held_on_month": "", "held_on_year": "", "for_government": ""}),
            "The meeting is saved. Still to come: the day and who took part for government",
        ),
        ("review_theme", {}, "“One” is saved"),
        ("review_improvements", {}, "The key improvement is saved"),
        (
            *("review_improvements", {"second_theme": "one", "second_text": "Mend it"}),
            "Both key improvements are saved",
        ),
    ],
    ids=["the meeting", "a part of the meeting", "a theme", "an improvement", "two improvements"],
)
def test_who_saves_a_part_is_told_what_is_saved_and_what_is_still_to_come(representative, world, name, said, words):
    review = make_review(world.own)

    page = told(representative.post(address(name, review), sent(name, **said), follow=True))

    assert words in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("review_meeting", "Nothing is written down of the meeting yet. You can come back to it"),
        ("review_improvements", "No key improvement is named yet. You can come back to it"),
    ],
)
def test_who_sends_a_part_empty_is_not_told_that_it_is_saved(representative, world, name, words):
    review = make_review(world.own)

    page = told(representative.post(address(name, review), sent(name, **dict.fromkeys(SENT[name], "")), follow=True))

    assert words in page
    assert "saved" not in page
    assert stands(name) == BLANK[name]


def test_the_overview_says_what_is_still_to_come(representative, world):
    review = make_review(world.own)
    representative.post(address("review_meeting", review), sent("review_meeting", for_partnership=""), follow=True)

    page = overview(representative, world)

    assert page.count("Still to come: who took part for the partnership") == 2
    assert "who took part for the partnership, a level for one theme at least and a key improvement" in page


def test_saving_a_theme_goes_on_to_the_next(representative, world):
    review = make_review(world.own, version=given_version("two-tier-working"))

    page = reverse("review_theme", args=[review.pk, "roles"])
    saved = representative.post(page, {**sent("review_theme"), "onward": "next"})

    assert saved["Location"] == reverse("review_theme", args=[review.pk, "scale"])


def test_a_theme_that_the_review_did_not_look_at_is_said_and_not_the_same_as_nothing(representative, world):
    review = make_review(world.own)
    page = address("review_theme", review)

    unsaid = told(representative.post(page, sent("review_theme", level="")))
    assert stands("review_theme") is None
    representative.post(page, sent("review_theme", level="none", text=""))

    assert "Select a level, or that the review did not look at it" in unsaid
    assert stands("review_theme") == Finding()
    assert "Not looked at" in overview(representative, world)
    assert representative.get(page).context["form"]["level"].value() == "none"


@pytest.mark.parametrize("name", BLANK)
def test_who_saves_second_sees_who_was_first_and_keeps_what_they_typed(representative, client, world, name):
    review = make_review(world.own)
    other = {
        "review_meeting": {"for_government": "Somebody else"},
        "review_theme": {"level": "3"},
        "review_improvements": {"first_text": "Another one"},
    }[name]
    client.force_login(world.people["champion"])
    client.post(address(name, review), sent(name))
    client.force_login(world.people["representative"])

    first = client.post(address(name, review), sent(name, **other))
    form = first.context["form"]
    unchanged = stands(name)
    again = client.post(address(name, review), form.data)

    assert "Percy Lightbody changed this while you were working on it" in told(first)
    assert "Saved meanwhile:" in told(first)
    assert {key: form[key].value() for key in other} == other
    assert (unchanged, again.status_code) == (SAID[name], 302)
    assert stands(name) != SAID[name]


@pytest.mark.parametrize("name", BLANK)
def test_the_same_sent_twice_is_saved_once(representative, world, name):
    review = make_review(world.own)

    answers = [representative.post(address(name, review), sent(name))["Location"] for _ in range(2)]

    assert answers == [reverse("joint_review", args=[world.own.pk])] * 2
    assert JointReview.objects.get().version == 2


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("review_meeting", {"held_on_year": "2025"}, "The day of the review must be the same as or after 1 April 2026"),
        ("review_meeting", {"held_on_month": "13"}, "The day of the review must be a real date"),
        ("review_meeting", {"for_government": "a" * 1001}, "You have 1 character too many"),
        ("review_theme", {"level": "4"}, "Select a level, or that the review did not look at it from the list"),
        ("review_theme", {"text": "a" * 4001}, "You have 1 character too many"),
        ("review_improvements", {"first_theme": ""}, "Select the theme of the key improvement"),
        ("review_improvements", {"second_theme": "one"}, "Enter the second key improvement"),
        ("review_improvements", {"first_theme": "none"}, "Select the theme of the key improvement from the list"),
        ("review_improvements", {"second_theme": "one", "second_text": "Share it"}, "Enter another improvement"),
        ("review_improvements", {"first_text": "a" * 301}, "You have 1 character too many"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(representative, world, name, said, words):
    review = make_review(world.own)

    response = representative.post(address(name, review), sent(name, **said))

    assert told(response).count(words) == 2  # in the summary, and beside the field
    assert stands(name) == BLANK[name]
    assert all(
        str(value) in told(response)
        for key, value in sent(name, **said).items()
        if key.endswith(("government", "text"))
    )


def test_a_day_in_the_future_is_refused_at_once(representative, world, time_machine):
    time_machine.move_to(COMPLETED, tick=False)
    review = make_review(world.own)

    page = told(representative.post(address("review_meeting", review), sent("review_meeting", held_on_month="6")))

    assert "The day of the review must be today or in the past" in page
    assert stands("review_meeting") == Meeting()


def test_a_document_is_attached_opened_replaced_and_taken_off(representative, world):
    review = make_review(world.own)
    page = address("review_document", review)
    seen = {"seen": mark_of(None)}

    minutes = ContentFile(b"Minutes of the day.\n", "Minutes.txt")
    attached = told(representative.post(page, {**seen, "document": minutes}, follow=True))
    first = Upload.objects.get()
    shown = told(representative.get(page))
    file = representative.get(address("review_file", review))
    told_off = told(representative.post(page, {**seen, "document": ContentFile(b"Another.\n", "Other.txt")}))
    off = told(representative.post(page, {"seen": mark_of(first.pk), "take_off": "yes"}, follow=True))

    assert "“Minutes.txt” is attached" in attached
    assert "The document is taken off" in off
    assert "Minutes.txt" in shown
    assert (b"".join(file), file["Content-Disposition"]) == (
        *(b"Minutes of the day.\n", 'attachment; filename="Minutes.txt"'),
    )
    assert "Odile Marchbank changed the document while you had this page open" in told_off
    assert "Minutes.txt" in told_off
    assert (JointReview.objects.get().document, Upload.objects.count()) == (None, 0)
    assert representative.get(address("review_file", review)).status_code == 404


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Select the document of the review"),
        (ContentFile(b"", "Empty.txt"), "The selected file is empty"),
        (ContentFile(b"MZ\x90\x00\x03", "Review.pdf"), "must be one of these"),
    ],
    ids=["none", "empty", "a program"],
)
def test_a_file_that_is_no_document_is_refused_beside_the_field(representative, world, file, words):
    review = make_review(world.own)
    data = {"seen": mark_of(None), **({"document": file} if file else {})}

    page = told(representative.post(address("review_document", review), data))

    assert page.count(words) == 2
    assert not Upload.objects.exists()
