"""What a mail service told about a message afterwards: that it came back, or that its reader complained."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.models.message import Message


class Report(models.Model):
    """One event of the mail service, kept once however often it is told. Soft ones change nothing."""

    class What(models.TextChoices):
        HARD = "hard", _("Came back for good")
        COMPLAINT = "complaint", _("Reported as spam")
        SOFT = "soft", _("Came back for now")

    key = models.CharField(_("the event’s own name"), max_length=64)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reports")
    what = models.CharField(_("what happened"), max_length=9, choices=What)
    answer = models.CharField(_("the server’s digits"), max_length=20, blank=True)
    happened_at = models.DateTimeField(_("happened"), null=True, blank=True)
    told_at = models.DateTimeField(_("told"))

    class Meta:
        verbose_name = _("report of a mail service")
        verbose_name_plural = _("reports of mail services")
        ordering = ["-told_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="report_is_kept_once_an_event")]

    def __str__(self) -> str:
        return self.get_what_display()
