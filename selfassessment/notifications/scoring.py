"""The email in which a partner is asked to score an assessment."""

from datetime import datetime

from accounts.models import Person
from accounts.services.message_links import link_asked
from notices.models import Message
from notices.services.sending import send
from selfassessment.models import Partner
from selfassessment.rules.progress import minutes_for
from selfassessment.selectors.partners import SCORING, link_ends, link_subject


def send_scoring_email(*, partner: Partner, by: Person, at: datetime) -> Message:
    """One message, whose link is issued while it is sent; assessment, partnership and programme are loaded."""
    assessment = partner.assessment
    link = link_asked(
        page="score_as_partner", purpose=SCORING, subject=link_subject(partner), by=by, at=at, email=partner.email
    )
    facts = {
        "partner": partner,
        "asker": by,
        "partnership": assessment.partnership,
        "programme": assessment.partnership.programme,
        "size": assessment.made_on.size,
        "minutes": minutes_for(assessment.made_on.size),
        "ends_at": link_ends(partner),
    }
    return send(
        "selfassessment/scoring",
        partner.email,
        facts,
        programme_id=assessment.partnership.programme_id,
        about={"partner": partner.pk, "asked_at": partner.invited_at.isoformat()},
        links={"link": link},
        at=at,
    )
