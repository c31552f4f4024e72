"""Makes partners who score an assessment, with answers."""

from collections.abc import Mapping

from selfassessment.models import Assessment, Partner
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.scoring import Answer
from selfassessment.services.partners import answer_as_partner, invite_partner
from tests.factories.assessments import ASSESSED
from tests.factories.people import PersonFactory


def make_partner(
    assessment: Assessment,
    organisation: str = "Health trust",
    answers: Mapping[str, Answer] | None = None,
    *,
    comment: str = "",
) -> Partner:
    """Asked at an address of its own, with these answers."""
    partner = invite_partner(
        assessment=assessment,
        organisation=organisation,
        sector=Partner.Sector.OTHER,
        name="Robin Partner",
        email=f"{organisation.replace(' ', '.')}@partner.example",
        by=PersonFactory(),
        at=ASSESSED,
    )
    given = {key: (Given(answer, comment), NOTHING.mark) for key, answer in (answers or {}).items()}
    answer_as_partner(partner=partner, given=given, at=ASSESSED)
    return partner
