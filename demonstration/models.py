"""Who may be tried out with one click, and the mail that nobody really gets. Neither table exists in production."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Guest(models.Model):
    """An invented person whom a visitor may sign in as."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="guest")
    position = models.PositiveSmallIntegerField(_("position"), unique=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.person)


class CaughtMail(models.Model):
    """A mail as it would have gone out, codes and links included: the demonstration's outbox."""

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    caught_at = models.DateTimeField(_("caught"), auto_now_add=True)

    class Meta:
        ordering = ["-caught_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
