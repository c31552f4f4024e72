"""What the demonstration writes in bulk is what the services leave behind: partners, joint reviews, learning plans."""

import pytest
from django.db.models import Model

from audit.models import Entry
from notices.models import Message
from partnerships.models import Partnership, Programme
from partnerships.rules.deadlines import local_day
from selfassessment.models import (
    Action,
    Assessment,
    CompletedEvidence,
    CompletedPartner,
    Completion,
    Evidence,
    JointReview,
    Partner,
    PartnerAnswer,
    ThemeScore,
)
from selfassessment.rules.answering import NOTHING
from selfassessment.rules.reviewing import Finding, Improvement, Meeting, mark_of
from selfassessment.selectors.assessments import given_in
from selfassessment.services.actions import Wording, add_action
from selfassessment.services.answering import answer_statements, start_assessment
from selfassessment.services.partners import answer_as_partner, finish_scoring, invite_partner
from selfassessment.services.reviews import name_improvements, start_review, write_finding, write_meeting
from selfassessment.services.reviews_completed import complete_review
from tests.demonstration.loaded import AT, FIRST, TODAY, load_once

PASSING = {"id", "partnership_id", "assessment_id", "review_id", "completion_id", "partner_id", "email", "link"}


@pytest.fixture
def this(db: None) -> Programme:
    load_once(FIRST)
    return Programme.objects.get()


def told(place: Partnership) -> list[tuple[str, dict[str, object]]]:
    """What the trail says of a partnership's baseline."""
    entries = Entry.objects.about(place).order_by("at", "pk")
    rooms = ("assessment.", "review.", "action.")
    return [(one.action, one.details) for one in entries if one.action.startswith(rooms)]


def plain(table: type[Model], **whose: object) -> list[dict[str, object]]:
    """Rows without their keys, and of each moment only whether it is there."""
    return [
        {key: bool(value) if key.endswith("_at") else value for key, value in row.items() if key not in PASSING}
        for row in table._default_manager.filter(**whose).order_by("pk").values()
    ]


def test_an_assessment_with_its_partners_is_what_people_at_work_would_have_left(this: Programme) -> None:
    loaded = Assessment.objects.get(partnership__area="Malvern Hills")
    by, at = loaded.started_by, AT
    twin = Partnership.objects.get(area="Lichfield")
    made = start_assessment(partnership=twin, by=by, at=at)
    rows = loaded.answers.select_related("statement")
    given = {row.statement.key: (given_in(row), NOTHING.mark) for row in rows}
    answer_statements(assessment=made, given=given, by=by, at=at)
    for one in loaded.partners.order_by("pk"):
        facts = {field: getattr(one, field) for field in ("organisation", "sector", "name", "email")}
        partner = invite_partner(assessment=made, by=by, at=at, **facts)
        scores = {row.statement.key: (given_in(row), NOTHING.mark) for row in one.answers.select_related("statement")}
        if scores:
            answer_as_partner(partner=partner, given=scores, at=at)
        if one.finished_at:
            finish_scoring(partner=partner, at=at)
        assert plain(PartnerAnswer, partner=partner) == plain(PartnerAnswer, partner=one)
        assert [(entry.action, entry.details) for entry in Entry.objects.about(partner).order_by("pk")] == [
            (entry.action, entry.details) for entry in Entry.objects.about(one).order_by("pk")
        ]
    assert plain(Partner, assessment=made) == plain(Partner, assessment=loaded)
    assert told(twin) == told(loaded.partnership)


def test_a_joint_review_with_its_plan_is_what_people_at_work_would_have_left(this: Programme) -> None:
    loaded = JointReview.objects.get(partnership__area="Dudley")
    by, seen, twin = loaded.started_by, mark_of(None), Partnership.objects.get(area="Birmingham")
    made = start_review(partnership=twin, by=by, at=AT)
    held = Meeting(loaded.held_on, loaded.for_government, loaded.for_partnership)
    write_meeting(review=made, meeting=held, seen=mark_of(Meeting()), by=by, at=AT)
    for row in loaded.findings.order_by("pk"):
        write_finding(review=made, theme=row.theme, finding=Finding(row.level, row.text), seen=seen, by=by, at=AT)
    named = [Improvement(row.theme, row.text) for row in loaded.improvements.all()]
    name_improvements(review=made, improvements=named, seen=mark_of([]), by=by, at=AT)
    done = complete_review(review=made, by=by, at=AT)
    for row in Action.objects.filter(partnership=loaded.partnership).order_by("pk"):
        said = Wording(row.what, row.who, row.by_when, row.done_on)
        add_action(partnership=twin, theme=row.theme, wording=said, by=by, at=AT)

    made.refresh_from_db()
    assert made.version == loaded.version
    assert told(twin) == told(loaded.partnership)
    assert plain(Completion, review=made) == plain(Completion, review=loaded)
    assert plain(ThemeScore, completion=done) == plain(ThemeScore, completion__review=loaded)
    assert plain(Action, partnership=twin) == plain(Action, partnership=loaded.partnership)


def test_partners_who_are_still_to_score_have_an_email_with_their_link_and_nobody_else(this: Programme) -> None:
    waiting = Partner.objects.filter(finished_at=None)
    assert sorted(Message.objects.filter(kind="selfassessment/scoring").values_list("to", flat=True)) == sorted(
        waiting.values_list("email", flat=True)
    )
    assert (waiting.count(), waiting.filter(answers=None).count()) == (4, 2)
    assert Partner.objects.filter(assessment__completions__isnull=False, finished_at=None).count() == 0


def test_what_was_completed_has_its_evidence_from_the_partnership_and_from_partners(this: Programme) -> None:
    assert CompletedEvidence.objects.filter(organisation="").exists()
    assert CompletedEvidence.objects.exclude(organisation="").exists()
    assert Evidence.objects.count() > CompletedEvidence.objects.count()


def test_what_was_completed_tells_who_took_part(this: Programme) -> None:
    of_completed = Partner.objects.filter(assessment__completions__isnull=False, answers__isnull=False)
    kept = CompletedPartner.objects.order_by("organisation")
    assert list(kept.values_list("organisation", flat=True)) == sorted(
        set(of_completed.values_list("organisation", flat=True))
    )
    assert kept.filter(has_finished=True).count() == kept.count() > 0


def test_everybody_answers_only_after_being_asked_and_before_today(this: Programme) -> None:
    for partner in Partner.objects.prefetch_related("answers"):
        for answer in partner.answers.all():
            assert partner.invited_at < answer.written_at <= (partner.finished_at or AT)
    for completion in Completion.objects.all():
        begun = completion.assessment or completion.review
        assert begun is not None
        assert begun.started_at < completion.completed_at < AT


def test_plans_are_against_themes_that_are_weak_and_some_of_them_are_done(this: Programme) -> None:
    for action in Action.objects.all():
        score = ThemeScore.objects.get(completion__partnership=action.partnership, theme=action.theme)
        assert score.total < 2.5 * score.answered
        assert action.done_on is None or local_day(action.written_at) < action.done_on < TODAY
    assert 0 < Action.objects.exclude(done_on=None).count() < Action.objects.count()
