"""The dated roles of people in programmes. Roles are rows, never Django groups."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.partnership import Partnership
from partnerships.models.programme import Programme

DEPUTY = _("Deputy programme manager")


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
    is_deputy = models.BooleanField(_("is the deputy"), default=False)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

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
                condition=Q(is_deputy=False) | Q(kind="manager"), name="role_of_a_deputy_is_a_managers"
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
        return f"{self.title}, {self.partnership or self.programme}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """As Django's own, which first compares the translations of all kinds; the header of every page asks this."""
        return str(dict(self.Kind.choices).get(self.kind, self.kind))

    @property
    def title(self) -> str:
        """What the person is called in this role; the deputy has every power of a manager, and is somebody else."""
        return str(DEPUTY if self.is_deputy else self.get_kind_display())
