"""The pages of a joint review: begun, written down part by part by several people, completed, read."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from kit.files.models import Upload
from partnerships.models import Partnership, Programme
from selfassessment.models import Completion, JointReview
from selfassessment.rules.reviewing import Finding, Improvement, Meeting, mark_of
from selfassessment.selectors.reviews import review_of
from selfassessment.services.reopening import reopen_assessment
from selfassessment.services.reviews import write_finding
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import choose, give_framework, given_version
from tests.factories.reviews import FOUND, HELD, NAMED, make_joint_completion, make_review, make_whole_review
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
BLANK = {
    "review_meeting": Meeting(),
    "review_theme": None,
    "review_improvements": [],
}
SENT = {
    "review_meeting": {
        **{"held_on_day": "6", "held_on_month": "5", "held_on_year": "2026"},
        **{"for_government": "An office", "for_partnership": "The board"},
    },
    "review_theme": {"level": "2", "text": "Agreed, not yet shared"},
    "review_improvements": {
        **{"first_theme": "one", "first_text": "Share it"},
        **{"second_theme": "", "second_text": ""},
    },
}
SAID = {
    "review_meeting": Meeting(date(2026, 5, 6), "An office", "The board"),
    "review_theme": Finding(2, "Agreed, not yet shared"),
    "review_improvements": [Improvement("one", "Share it")],
}


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def told(response):
    return " ".join(response.content.decode().split())


def address(name, review):
    args = [review.pk, "one"] if name == "review_theme" else [review.pk]
    return reverse(name, args=args)


def sent(name, **said):
    return {"version": str(mark_of(BLANK[name])), **SENT[name], **said}


def stands(name):
    draft = review_of(JointReview.objects.get(), today=COMPLETED.date())
    return {
        "review_meeting": draft.meeting,
        "review_theme": draft.findings.get("one"),
        "review_improvements": draft.improvements,
    }[name]


def overview(client, world):
    return told(client.get(reverse("joint_review", args=[world.own.pk])))


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

    representative.post(page, {**seen, "document": ContentFile(b"Minutes of the day.\n", "Minutes.txt")})
    first = Upload.objects.get()
    shown = told(representative.get(page))
    file = representative.get(address("review_file", review))
    told_off = told(representative.post(page, {**seen, "document": ContentFile(b"Another.\n", "Other.txt")}))
    representative.post(page, {"seen": mark_of(first.pk), "take_off": "yes"})

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


def test_completing_says_all_that_lacks_with_the_way_to_each_field(representative, world):
    review = make_review(world.own)
    page = address("complete_review", review)

    before = told(representative.get(page))
    after = told(representative.post(page, {"version": review.version}))

    assert "There is a problem" not in before
    meeting, improvements = address("review_meeting", review), address("review_improvements", review)
    for words, url in {
        "Enter the day of the review": f"{meeting}#id_held_on_day",
        "Enter who took part for government": f"{meeting}#id_for_government",
        "Enter who took part for the partnership": f"{meeting}#id_for_partnership",
        "Give one theme a level, at least": f"{address('review_theme', review)}#id_level_0",
        "Name one or two key improvements": f"{improvements}#id_first_theme",
    }.items():
        assert f'<a href="{url}">{words}</a>' in after
        assert after.count(words) == 2
    assert not Completion.objects.exists()


def test_a_representative_completes_it_and_sees_the_result(representative, world):
    review = make_whole_review(world.own)
    page = address("complete_review", review)

    checked = told(representative.get(page))
    done = told(representative.post(page, {"version": review.version}, follow=True))
    again = representative.post(page, {"version": review.version})

    completion = Completion.objects.get()
    assert all(words in checked for words in (HELD.for_government, FOUND["one"].text, NAMED[0].text, "2. Some"))
    assert f"Your receipt is {completion.reference}" in done
    assert "Done </h2>" in done  # the banner is not headed by the page's own title
    assert "Overall 2.00" in done
    assert again["Location"] == reverse("assessment_result", args=[completion.pk])
    assert representative.get(reverse("joint_review", args=[world.own.pk]))["Location"] == again["Location"]


def test_what_changed_while_one_looked_is_looked_at_again(representative, world):
    review = make_whole_review(world.own)
    seen = review.version
    write_finding(
        **{"review": review, "theme": "one", "finding": Finding(3), "seen": mark_of(FOUND["one"])},
        **{"by": world.people["champion"], "at": ASSESSED},
    )

    first = representative.post(address("complete_review", review), {"version": seen})
    second = representative.post(address("complete_review", review), first.context["form"].data)

    assert "Somebody has changed the review since you opened this page" in told(first)
    assert "3. All" in told(first)
    assert second["Location"] == reverse("assessment_result", args=[Completion.objects.get().pk])


def test_a_form_that_was_open_when_it_was_completed_saves_nothing(representative, world):
    review = make_joint_completion(world.own).review
    given = [(name, sent(name, version="1")) for name in BLANK]
    given.append(("review_document", {"seen": "0", "document": ContentFile(b"Late.\n", "Late.txt")}))

    pages = [told(representative.post(address(name, review), data, follow=True)) for name, data in given]

    assert all("has been completed, so it stands. Nothing was saved" in page for page in pages)
    assert (stands("review_meeting"), Upload.objects.count()) == (HELD, 0)


def test_a_self_assessment_that_stands_is_told_and_nothing_fails(representative, world):
    completion = make_completion(world.own, {"one.first": 3})
    review = make_whole_review(world.own)

    shown = overview(representative, world)
    refused = told(representative.post(address("complete_review", review), {"version": review.version}))
    reopen_assessment(completion=completion, reason="An agreement", by=world.people["manager"], at=COMPLETED)
    done = told(representative.post(address("complete_review", review), {"version": review.version}, follow=True))

    assert "before your partnership came to deliver its agreement" in shown
    assert "Ask the programme manager to open it again" in refused
    assert "Your receipt is" in done


def test_a_self_assessment_begun_before_an_agreement_is_not_completed_and_the_page_says_why(representative, world):
    assessment = make_assessment(world.own, {"one.first": 3})
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    shown = told(representative.get(reverse("assessment", args=[world.own.pk])))
    refused = told(representative.post(reverse("complete_assessment", args=[assessment.pk]), follow=True))

    assert "This self-assessment stays as it is and cannot be completed" in shown
    assert "so its year rests on a joint review" in refused
    assert "Record your joint review" in refused
    assert not Completion.objects.exists()


def test_a_joint_review_that_stands_keeps_a_self_assessment_from_being_completed_and_is_told(representative, world):
    make_joint_completion(world.own)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=False)
    overview_of_assessment = reverse("assessment", args=[world.own.pk])

    before = told(representative.get(overview_of_assessment))
    assessment = make_assessment(Partnership.objects.get(pk=world.own.pk), {"one.first": 3})
    refused = told(representative.post(reverse("complete_assessment", args=[assessment.pk]), follow=True))

    assert "while your partnership delivered its agreement, and it stands" in before
    assert "A joint review stands as completed" in refused
    assert Completion.objects.get().is_joint


def test_the_champion_writes_and_does_not_complete(client, world):
    review = make_whole_review(world.own)
    client.force_login(world.people["champion"])

    assert "Theme 1 of 1" in told(client.get(address("review_theme", review)))
    assert "A representative checks and completes it." in overview(client, world)
    assert client.post(address("complete_review", review), {"version": review.version}).status_code == 404
    assert not Completion.objects.exists()


@pytest.mark.parametrize("who", ["manager", "finance", "steering", "adviser", "area-lead"])
def test_nobody_else_sees_a_draft(client, world, who):
    review = make_whole_review(world.own)
    client.force_login(world.people[who])
    pages = [*BLANK, "review_document", "review_file", "complete_review"]

    answers = [client.get(address(name, review)).status_code for name in pages]

    assert {*answers, client.get(reverse("joint_review", args=[world.own.pk])).status_code} == {404}


@pytest.mark.parametrize("who", ["manager", "adviser", "area-lead", "champion", "representative"])
def test_the_document_is_open_to_who_reads_the_result(client, world, who):
    review = make_whole_review(world.own)
    client.force_login(world.people["representative"])
    data = {"seen": mark_of(None), "document": ContentFile(b"Minutes of the day.\n", "Minutes.txt")}
    client.post(address("review_document", review), data)
    client.post(address("complete_review", review), {"version": JointReview.objects.get().version})
    client.force_login(world.people[who])

    file = client.get(reverse("completed_document", args=[Completion.objects.get().pk]))

    assert b"".join(file) == b"Minutes of the day.\n"


def test_where_there_is_no_document_there_is_no_page_of_it(representative, world):
    joint = make_joint_completion(world.own)
    assessed = make_completion(world.neighbour, {"one.first": 3})
    representative.force_login(world.people["manager"])

    pages = [reverse("completed_document", args=[each.pk]) for each in (joint, assessed)]

    assert [representative.get(page).status_code for page in pages] == [404, 404]


def test_the_manager_opens_it_again_and_it_is_completed_anew(client, world):
    completion = make_joint_completion(world.own)
    client.force_login(world.people["manager"])
    page = reverse("reopen_assessment", args=[completion.pk])

    opened = told(client.post(page, {"reason": "A name was wrong"}, follow=True))
    client.force_login(world.people["representative"])
    client.post(
        address("review_theme", completion.review), sent("review_theme", version=str(mark_of(FOUND["one"])), level="3")
    )
    version = JointReview.objects.get().version
    done = told(client.post(address("complete_review", completion.review), {"version": version}, follow=True))

    assert "A name was wrong" in opened
    assert "Overall 3.00" in done
    assert Completion.objects.standing().get().number == 2


def test_a_closed_year_is_read_and_not_written(representative, world):
    review = make_whole_review(world.own)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=COMPLETED)

    pages = [representative.post(address(name, review), sent(name)).status_code for name in BLANK]

    assert pages == [404, 404, 404]
    assert "Joint review" in overview(representative, world)


@pytest.mark.parametrize("page", ["overview", *BLANK, "review_document", "complete_review", "result"])
def test_no_page_asks_more_the_more_there_is(representative, world, page):
    version = given_version("key-success-criteria")
    findings = {theme: Finding(3, "Why") for theme in set(version.statements.values_list("theme", flat=True))}
    named = [Improvement(theme, "What") for theme in sorted(findings)[:2]]
    review = make_review(world.own, version=version, meeting=HELD, findings=findings, improvements=named)
    found = reverse("joint_review", args=[world.own.pk])
    if page == "result":
        representative.post(address("complete_review", review), {"version": review.version})
        found = reverse("assessment_result", args=[Completion.objects.get().pk])
    elif page == "review_theme":
        found = reverse(page, args=[review.pk, sorted(findings)[0]])
    elif page != "overview":
        found = address(page, review)

    representative.get(found)

    assert len(queries_for(found, representative)) <= 8
