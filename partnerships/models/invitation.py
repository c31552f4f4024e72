"""Who was asked by email to take a role, and what became of it."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from kit.prepared import PreparedExpression
from partnerships.models.partnership import Partnership
from partnerships.models.programme import Programme
from partnerships.models.role import DEPUTY, Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, as the domain speaks of them."""

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; some may have expired, and can be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def with_standing(self, on: date) -> "InvitationQuerySet":
        """Each with `stands`: whether whoever asks may still name people there on that day.

        What the operator asked stands for itself; a manager asks for the programme, a representative for their
        partnership.
        """
        by_operator = Q(sent_by__isnull=True, made_by__isnull=True)
        asking = MAY_ASK.of(F("programme"), F("partnership"), Coalesce("sent_by", "made_by"), on)
        return self.annotate(stands=ExpressionWrapper(by_operator | asking, output_field=BooleanField()))


def _asking(programme: int, partnership: int, person: int, on: date) -> models.QuerySet[Role]:
    manages, represents = Q(kind=Role.Kind.MANAGER), Q(kind=Role.Kind.REPRESENTATIVE, partnership=partnership)
    held = Role.objects.held_on(on).filter(manages | represents, programme=programme)
    return held.filter(person=person, person__is_active=True)


MARKS = -1, -2, -3, date.min
MAY_ASK = PreparedExpression(lambda: Exists(_asking(*MARKS)), *MARKS)


class Invitation(models.Model):
    """A role that waits for a person to accept it. Written first; sent, and sent again, by itself."""

    class State(models.TextChoices):
        READY = "ready", _("Not sent yet")
        SENT = "sent", _("Waiting for an answer")
        EXPIRED = "expired", _("Expired")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(_("role"), max_length=16, choices=Role.Kind)
    is_deputy = models.BooleanField(_("as the deputy"), default=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    assigned = models.ManyToManyField(Partnership, related_name="assigned_invitations", blank=True)
    email = models.EmailField(_("email address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField(_("made"))
    sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=0)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    role = models.OneToOneField(Role, on_delete=models.PROTECT, related_name="invitation", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()
    stands: bool  # from `with_standing`

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["representative", "champion"], partnership__isnull=False)
                | (~Q(kind__in=["representative", "champion"]) & Q(partnership__isnull=True)),
                name="invitation_names_a_partnership_when_its_kind_does",
            ),
            models.CheckConstraint(
                condition=Q(is_deputy=False) | Q(kind="manager"), name="invitation_of_a_deputy_is_a_managers"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_is_in_small_letters"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="invitation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, role__isnull=True)
                | Q(accepted_at__isnull=False, role__isnull=False, withdrawn_at__isnull=True),
                name="invitation_accepted_has_its_role",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, expires_at__isnull=True)
                | Q(sent_at__isnull=False, expires_at__gt=F("sent_at")),
                name="invitation_sent_expires_later",
            ),
            models.UniqueConstraint(
                fields=["programme", "kind", "partnership", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="invitation_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_kind_display()}"

    @property
    def title(self) -> str:
        """What the person would be called in the role."""
        return str(DEPUTY if self.is_deputy else self.get_kind_display())

    @property
    def asker(self) -> Person | None:
        """Who asks: whoever sent it last, or before that whoever wrote it down; None for the operator."""
        return self.sent_by or self.made_by

    def state_at(self, at: datetime) -> "Invitation.State":
        """Where it stands at a moment; at the minute it expires it has expired."""
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.expires_at is None:
            return self.State.READY
        return self.State.SENT if at < self.expires_at else self.State.EXPIRED
