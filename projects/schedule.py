"""What the clock, or a manager by hand, reminds people of in this room, and when unless a programme says otherwise."""

from django.utils.translation import gettext_lazy as _

from notices.rules.reminders import Plan, ReminderKind, register
from projects.notifications.reminders import cases_of_endorsement, cases_of_receipt, cases_of_submission

register(
    ReminderKind(
        name="projects/reminder_submission",
        label=_("A project is not submitted"),
        tells=_("To representatives of partnerships that have not submitted, and still can."),
        plan=Plan(before=(10, 5, 1)),
        cases=cases_of_submission,
        before=_("before submission closes"),
    )
)
register(
    ReminderKind(
        name="projects/reminder_endorsement",
        label=_("A champion has not answered"),
        tells=_("To champions who were asked to endorse a project and have neither endorsed nor returned it."),
        plan=Plan(before=(5, 2), after=(3,)),
        cases=cases_of_endorsement,
        before=_("before submission closes"),
        after=_("after the champion was asked"),
    )
)
register(
    ReminderKind(
        name="projects/reminder_receipt",
        label=_("Receipt of a shared project is not confirmed"),
        tells=_("To representatives of partnerships that were given a project and have not said that they have it."),
        plan=Plan(before=(3,), after=(5,)),
        cases=cases_of_receipt,
        before=_("before submission closes"),
        after=_("after the project was shared"),
    )
)
