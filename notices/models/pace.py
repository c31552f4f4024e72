"""How far ahead the slots for sending are given away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.Model):
    """One row: the next slot that no worker has. Read and moved under its lock."""

    name = models.CharField(_("name"), max_length=20, primary_key=True)
    free_at = models.DateTimeField(_("next free slot"))

    class Meta:
        verbose_name = _("pace of sending")
        verbose_name_plural = _("pace of sending")
        constraints = [models.CheckConstraint(condition=models.Q(name="mail"), name="pace_is_that_of_mail_alone")]

    def __str__(self) -> str:
        return self.name
