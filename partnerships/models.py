"""Programmes, partnerships, and the dated roles of people in them. Roles are rows, never Django groups."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Programme(models.Model):
    """One region's programme of support in one year."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Short name used in addresses and commands"))
    name = models.CharField(_("name"), max_length=120)
    region = models.CharField(_("region"), max_length=120)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))

    class Meta:
        ordering = ["-starts", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="programme_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.region}"

    @property
    def years(self) -> str:
        """`2026 to 2027`, or `2026` when it stays within one calendar year."""
        return (
            f"{self.starts.year}" if self.starts.year == self.ends.year else f"{self.starts.year} to {self.ends.year}"
        )


class Partnership(models.Model):
    """A local strategic partnership taking part in a programme; a district names the county it lies in."""

    class Tier(models.TextChoices):
        METROPOLITAN = "metropolitan", _("Metropolitan")
        UNITARY = "unitary", _("Unitary")
        COUNTY = "county", _("County")
        DISTRICT = "district", _("District")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partnerships")
    name = models.CharField(_("name"), max_length=200)
    area = models.CharField(_("area"), max_length=120)
    tier = models.CharField(_("tier"), max_length=12, choices=Tier)
    county = models.ForeignKey(
        "self", verbose_name=_("county"), on_delete=models.PROTECT, related_name="districts", null=True, blank=True
    )

    class Meta:
        ordering = ["area", "tier"]
        constraints = [
            models.UniqueConstraint("programme", "area", "tier", name="partnership_area_and_tier_are_unique"),
            models.CheckConstraint(
                condition=Q(tier="district", county__isnull=False) | (~Q(tier="district") & Q(county__isnull=True)),
                name="partnership_county_is_named_by_districts_only",
            ),
            models.CheckConstraint(
                condition=Q(tier__in=["metropolitan", "unitary", "county", "district"]),
                name="partnership_tier_is_known",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="partnership_county_is_one_of_its_programme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.county_id IS NOT NULL"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM partnerships_partnership AS county
                        WHERE county.id = NEW.county_id AND county.tier = 'county'
                        AND county.programme_id = NEW.programme_id
                    ) THEN
                        RAISE EXCEPTION 'partnership_county_is_one_of_its_programme' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def locality_id(self) -> int | None:
        """The county partnership's id for a county and its districts; None for a single tier."""
        return self.pk if self.tier == self.Tier.COUNTY else self.county_id


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles, as the domain speaks of them."""

    def held_on(self, on: date) -> "RoleQuerySet":
        """Roles that have begun by `on` and have not ended: the last day still counts."""
        return self.between(on, on)

    def between(self, since: date, until: date | None) -> "RoleQuerySet":
        """Roles held on any of these days, both counted; None is without an end."""
        begun = Q() if until is None else Q(since__lte=until)
        return self.filter(begun, Q(until__isnull=True) | Q(until__gte=since))


class Role(models.Model):
    """What one person may be in one programme, from a date until a date, both days counted."""

    class Kind(models.TextChoices):
        MANAGER = "manager", _("Programme manager")
        FINANCE = "finance", _("Finance officer")
        REPRESENTATIVE = "representative", _("Representative")
        CHAMPION = "champion", _("Champion")
        ADVISER = "adviser", _("Adviser")
        AREA_LEAD = "area-lead", _("Area lead")
        FACILITATOR = "facilitator", _("Facilitator")
        STEERING = "steering", _("Steering group member")
        AGENCY = "agency", _("Support agency")
        EVALUATOR = "evaluator", _("Evaluator")

    OF_A_PARTNERSHIP = (Kind.REPRESENTATIVE, Kind.CHAMPION)
    WITH_ASSIGNMENTS = (Kind.ADVISER, Kind.AREA_LEAD)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(_("role"), max_length=16, choices=Kind)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="roles")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="roles", null=True, blank=True)
    assigned = models.ManyToManyField(Partnership, related_name="assigned_roles", blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["representative", "champion"], partnership__isnull=False)
                | (~Q(kind__in=["representative", "champion"]) & Q(partnership__isnull=True)),
                name="role_names_a_partnership_when_its_kind_does",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("manager", "finance", "representative", "champion", "adviser", "area-lead"),
                        *("facilitator", "steering", "agency", "evaluator"),
                    ]
                ),
                name="role_kind_is_known",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="role_partnership_is_of_its_programme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.partnership_id IS NOT NULL"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM partnerships_partnership AS partnership
                        WHERE partnership.id = NEW.partnership_id AND partnership.programme_id = NEW.programme_id
                    ) THEN
                        RAISE EXCEPTION 'role_partnership_is_of_its_programme' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        indexes = [models.Index(fields=["person", "since", "until"], name="role_by_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.partnership or self.programme}"
