"""Files that people sent. The row says what the file is and where it lies; only services make and remove rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.files.labels import LABELS
from kit.files.rules.kinds import NATURES
from kit.files.rules.kinds import Kind as KindOfFile


class Upload(models.Model):
    """One file, kept under a random name outside the web root. It has no address: the room that owns it serves it."""

    class Scan(models.TextChoices):
        NOT_ASKED = "not-asked", _("No scanner was set up")
        CLEAN = "clean", _("Clean")
        UNKNOWN = "unknown", _("The scanner gave no answer")
        INFECTED = "infected", _("Infected, and removed")

    SERVED = (Scan.NOT_ASKED, Scan.CLEAN)

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=[(kind.value, LABELS[kind]) for kind in KindOfFile])
    stored_name = models.CharField(_("stored as"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    # Nobody, where it came from somebody without an account: the room that owns the file knows who that was.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        related_name="uploads",
        null=True,
        blank=True,
    )
    uploaded_at = models.DateTimeField(_("sent"))
    scan = models.CharField(_("virus scan"), max_length=12, choices=Scan)

    class Meta:
        verbose_name = _("uploaded file")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint("stored_name", name="upload_is_the_only_one_of_its_file"),
            models.CheckConstraint(
                condition=Q(stored_name__regex=r"^uploads/[0-9a-f]{2}/[0-9a-f]{32}$"),
                name="upload_is_stored_under_a_random_name",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="upload_has_a_name"),
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_is_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="upload_has_a_checksum"),
            models.CheckConstraint(condition=Q(kind__in=sorted(KindOfFile)), name="upload_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(scan__in=["clean", "infected", "not-asked", "unknown"]), name="upload_scan_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def media_type(self) -> str:
        return NATURES[KindOfFile(self.kind)].media_type

    @property
    def can_be_served(self) -> bool:
        return self.scan in self.SERVED
