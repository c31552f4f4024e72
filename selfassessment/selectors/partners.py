"""Reads of partners: who was asked to score an assessment, how far each is, and what a link leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.errors import LinkRefusedError
from accounts.models import Link
from accounts.rules import purposes
from accounts.selectors import find_link, hash_of
from audit.models import Entry
from partnerships.models import Programme
from selfassessment.models import Assessment, Completion, Partner, PartnerAnswer
from selfassessment.models.assessment import Answer as AnswerRow
from selfassessment.models.partner import PartnerQuerySet
from selfassessment.selectors.assessments import Sheet
from selfassessment.selectors.frameworks import words_of

SCORING = purposes.register("selfassessment.scoring", lifetime=timedelta(days=120))
PAUSE = timedelta(minutes=15)  # between two links for one partner: each is an email, which may be on its way that long
SUBJECT = "partner:"
SAYS_SOMETHING = Q(answers__score__isnull=False) | Q(answers__is_not_applicable=True)


def link_subject(partner: Partner) -> str:
    """What the links of a partner are about."""
    return f"{SUBJECT}{partner.pk}"


def link_ends(partner: Partner) -> datetime:
    """Until when the link works that was sent last."""
    return partner.invited_at + SCORING.lifetime


def asked_again_from(partner: Partner) -> datetime:
    """From when a fresh link can be sent, to the minute, as pages say it."""
    return (partner.invited_at + PAUSE).replace(second=0, microsecond=0)


def partners_of(assessment: Assessment) -> PartnerQuerySet:
    """Those who are asked, by organisation, each with `answered` statements and the moment of the last answer."""
    counted = {"answered": Count("answers", filter=SAYS_SOMETHING), "last_seen": Max("answers__written_at")}
    standing = assessment.partners.standing().select_related("invited_by").annotate(**counted)
    return standing.order_by("organisation", "pk")


def took_part_in(assessment: Assessment) -> QuerySet[Any]:
    """Those of them who answered something."""
    asked: QuerySet[Any] = partners_of(assessment)
    return asked.filter(answered__gte=1)


def deeds_about(partner: Partner) -> QuerySet[Entry]:
    """What was done about a partner, by whom; that it answered is told elsewhere."""
    return Entry.objects.about(partner).exclude(action__endswith="_answered").select_related("actor")


@dataclass(frozen=True)
class PartnerCounts:
    """How many are asked, and how many of them have finished."""

    asked: int
    finished: int

    @property
    def have_all_finished(self) -> bool:
        """Whether there is nobody to wait for; somebody was asked."""
        return 0 < self.asked == self.finished


def partner_counts(assessment: Assessment) -> PartnerCounts:
    """One query."""
    finished = Count("pk", filter=Q(finished_at__isnull=False))
    return PartnerCounts(**assessment.partners.standing().aggregate(asked=Count("pk"), finished=finished))


class Door(StrEnum):
    """What becomes of whoever opens a partner's link."""

    OPEN = "open"
    TAKEN_OFF = "taken_off"
    COMPLETED = "completed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Scoring(Sheet):
    """What one partner answers, and what can be done with its link."""

    rows: Mapping[str, PartnerAnswer]
    partner: Partner
    completion: Completion | None

    @property
    def door(self) -> Door:
        """Whether anything can be answered, and if not, why."""
        if self.partner.withdrawn_at:
            return Door.TAKEN_OFF
        if self.completion:
            return Door.COMPLETED
        state = self.partner.assessment.partnership.programme.state
        return Door.OPEN if state == Programme.State.OPEN else Door.CLOSED

    def writer_of(self, row: AnswerRow) -> str:
        """There is no account, so nobody knows more."""
        return _("Somebody with your link") if row.pk else ""


def scoring_by(token: str, *, at: datetime) -> Scoring:
    """What a link leads to, and also one that ended because its partner was taken off; raises LinkRefusedError.

    Looking uses nothing up. Three queries beside those of the link.
    """
    return scoring_of(partner_at(subject_by(token, at=at)))


def subject_by(token: str, *, at: datetime) -> str:
    """What the link is about; a revoked one too, of which only somebody who was taken off is told."""
    try:
        return find_link(token=token, purpose=SCORING, at=at).subject
    except LinkRefusedError:
        revoked = Link.objects.filter(purpose=SCORING.name, token_hash=hash_of(token), revoked_at__isnull=False)
        taken_off = Partner.objects.filter(withdrawn_at__isnull=False).values("pk")
        subject = revoked.values_list("subject", flat=True).first()
        if subject is None or not taken_off.filter(pk=int(subject.removeprefix(SUBJECT))).exists():
            raise
        return subject


def partner_at(subject: str) -> Partner:
    """Who a link is about, with the assessment, its partnership and framework."""
    found: QuerySet[Any] = Partner.objects.select_related(
        "assessment__partnership__programme", "assessment__made_on", "invited_by"
    )
    return found.get(pk=int(subject.removeprefix(SUBJECT)))


def scoring_of(partner: Partner) -> Scoring:
    """Two queries: the answers, and whether the assessment is completed."""
    rows = partner.answers.select_related("statement")
    return Scoring(
        words=words_of(partner.assessment.made_on),
        rows={row.statement.key: row for row in rows},
        partner=partner,
        completion=partner.assessment.completions.standing().first(),
    )


def is_still_asked(about: Mapping[str, Any]) -> bool:
    """Whether the email about a partner is the latest one, and its link would still open something."""
    asked = Partner.objects.standing().filter(pk=about["partner"], invited_at=about["asked_at"])
    completed = Completion.objects.standing().filter(assessment__partners=about["partner"])
    return asked.exists() and not completed.exists()
