"""What a programme year decided to pay and by which rules: versions, each fixed once the year runs on it."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.partnership import Partnership
from partnerships.models.programme import Programme

FIXED_TERMS = """
    IF EXISTS (SELECT 1 FROM partnerships_terms AS terms WHERE terms.id = {row}.terms_id AND terms.fixed_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'rate_is_fixed_with_its_terms' USING ERRCODE = 'check_violation';
    END IF;
    RETURN {row};
"""


class Terms(models.Model):
    """One version of a year's rates, rules and limits. Numbers count from 1; a fixed version never changes again."""

    class Majority(models.TextChoices):
        STRICT = "strict", _("More than half of the districts")
        AT_LEAST_HALF = "at_least_half", _("At least half of the districts")

    class ShareBasis(models.TextChoices):
        EQUAL = "equal", _("The same for each")
        PRO_RATA_OFFER = "pro_rata_offer", _("In proportion to the offers")
        POPULATION = "population", _("In proportion to population")

    class Recipients(models.TextChoices):
        PARTICIPATING = "other_localities_participating", _("Those who keep their offer and have a project")
        ALL_OTHERS = "all_others", _("All who keep their offer, with a project or without")
        TWO_TIER = "two_tier_only", _("Counties and districts that keep their offer and have a project")

    class SingleTierWithout(models.TextChoices):
        WITHHOLD = "withhold_unallocated", _("Withhold the offer and keep it centrally")
        POOL = "withhold_and_pool", _("Withhold the offer and share it out")
        KEEP = "keep", _("Keep the offer, and hold the payment")

    class DistrictWithout(models.TextChoices):
        KEEP = "keep_if_majority", _("Keep the offer, and hold the payment")
        POOL = "withhold_and_pool", _("Withhold the offer and share it out")

    class BasisValidity(models.TextChoices):
        YEAR = "year", _("Made in this programme year")
        TWELVE_MONTHS = "twelve_months", _("Made in the last twelve months")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(_("version"))
    reason = models.TextField(_("reason for the change"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField(_("made"))
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    fixed_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version of the draft"), default=1)

    # The county condition, and what follows from it.
    majority = models.CharField(_("majority"), max_length=16, choices=Majority, default=Majority.STRICT)
    county_counts = models.BooleanField(_("the county’s own project counts"), default=False)
    require_shared = models.BooleanField(_("projects must be shared to count"), default=True)
    share_basis = models.CharField(_("how money is shared out"), max_length=16, choices=ShareBasis, default="equal")
    populations_confirmed = models.BooleanField(_("population figures are confirmed"), default=False)
    recipients = models.CharField(
        _("who receives shared-out money"), max_length=32, choices=Recipients, default=Recipients.PARTICIPATING
    )
    single_tier_nonsubmission = models.CharField(
        _("a single tier without a project"),
        max_length=24,
        choices=SingleTierWithout,
        default=SingleTierWithout.WITHHOLD,
    )
    district_nonsubmission = models.CharField(
        _("a district without a project where the condition is met"),
        max_length=24,
        choices=DistrictWithout,
        default=DistrictWithout.KEEP,
    )
    # What makes a project count.
    sharing_partners = models.PositiveSmallIntegerField(_("partnerships to share a project with"), default=1)
    sharing_confirmed = models.BooleanField(_("receipt must be confirmed"), default=True)
    basis_validity = models.CharField(
        _("how recent an assessment must be"), max_length=16, choices=BasisValidity, default=BasisValidity.YEAR
    )
    # Payment, support and limits.
    first_instalment = models.PositiveSmallIntegerField(_("first instalment, per cent"), default=50)
    second_needs_report = models.BooleanField(_("second instalment waits for the mid-year report"), default=True)
    support_days = models.DecimalField(_("support days"), max_digits=4, decimal_places=2, default=Decimal("1.00"))
    smallest_group = models.PositiveSmallIntegerField(_("smallest group shown"), default=5)
    spending_limit = models.DecimalField(
        _("spending limit of a group"), max_digits=12, decimal_places=2, default=Decimal("50000.00")
    )

    class Meta:
        verbose_name_plural = _("terms")
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint("programme", "number", name="terms_number_stands_once"),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(fixed_at__isnull=True), name="terms_are_drafted_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(share_basis="population") | Q(populations_confirmed=True),
                name="terms_share_by_population_once_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(majority__in=["strict", "at_least_half"])
                & Q(share_basis__in=["equal", "pro_rata_offer", "population"])
                & Q(recipients__in=["other_localities_participating", "all_others", "two_tier_only"])
                & Q(single_tier_nonsubmission__in=["withhold_unallocated", "withhold_and_pool", "keep"])
                & Q(district_nonsubmission__in=["keep_if_majority", "withhold_and_pool"])
                & Q(basis_validity__in=["year", "twelve_months"]),
                name="terms_choices_are_known",
            ),
            models.CheckConstraint(
                condition=Q(first_instalment__lte=100),
                name="terms_first_instalment_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(support_days__gte=0) & Q(spending_limit__gte=0) & Q(smallest_group__gte=1),
                name="terms_limits_are_not_negative",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="terms_in_force_are_fixed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.fixed_at IS NOT NULL"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.number}"


class Rate(models.Model):
    """What one tier is offered under a version of the terms, in pounds and pence, and who says so."""

    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="rates")
    tier = models.CharField(_("tier"), max_length=12, choices=Partnership.Tier)
    amount = models.DecimalField(_("offer"), max_digits=12, decimal_places=2)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("terms", "tier", name="rate_stands_once_for_a_tier"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="rate_is_not_negative"),
            models.CheckConstraint(
                condition=Q(tier__in=["metropolitan", "unitary", "county", "district"]), name="rate_tier_is_known"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="rate_is_fixed_with_its_terms",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FIXED_TERMS.format(row="NEW"),
            ),
            pgtrigger.Trigger(
                name="rate_stays_with_its_terms",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=FIXED_TERMS.format(row="OLD"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tier_display()}, £{self.amount:,.2f}"
