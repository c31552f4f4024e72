"""Makes partners who have scored an assessment, straight in their tables: no email is sent."""

from collections.abc import Mapping

from selfassessment.models import Assessment, Partner, PartnerAnswer
from selfassessment.rules.answering import Given
from selfassessment.rules.scoring import Answer
from selfassessment.services.answering import columns_of
from tests.factories.assessments import ASSESSED
from tests.factories.people import PersonFactory


def make_scores(
    assessment: Assessment, organisation: str, answers: Mapping[str, Answer], *, comment: str = ""
) -> Partner:
    """A partner who has finished, with these answers by statement key."""
    partner = Partner.objects.create(
        assessment=assessment,
        organisation=organisation,
        sector=Partner.Sector.POLICE,
        name="Ada Vale",
        email=f"ada@{''.join(filter(str.isalnum, organisation.lower()))}.example",
        invited_by=PersonFactory(),
        invited_at=ASSESSED,
        finished_at=ASSESSED,
    )
    PartnerAnswer.objects.bulk_create(
        PartnerAnswer(
            partner=partner, statement=each, written_at=ASSESSED, **columns_of(Given(answers[each.key], comment))
        )
        for each in assessment.made_on.statements.filter(key__in=answers)
    )
    return partner


def score_each(assessment: Assessment, key: str, *answers: Answer) -> None:
    """One partner for each answer to one statement."""
    for number, answer in enumerate(answers, assessment.partners.count() + 1):
        make_scores(assessment, f"Partner {number}", {key: answer})
