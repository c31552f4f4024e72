"""Who did what, when, on what. Rows are added and never changed: the database itself refuses anything else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only


class EntryQuerySet(models.QuerySet["Entry"]):
    """The trail, as pages ask for it."""

    def of_programme(self, programme_id: int) -> "EntryQuerySet":
        return self.filter(programme_id=programme_id)

    def about(self, subject: models.Model) -> "EntryQuerySet":
        return self.filter(subject_kind=subject._meta.label_lower, subject_key=str(subject.pk))


class Entry(models.Model):
    """One thing that happened. `actor` is empty when the clock or somebody unknown did it.

    The programme is a bare id: this room stands below `partnerships` and names none of its tables.
    """

    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    action = models.CharField(_("what"), max_length=60, help_text=_("A room and a verb, such as role.switched"))
    subject_kind = models.CharField(_("on what kind of thing"), max_length=60, blank=True)
    subject_key = models.CharField(_("on which one"), max_length=40, blank=True)
    programme_id = models.BigIntegerField(_("programme"), null=True, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__regex=r"^[a-z]+\.[a-z_]+$"), name="entry_action_is_room_dot_verb"
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_key="") | (~Q(subject_kind="") & ~Q(subject_key="")),
                name="entry_subject_is_whole_or_absent",
            ),
        ]
        indexes = [
            models.Index(fields=["programme_id", "-at"], name="entry_by_programme"),
            models.Index(fields=["subject_kind", "subject_key"], name="entry_by_subject"),
        ]
        triggers = append_only("entry")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
