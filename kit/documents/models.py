"""Editions: documents that were made and are kept, so that an unchanged page is never set twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, as pages and workers ask for them."""

    def waiting(self) -> "EditionQuerySet":
        return self.filter(state=Edition.State.WAITING)

    def made(self) -> "EditionQuerySet":
        return self.filter(state=Edition.State.MADE)


class Edition(models.Model):
    """One state of one document: its page until it is made, its PDF from then on.

    `kind` and `subject` say which document (`proof-sheet`, `12`); who may read it is for the room that owns it to say.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        MADE = "made", _("Ready")
        REFUSED = "refused", _("Could not be made")

    kind = models.SlugField(_("kind of document"), max_length=40, db_index=False)
    subject = models.CharField(_("about"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=200)
    author = models.CharField(_("author"), max_length=200)
    content_hash = models.CharField(_("SHA-256 of the page"), max_length=64)
    html = models.TextField(_("page to be made"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    refusal = models.CharField(_("why it could not be made"), max_length=20, blank=True)
    asked_at = models.DateTimeField(_("asked for"), help_text=_("The date written into the document"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to="documents", max_length=200, blank=True)
    file_hash = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint("kind", "subject", "content_hash", name="edition_of_a_page_is_unique"),
            models.CheckConstraint(
                condition=Q(state="made", made_at__isnull=False, pages__gte=1) & ~Q(file="") & ~Q(file_hash="")
                | ~Q(state="made") & Q(made_at__isnull=True, pages=0, file="", file_hash=""),
                name="edition_has_its_file_when_made",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(refusal="") | ~Q(state="refused") & Q(refusal=""),
                name="edition_has_a_reason_when_refused",
            ),
            models.CheckConstraint(
                condition=Q(state="made", html="") | ~Q(state="made") & ~Q(html=""),
                name="edition_has_its_page_until_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"
