"""A year's decision on its grants: prepared by one person, confirmed by another, frozen with all it rests on."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.rules.positions import Payment, Status
from kit.append_only import append_only
from ledger.models import BudgetLine
from partnerships.models import Partnership, Programme, Terms


class Determination(models.Model):
    """What the rule made of the facts of one moment under one version of the terms; numbers count from 1."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Prepared")
        CONFIRMED = "confirmed", _("Confirmed")
        DISCARDED = "discarded", _("Discarded")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="determinations")
    number = models.PositiveSmallIntegerField(_("number"))
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="determinations")
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("budget line"), on_delete=models.PROTECT, related_name="determinations"
    )
    minute = models.CharField(_("minute reference"), max_length=200)
    # The choices of the rule by name, as `grants.rules.Settings` takes them.
    rules = models.JSONField(_("rules"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("confirmed or discarded"), null=True, blank=True)

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint("programme", "number", name="determination_number_stands_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(state__in=["prepared", "confirmed"]),
                name="determination_stands_once_for_a_programme",
            ),
            models.CheckConstraint(condition=~Q(minute=""), name="determination_cites_a_minute"),
            models.CheckConstraint(
                condition=Q(state="prepared", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=["confirmed", "discarded"], decided_at__gte=F("prepared_at"), decided_by__isnull=False),
                name="determination_is_decided_by_somebody_afterwards",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("prepared_by")),
                name="determination_is_confirmed_by_another",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="determination_once_decided_is_fixed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state <> 'prepared'"),
            ),
            pgtrigger.Protect(
                name="determination_keeps_what_was_prepared",
                operation=pgtrigger.UpdateOf(
                    "programme_id", "number", "terms_id", "line_id", "minute", "rules", "prepared_by_id", "prepared_at"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.number}"


class Outcome(models.Model):
    """One partnership in one determination: the facts it was judged by, in columns, and what came of it, in pounds."""

    class Status(models.TextChoices):
        KEPT = Status.KEPT.value, _("Kept")
        WITHDRAWN = Status.WITHDRAWN.value, _("Withdrawn")
        WITHHELD = Status.WITHHELD.value, _("Withheld")

    class Payment(models.TextChoices):
        RELEASE = Payment.RELEASE.value, _("To be released")
        HOLD = Payment.HOLD.value, _("Held")
        NONE = Payment.NONE.value, _("None")

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="outcomes")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="outcomes")
    # Facts of the moment. `code` orders odd pennies; `locality` is the county's code, empty for a single tier.
    code = models.CharField(_("code"), max_length=24)
    tier = models.CharField(_("tier"), max_length=12, choices=Partnership.Tier)
    locality = models.CharField(_("locality"), max_length=24, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    offer = models.DecimalField(_("offer"), max_digits=12, decimal_places=2)
    has_basis = models.BooleanField(_("has a basis"))
    has_champion = models.BooleanField(_("has a champion"))
    is_endorsed = models.BooleanField(_("endorsed"))
    is_submitted = models.BooleanField(_("submitted"))
    is_shared = models.BooleanField(_("shared"))
    # What the rule said.
    status = models.CharField(_("status"), max_length=10, choices=Status)
    payment = models.CharField(_("payment"), max_length=8, choices=Payment)
    reason = models.CharField(_("reason"), max_length=40)
    share_reason = models.CharField(_("reason for the share"), max_length=40)
    share = models.DecimalField(_("share"), max_digits=12, decimal_places=2)
    final = models.DecimalField(_("final amount"), max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint("determination", "partnership", name="outcome_stands_once_for_a_partnership"),
            models.CheckConstraint(
                condition=Q(offer__gte=0, share__gte=0, final__gte=0), name="outcome_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(status="kept", final=F("offer") + F("share"), payment__in=["release", "hold"])
                | Q(status__in=["withdrawn", "withheld"], final=0, share=0, payment="none"),
                name="outcome_adds_up",
            ),
        ]
        triggers = append_only("outcome")

    def __str__(self) -> str:
        return f"{self.partnership}, {self.final}"
