"""The partners that the demonstration's partnerships asked, what they answered by their links, and what it rests on.

Those who have finished were asked in bulk: nobody is sent an email about what happened long ago. Those who have not are
asked by the service, so that their link waits in the outbox.
"""

from collections.abc import Iterable, Mapping

from demonstration.selectors.files import Row
from demonstration.services.assessments import Setting, answers_of
from selfassessment.models import Assessment, Evidence, Partner, PartnerAnswer
from selfassessment.services.answering import columns_of
from selfassessment.services.partners import invite_partner, note_of

ASKED, ANSWERED, FINISHED, SHOWN = 11, 12, 13, 14  # the hours


def add_partners(setting: Setting, rows: Iterable[Row], drafts: Mapping[int, Assessment]) -> dict[str, Partner]:
    """Every row's, by the organisation, with what it answered as far as it came."""
    asked = [(row, asked_of(setting, row, drafts)) for row in rows]
    PartnerAnswer.objects.bulk_create(
        PartnerAnswer(
            partner=partner,
            statement_id=setting.statements[key],
            written_at=setting.at(row["finished"] or row["invited"], ANSWERED),
            **columns_of(given),
        )
        for row, partner in asked
        if row["answers"]
        for key, given in answers_of(row, setting.words).items()
    )
    for row, partner in asked:
        tell(setting, row, partner)
    return {partner.organisation: partner for _row, partner in asked}


def asked_of(setting: Setting, row: Row, drafts: Mapping[int, Assessment]) -> Partner:
    """One of them: by the service, with an email, where it has not finished."""
    at, by = setting.at(row["invited"], ASKED), setting.person(row)
    facts = {field: row[field] for field in ("organisation", "sector", "name", "email")}
    draft = drafts[setting.place(row).pk]
    if not row["finished"]:
        return invite_partner(assessment=draft, by=by, at=at, **facts)
    finished = setting.at(row["finished"], FINISHED)
    partner = Partner.objects.create(assessment=draft, invited_by=by, invited_at=at, finished_at=finished, **facts)
    note_of("assessment.partner_asked", partner, by=by, at=at)
    return partner


def tell(setting: Setting, row: Row, partner: Partner) -> None:
    """The trail of what it did by its link."""
    if row["answers"]:
        at = setting.at(row["finished"] or row["invited"], ANSWERED)
        number = len(answers_of(row, setting.words))
        note_of("assessment.partner_answered", partner, at=at, details={"statements": number})
    if row["finished"]:
        note_of("assessment.partner_finished", partner, at=setting.at(row["finished"], FINISHED))


def add_evidence(
    setting: Setting, rows: Iterable[Row], drafts: Mapping[int, Assessment], partners: Mapping[str, Partner]
) -> None:
    """Links beside statements, the partnership's own or a partner's."""
    Evidence.objects.bulk_create(
        Evidence(
            assessment=(draft := drafts[setting.place(row).pk]),
            statement_id=setting.statements[row["statement"]],
            title=row["title"],
            link=row["link"],
            partner=(partner := partners.get(row["organisation"])),
            added_by=None if partner else draft.started_by,
            added_at=partner.invited_at if partner else draft.started_at,
        )
        for row in rows
    )
