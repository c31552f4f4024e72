"""What a programme year has, and where it went: lines, and the entries on them that are only ever added."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from partnerships.models import Partnership, Programme


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


class Entry(models.Model):
    """Money on one account of a line, in pounds: added by `services.entries.post` alone, and never changed.

    What is offered lies on the other accounts: committed, held, withheld or undistributed. `source` is the decision
    that the entry follows from, as `determination:12`; it says a thing once of a partnership and an account.
    """

    class Account(models.TextChoices):
        OFFERED = "offered", _("Offered")
        COMMITTED = "committed", _("Committed")
        HELD = "held", _("Held")
        WITHHELD = "withheld", _("Withheld")
        UNDISTRIBUTED = "undistributed", _("Undistributed")

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(_("account"), max_length=14, choices=Account)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger_entries"
    )
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    source = models.CharField(_("source"), max_length=40)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(_("posted"))

    class Meta:
        verbose_name_plural = _("entries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "account", "partnership"], nulls_distinct=False, name="entry_is_posted_once"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="entry_moves_something"),
            models.CheckConstraint(
                condition=Q(account__in=["offered", "committed", "held", "withheld", "undistributed"]),
                name="entry_account_is_known",
            ),
        ]
        triggers = append_only("ledger_entry")

    def __str__(self) -> str:
        return f"{self.get_account_display()}, {self.amount}"
