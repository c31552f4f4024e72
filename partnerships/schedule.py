"""What the clock, or a manager by hand, reminds people of in this room, and when unless a programme says otherwise."""

from django.utils.translation import gettext_lazy as _

from notices.rules.reminders import Plan, ReminderKind, register
from partnerships.notifications.reminders import cases_of_invitations, cases_of_naming
from partnerships.services.reminding import keep_open

register(
    ReminderKind(
        name="partnerships/reminder_invitation",
        label=_("An invitation is not answered"),
        tells=_("To everybody who was invited to a role and has not accepted. Each email has a fresh link."),
        plan=Plan(after=(5, 10)),
        cases=cases_of_invitations,
        before=_("before people must be named"),
        after=_("after the invitation was sent"),
        went=keep_open,
    )
)
register(
    ReminderKind(
        name="partnerships/reminder_naming",
        label=_("No champion is named"),
        tells=_("To representatives of partnerships that have no champion and have asked nobody."),
        plan=Plan(before=(10, 5, 1)),
        cases=cases_of_naming,
        before=_("before people must be named"),
    )
)
