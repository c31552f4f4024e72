"""What a partnership means to do about a theme: together they are its learning plan of the year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from selfassessment.models.framework import FrameworkVersion


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions, as the domain speaks of them."""

    def standing(self) -> "ActionQuerySet":
        """Those that were not given up."""
        return self.filter(dropped_at__isnull=True)

    def against_score(self) -> "ActionQuerySet":
        """Within a query of theme scores: the actions of the same partnership against the same theme."""
        return self.filter(partnership=models.OuterRef("completion__partnership"), theme=models.OuterRef("theme"))


class Action(models.Model):
    """One action against a theme of the framework that its assessment or review is made on."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="actions")
    made_on = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(_("theme"), max_length=80)
    what = models.CharField(_("what will be done"), max_length=300)
    who = models.CharField(_("who sees to it"), max_length=160)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"))
    dropped_at = models.DateTimeField(_("given up"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "theme", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(theme=""), name="action_is_against_a_theme"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | Q(dropped_at__gte=F("written_at")),
                name="action_is_given_up_after_it_was_written",
            ),
        ]

    def __str__(self) -> str:
        return self.what
