"""Local strategic partnerships, the localities they form, and the bodies accountable for them."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.programme import Programme

# Once for a statement, however many rows it writes. It is planned anew each time: a plan kept from when the table was
# small reads all of it for every row of a large import.
COUNTY_FITS = """
    EXECUTE 'SELECT count(*)
        FROM (SELECT DISTINCT county_id, programme_id FROM written WHERE county_id IS NOT NULL) AS named
        LEFT JOIN partnerships_partnership AS county ON county.id = named.county_id
            AND county.programme_id = named.programme_id AND county.tier = ''county''
        WHERE county.id IS NULL' INTO astray;
    IF astray > 0 THEN
        RAISE EXCEPTION 'partnership_county_is_one_of_its_programme' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def county_check(name: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """A district names a county of its own programme; PostgreSQL wants a trigger for each kind of statement."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="written"),
        declare=[("astray", "BIGINT")],
        func=COUNTY_FITS,
    )


class AccountableBody(models.Model):
    """The council that answers for a partnership's money, by its organisation identifier, such as GB-LAE-XYZ; those
    that were abolished before there were identifiers have none, and are known by name."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="accountable_bodies")
    name = models.CharField(_("name"), max_length=200)
    identifier = models.CharField(_("organisation identifier"), max_length=60, blank=True)

    class Meta:
        verbose_name_plural = _("accountable bodies")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "identifier"],
                condition=~Q(identifier=""),
                name="accountable_body_identifier_is_unique",
            ),
            models.UniqueConstraint(
                fields=["programme", "name"],
                condition=Q(identifier=""),
                name="accountable_body_without_identifier_is_unique",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Partnerships, as the domain speaks of them."""

    def of_locality(self, county_id: int) -> "PartnershipQuerySet":
        """A county and its districts, the county first."""
        return self.filter(Q(pk=county_id) | Q(county_id=county_id)).order_by("tier", "area")


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
    short = models.CharField(_("letters in the map"), max_length=6, blank=True)
    tier = models.CharField(_("tier"), max_length=12, choices=Tier)
    county = models.ForeignKey(
        "self", verbose_name=_("county"), on_delete=models.PROTECT, related_name="districts", null=True, blank=True
    )
    gss_code = models.CharField(_("GSS code"), max_length=9, blank=True)
    ons_code = models.CharField(_("ONS code"), max_length=6, blank=True)
    delivers_laa = models.BooleanField(_("delivers a Local Area Agreement"), default=False)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    accountable_body = models.ForeignKey(
        AccountableBody,
        verbose_name=_("accountable body"),
        on_delete=models.PROTECT,
        related_name="partnerships",
        null=True,
        blank=True,
    )
    # The place in the region's hex map: hexjson's odd-r, r growing northwards.
    hex_q = models.SmallIntegerField(_("column in the map"), null=True, blank=True)
    hex_r = models.SmallIntegerField(_("row in the map"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["area", "tier"]
        constraints = [
            models.UniqueConstraint("programme", "area", "tier", name="partnership_area_and_tier_are_unique"),
            models.UniqueConstraint(
                fields=["programme", "gss_code"], condition=~Q(gss_code=""), name="partnership_gss_code_is_unique"
            ),
            models.UniqueConstraint(
                fields=["programme", "hex_q", "hex_r"], name="partnership_place_in_the_map_is_its_own"
            ),
            models.CheckConstraint(
                condition=Q(hex_q__isnull=True, hex_r__isnull=True) | Q(hex_q__isnull=False, hex_r__isnull=False),
                name="partnership_place_in_the_map_is_whole",
            ),
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
            county_check("partnership_new_county_is_one_of_its_programme", pgtrigger.Insert),
            county_check("partnership_county_stays_one_of_its_programme", pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tier_word(self) -> str:
        """What its region calls its tier; load the programme with it."""
        return self.programme.word(self.tier)

    @property
    def locality_id(self) -> int | None:
        """The county partnership's id for a county and its districts; None for a single tier."""
        return self.pk if self.tier == self.Tier.COUNTY else self.county_id
