"""One text for many: written and drawn once, with a message a recipient."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Mailing(models.Model):
    """Words that go to many. Subject, text and HTML hold placeholders; each message holds what stands in their place.

    The words are never changed once there is a message: what was sent can be read years later.
    """

    kind = models.CharField(_("kind"), max_length=80)
    programme_id = models.BigIntegerField(_("programme"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"))
    marks = models.JSONField(_("placeholders"), default=dict, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(subject="") & ~models.Q(text=""), name="mailing_has_words")
        ]
        indexes = [models.Index(fields=["programme_id", "-made_at"], name="mailing_by_programme")]

    def __str__(self) -> str:
        return self.subject
