"""Who took part in what was completed before completions kept it: what the trail tells of that day.

How many statements each had answered is only known as it is now, which is as it was unless it was opened again.
"""

from django.db import migrations

KEEP = """
INSERT INTO selfassessment_completedpartner (completion_id, organisation, answered, has_finished)
SELECT completion.id, partner.organisation,
    GREATEST(1, (
        SELECT count(*) FROM selfassessment_partneranswer answer
        WHERE answer.partner_id = partner.id AND (answer.score IS NOT NULL OR answer.is_not_applicable)
    )),
    COALESCE((
        SELECT entry.action = 'assessment.partner_finished' FROM audit_entry entry
        WHERE entry.subject_kind = 'selfassessment.partner' AND entry.subject_key = partner.id::text
            AND entry.action IN ('assessment.partner_finished', 'assessment.partner_went_back')
            AND entry.at <= completion.completed_at
        ORDER BY entry.at DESC, entry.id DESC LIMIT 1
    ), false)
FROM selfassessment_completion completion
JOIN selfassessment_partner partner ON partner.assessment_id = completion.assessment_id
WHERE (partner.withdrawn_at IS NULL OR partner.withdrawn_at > completion.completed_at)
    AND EXISTS (
        SELECT 1 FROM audit_entry entry
        WHERE entry.subject_kind = 'selfassessment.partner' AND entry.subject_key = partner.id::text
            AND entry.action = 'assessment.partner_answered' AND entry.at <= completion.completed_at
    )
ORDER BY completion.id, partner.organisation, partner.id;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_entries"), ("selfassessment", "0005_partners_of_a_completion")]

    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]
