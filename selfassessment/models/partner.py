"""Partners who were asked to score an assessment by a link, what each of them answers, and who took part in the end."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from selfassessment.models.assessment import Answer, Assessment
from selfassessment.models.completion import Completion
from selfassessment.models.framework import Statement


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Partners, as the domain speaks of them."""

    def standing(self) -> "PartnerQuerySet":
        """Those who were not taken off again."""
        return self.filter(withdrawn_at__isnull=True)


class Partner(models.Model):
    """An organisation, and whoever scores for it by a link and without an account; its answers are its own."""

    class Sector(models.TextChoices):
        LOCAL_GOVERNMENT = "local_government", _("Local government")
        HEALTH = "health", _("Health")
        POLICE = "police", _("Police and community safety")
        FIRE = "fire", _("Fire and rescue")
        VOLUNTARY = "voluntary", _("Voluntary and community")
        BUSINESS = "business", _("Business")
        LEARNING = "learning", _("Education and skills")
        HOUSING = "housing", _("Housing")
        OTHER = "other", _("Other")

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="partners")
    organisation = models.CharField(_("organisation"), max_length=160)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("email"), max_length=254)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("taken off"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "email"],
                condition=Q(withdrawn_at__isnull=True),
                name="partner_is_asked_once_at_an_address",
            ),
            models.CheckConstraint(condition=~Q(organisation="") & ~Q(email=""), name="partner_is_somebody"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__gte=F("invited_at"), withdrawn_by__isnull=False),
                name="partner_is_taken_off_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation


class PartnerAnswer(Answer):
    """What one partner answers on one statement."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="scored")
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["partner", "statement"]
        constraints = [
            models.UniqueConstraint("partner", "statement", name="partner_answer_stands_once_for_a_statement"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(is_not_applicable=False, score__gte=1, score__lte=10),
                name="partner_answer_is_a_score_or_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.statement}"


class CompletedPartner(models.Model):
    """An organisation that took part, as it stood on completing: how many statements it had answered, and whether it
    had said that it had finished. Who answered for it is kept with the partner alone."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="partners")
    organisation = models.CharField(_("organisation"), max_length=160)
    answered = models.PositiveSmallIntegerField(_("statements answered"))
    has_finished = models.BooleanField(_("has finished"))

    class Meta:
        ordering = ["completion", "organisation", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(organisation=""), name="completed_partner_is_somebody"),
            models.CheckConstraint(condition=Q(answered__gte=1), name="completed_partner_answered_something"),
        ]
        triggers = append_only("completed_partner")

    def __str__(self) -> str:
        return self.organisation
