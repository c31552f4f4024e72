"""Who in the locality was given a project to read, and whether they say that they have it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Expression, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from projects.models.project import Edition


class SharingQuerySet(models.QuerySet["Sharing"]):
    """Sharings, as the domain speaks of them."""

    def within(self, county: Expression | int) -> "SharingQuerySet":
        """Those with who lies in a county today: a neighbour that left it since no longer knows for it."""
        return self.alias(place=Coalesce("partnership__county", "partnership")).filter(place=county)


class Sharing(models.Model):
    """One edition given to one other partnership of the locality; its people confirm receipt once."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sharings")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="received_projects")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(_("shared"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("receipt confirmed"), null=True, blank=True)

    objects = SharingQuerySet.as_manager()

    class Meta:
        ordering = ["shared_at", "pk"]
        constraints = [
            models.UniqueConstraint("edition", "partnership", name="sharing_reaches_a_partnership_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__gte=F("shared_at"), confirmed_by__isnull=False),
                name="sharing_is_confirmed_by_somebody_afterwards",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sharing_stays_in_the_locality",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("edition_id", "partnership_id"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM projects_edition AS edition
                        JOIN projects_project AS project ON project.id = edition.project_id
                        JOIN partnerships_partnership AS own ON own.id = project.partnership_id
                        JOIN partnerships_partnership AS other ON other.id = NEW.partnership_id
                        WHERE edition.id = NEW.edition_id AND own.id <> other.id
                        AND (own.tier = 'county' OR own.county_id IS NOT NULL)
                        AND (other.tier = 'county' OR other.county_id IS NOT NULL)
                        AND COALESCE(own.county_id, own.id) = COALESCE(other.county_id, other.id)
                    ) THEN
                        RAISE EXCEPTION 'sharing_stays_in_the_locality' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.partnership}"
