"""Whom one can be, where in its year the demonstration stands, and mail that nobody gets. Not in production."""

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


class Moment(models.Model):
    """Where in its year the demonstration stands: the last row counts. The names are those of `data/moments.csv`."""

    name = models.CharField(_("moment"), max_length=40)
    reached_at = models.DateTimeField(_("reached"))

    class Meta:
        ordering = ["pk"]
        get_latest_by = "pk"
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="moment_has_a_name")]

    def __str__(self) -> str:
        return self.name


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
