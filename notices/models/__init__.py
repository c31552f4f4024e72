"""Every outgoing message, and what people and programmes choose about them."""

from notices.models.choice import Choice, ProgrammeChoice
from notices.models.mailing import Mailing
from notices.models.message import Message
from notices.models.pace import Pace
from notices.models.reminder import Reminder, ReminderOutlook, ReminderPlan
from notices.models.report import Report
from notices.models.suppression import Suppression

__all__ = [
    "Choice",
    "Mailing",
    "Message",
    "Pace",
    "ProgrammeChoice",
    "Reminder",
    "ReminderOutlook",
    "ReminderPlan",
    "Report",
    "Suppression",
]
