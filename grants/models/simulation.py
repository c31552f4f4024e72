"""A guess at who will submit and share, under rules that need not be the year's."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from partnerships.models import Programme


class Simulation(models.Model):
    """Who has a project and who has shared it, whole and by name, the choices of the rule, and the offers."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="simulations")
    name = models.CharField(_("name"), max_length=120)
    # The choices of the rule by name, as `grants.rules.Settings` takes them.
    rules = models.JSONField(_("rules"))
    # What each tier would be offered, in pence by tier; of those it does not name, what the year offers.
    offers = models.JSONField(_("offers"), default=dict, blank=True)
    # Ids of partnerships: those that have a project, and those whose project is shared.
    submitted = ArrayField(models.BigIntegerField(), verbose_name=_("submitted"), default=list, blank=True)
    shared = ArrayField(models.BigIntegerField(), verbose_name=_("shared"), default=list, blank=True)
    # What was so when it was saved: the same two of the facts, and the number of the terms in force.
    facts_submitted = ArrayField(models.BigIntegerField(), verbose_name=_("had submitted"), default=list, blank=True)
    facts_shared = ArrayField(models.BigIntegerField(), verbose_name=_("had shared"), default=list, blank=True)
    terms_number = models.PositiveSmallIntegerField(_("version of the terms"), default=1)
    is_shown = models.BooleanField(_("the steering group may see it"), default=False)
    # Who saved it as it is, and when.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint("programme", Lower("name"), name="simulation_name_stands_once"),
            models.CheckConstraint(condition=~Q(name=""), name="simulation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
