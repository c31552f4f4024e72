"""Makes partners who score an assessment, with answers, and the link of one."""

from collections.abc import Mapping

from django.utils import timezone

from accounts.services.links import issue_link
from selfassessment.models import Assessment, Partner
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.scoring import Answer
from selfassessment.selectors.partners import SCORING, link_subject
from selfassessment.services.partners import answer_as_partner, invite_partner
from tests.factories.assessments import ASSESSED
from tests.factories.people import PersonFactory


def make_partner(
    assessment: Assessment,
    organisation: str = "Health trust",
    answers: Mapping[str, Answer] | None = None,
    *,
    comment: str = "",
    email: str = "",
) -> Partner:
    """Asked at an address of its own, with these answers."""
    partner = invite_partner(
        assessment=assessment,
        organisation=organisation,
        sector=Partner.Sector.OTHER,
        name="Robin Partner",
        email=email or f"{organisation.replace(' ', '.')}@partner.example",
        by=PersonFactory(),
        at=ASSESSED,
    )
    given = {key: (Given(answer, comment), NOTHING.mark) for key, answer in (answers or {}).items()}
    answer_as_partner(partner=partner, given=given, at=ASSESSED)
    return partner


def link_of(partner: Partner) -> str:
    """The token of a fresh link, as whoever sends the email makes it."""
    return issue_link(
        purpose=SCORING, subject=link_subject(partner), email=partner.email, by=None, at=timezone.now()
    ).token
