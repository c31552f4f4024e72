"""What a programme year has: money in lines, and help in kind with its value."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from partnerships.models import Programme


class BudgetLine(models.Model):
    """One source of a year's means. Money and help in kind are never added up together."""

    class Kind(models.TextChoices):
        CASH = "cash", _("Money")
        IN_KIND = "in_kind", _("Help in kind, with a value")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="budget_lines")
    name = models.CharField(_("name"), max_length=120)
    funder = models.CharField(_("funder"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.CASH)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    ring_fenced = models.CharField(_("only for"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint("programme", Lower("name"), name="budget_line_name_stands_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_line_is_not_negative"),
            models.CheckConstraint(condition=Q(kind__in=["cash", "in_kind"]), name="budget_line_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name
