"""People whom the programme may write to or ring, whether or not they ever sign in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from partnerships.models.partnership import Partnership
from partnerships.models.programme import Programme


class ConsentWording(models.Model):
    """The words that contacts agreed to; a new wording gets a new key, as v1, v2."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="consent_wordings")
    key = models.SlugField(_("key"), max_length=20)
    text = models.TextField(_("wording"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["programme", "-made_at"]
        constraints = [models.UniqueConstraint("programme", "key", name="consent_wording_key_stands_once")]

    def __str__(self) -> str:
        return self.key


class Contact(models.Model):
    """Somebody at a partnership, or of the region as a whole when none is named, and what they agreed to."""

    class How(models.TextChoices):
        """How somebody agreed; what came with an import may say it in other words."""

        EMAIL = "email", _("By email")
        FORM = "form", _("On a form")
        PHONE = "phone", _("By phone")
        EVENT = "event", _("At an event")
        OTHER = "other", _("In another way")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="contacts")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="contacts", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("email address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    topics = ArrayField(models.CharField(max_length=60), verbose_name=_("topics"), default=list, blank=True)
    consent_wording = models.ForeignKey(
        ConsentWording,
        verbose_name=_("wording agreed to"),
        on_delete=models.PROTECT,
        related_name="contacts",
        null=True,
        blank=True,
    )
    consented_on = models.DateField(_("agreed on"), null=True, blank=True)
    consented_how = models.CharField(_("how they agreed"), max_length=120, blank=True)
    consent_withdrawn_on = models.DateField(_("agreed no longer since"), null=True, blank=True)
    share_with_agencies = models.BooleanField(_("may be shown to support agencies"), default=False)
    checked_on = models.DateField(_("last checked"), null=True, blank=True)  # never, when they came from a file
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="contact_email_is_in_small_letters"),
            models.CheckConstraint(
                condition=Q(consent_wording__isnull=True, consented_on__isnull=True)
                | Q(consent_wording__isnull=False, consented_on__isnull=False),
                name="contact_consent_has_wording_and_date",
            ),
            models.CheckConstraint(
                condition=Q(share_with_agencies=False) | Q(consented_on__isnull=False),
                name="contact_is_shared_with_consent_only",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "email"], name="contact_by_email"),
            models.Index(fields=["programme", "checked_on"], name="contact_by_check"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def how_agreed(self) -> str:
        """How they agreed, in words."""
        known = self.consented_how in self.How.values
        return str(self.How(self.consented_how).label) if known else self.consented_how
