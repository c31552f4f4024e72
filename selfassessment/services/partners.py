"""Partners of an assessment: asked by email, taken off again; and what each answers by its link, without an account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person, one_spelling
from accounts.services.links import revoke_links
from audit.services import record
from selfassessment.errors import (
    AskedLatelyError,
    FinishedError,
    PartnerAskedError,
    PartnerChangedError,
    PartnerTakenOffError,
    TooManyPartnersError,
)
from selfassessment.models import Assessment, Partner, PartnerAnswer, Statement
from selfassessment.notifications.scoring import send_scoring_email
from selfassessment.rules.answering import Given
from selfassessment.selectors.partners import SCORING, asked_again_from, link_subject
from selfassessment.services.answering import Saved, columns_of, hold_draft, sorted_out

MOST = 100  # for one assessment, those taken off among them: each is an email to somebody who has no account


@transaction.atomic
def invite_partner(
    *, assessment: Assessment, organisation: str, sector: str, name: str, email: str, by: Person, at: datetime
) -> Partner:
    """Ask somebody to score the assessment, by an email with a link; the same again is the same partner, and no email.

    Raises PartnerAskedError when the address stands for another, TooManyPartnersError, CompletedError and
    ProgrammeClosedError.
    """
    held = hold_draft(assessment)
    facts = {"organisation": organisation, "sector": sector, "name": name}
    there = held.partners.standing().filter(email=one_spelling(email)).first()
    if there and any(getattr(there, field) != value for field, value in facts.items()):
        raise PartnerAskedError(there.organisation)
    if there:
        return there
    if held.partners.count() >= MOST:
        raise TooManyPartnersError
    partner = Partner.objects.create(assessment=held, email=one_spelling(email), invited_by=by, invited_at=at, **facts)
    note_of("assessment.partner_asked", partner, by=by, at=at)
    send_scoring_email(partner=partner, by=by, at=at)
    return partner


@transaction.atomic
def ask_again(*, partner: Partner, seen: datetime, by: Person, at: datetime) -> Partner:
    """Send a fresh link, by which earlier ones end; `seen` is when they were asked as far as the person knows.

    Raises PartnerChangedError when that was done meanwhile, AskedLatelyError when the last link is younger than PAUSE,
    PartnerTakenOffError, CompletedError and ProgrammeClosedError.
    """
    held = hold_partner(partner)
    if held.invited_at != seen:
        raise PartnerChangedError
    if at < asked_again_from(held):
        raise AskedLatelyError(asked_again_from(held))
    held.invited_by, held.invited_at = by, at
    held.save(update_fields=["invited_by", "invited_at"])
    revoke_links(by=by, at=at, subject=link_subject(held), purpose=SCORING)
    note_of("assessment.partner_asked_again", held, by=by, at=at)
    send_scoring_email(partner=held, by=by, at=at)
    return held


@transaction.atomic
def take_off_partner(*, partner: Partner, by: Person, at: datetime) -> None:
    """The link ends, and what was answered is kept and no longer counted.

    Raises PartnerTakenOffError when it was done before, CompletedError and ProgrammeClosedError.
    """
    held = hold_partner(partner)
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    revoke_links(by=by, at=at, subject=link_subject(held), purpose=SCORING)
    note_of("assessment.partner_taken_off", held, by=by, at=at)


@transaction.atomic
def answer_as_partner(*, partner: Partner, given: Mapping[str, tuple[Given, str]], at: datetime) -> Saved:
    """Write a partner's answers as `services.answering.answer_statements` does: nobody's is written over unseen.

    Raises FinishedError, PartnerTakenOffError, CompletedError and ProgrammeClosedError.
    """
    held = hold_partner(partner)
    if held.finished_at:
        raise FinishedError
    rows = {row.statement.key: row for row in held.answers.select_related("statement")}
    saved = sorted_out(given, rows, PartnerAnswer())
    if saved.written:
        write_scores(held, {key: given[key][0] for key in saved.written}, at=at)
        note_of("assessment.partner_answered", held, at=at, details={"statements": len(saved.written)})
    return saved


def write_scores(held: Partner, answers: Mapping[str, Given], *, at: datetime) -> None:
    """The rows, new and old, in one statement."""
    statements = Statement.objects.filter(version=held.assessment.made_on_id, key__in=answers)
    rows = [
        PartnerAnswer(partner=held, statement=statement, written_at=at, **columns_of(answers[statement.key]))
        for statement in statements
    ]
    PartnerAnswer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["partner", "statement"],
        update_fields=["score", "is_not_applicable", "comment", "written_at"],
    )


@transaction.atomic
def finish_scoring(*, partner: Partner, at: datetime) -> None:
    """The partner says that it has finished; said twice it stays as first said.

    Raises PartnerTakenOffError, CompletedError and ProgrammeClosedError.
    """
    held = hold_partner(partner)
    if not held.finished_at:
        set_finished(held, at)
        note_of("assessment.partner_finished", held, at=at)


@transaction.atomic
def go_back_to_scoring(*, partner: Partner, at: datetime) -> None:
    """The partner changes its answers after all. Raises as `finish_scoring`."""
    held = hold_partner(partner)
    if held.finished_at:
        set_finished(held, None)
        note_of("assessment.partner_went_back", held, at=at)


def set_finished(held: Partner, at: datetime | None) -> None:
    """Since when, or no more."""
    held.finished_at = at
    held.save(update_fields=["finished_at"])


def hold_partner(partner: Partner) -> Partner:
    """The partner as it stands, its year, its assessment and its row locked, in this order.

    Raises PartnerTakenOffError, CompletedError and ProgrammeClosedError.
    """
    assessment = hold_draft(partner.assessment)
    held = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if held.withdrawn_at:
        raise PartnerTakenOffError
    held.assessment = assessment
    return held


def note_of(
    action: str,
    partner: Partner,
    *,
    by: Person | None = None,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Keep a deed about a partner in the trail, never what was answered; by nobody it is the partner's own."""
    programme = partner.assessment.partnership.programme_id
    record(actor=by, action=action, at=at, subject=partner, programme_id=programme, details=details or {})
