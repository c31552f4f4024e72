"""What is sent from the pages of a joint review, and what stands of it."""

from datetime import date

from django.urls import reverse

from selfassessment.models import JointReview
from selfassessment.rules.reviewing import Finding, Improvement, Meeting, mark_of
from selfassessment.selectors.reviews import review_of
from tests.factories.assessments import COMPLETED

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
