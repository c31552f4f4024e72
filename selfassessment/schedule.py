"""What the clock, or a manager by hand, reminds people of in this room, and when unless a programme says otherwise.

The one date is the year's own key date by which assessments are completed; in a year without it nothing goes before.
"""

from django.utils.translation import gettext_lazy as _

from notices.rules.reminders import Plan, ReminderKind, register
from selfassessment.notifications.reminders import cases_of_assessments, cases_of_partners

register(
    ReminderKind(
        name="selfassessment/reminder_assessment",
        label=_("An assessment or joint review is not completed"),
        tells=_("To representatives of partnerships that have not completed the self-assessment, or the joint review."),
        plan=Plan(before=(10, 5, 1)),
        cases=cases_of_assessments,
        before=_("before assessments are due"),
    )
)
register(
    ReminderKind(
        name="selfassessment/reminder_partners",
        label=_("Partners have not finished scoring"),
        tells=_("To representatives whose partners have not finished. They send them a fresh link, or take them off."),
        plan=Plan(before=(5,), after=(5,)),
        cases=cases_of_partners,
        before=_("before assessments are due"),
        after=_("after a partner was asked"),
    )
)
