"""The person: the e-mail address is the login. What a person may do is told by roles in `partnerships`."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.addresses import validate_address


def one_spelling(email: str) -> str:
    """An address as it is kept: in lower case, so that one person has one account."""
    return email.strip().lower()


class PersonManager(BaseUserManager["Person"]):
    """Makes people, and finds them by their address in any case."""

    def create_user(self, email: str, name: str = "", password: str | None = None, **fields: object) -> "Person":
        """A person who signs in with a code by e-mail until they choose a password.

        The address counts as proven: whoever makes accounts vouches for it, and nobody gets in without the mailbox.
        """
        if not email:
            raise ValueError("A person needs an e-mail address")
        person = self.model(email=one_spelling(email), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        person.prove_address()
        return person

    def create_superuser(self, email: str, name: str = "", password: str | None = None) -> "Person":
        """The technical operator: reaches the admin and holds no role in any programme."""
        return self.create_user(email, name, password, is_operator=True)

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email=one_spelling(email or ""))


class Person(AbstractBaseUser):
    """Somebody who can sign in. `is_operator` opens the admin, never a programme's pages."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    is_operator = models.BooleanField(_("is a technical operator"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = PersonManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_is_in_small_letters")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        if self.email.strip():  # when there is none, the field itself says so
            try:
                validate_address(self.email.strip())
            except ValidationError as error:
                raise ValidationError({"email": error}) from error
        super().clean()
        self.email = one_spelling(self.email)

    @property
    def is_staff(self) -> bool:
        """Django's admin asks for this name."""
        return self.is_operator

    def prove_address(self) -> None:
        """Keep the sign-in library's own table in step: this address, proven, and no other."""
        EmailAddress.objects.filter(user=self).delete()
        EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Django's admin asks by this; the admin of each table may still refuse."""
        return self.is_active and self.is_operator

    def has_module_perms(self, app_label: str) -> bool:
        """As `has_perm`."""
        return self.is_active and self.is_operator

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class LinkQuerySet(models.QuerySet["Link"]):
    """Links, as the domain speaks of them."""

    def usable(self, *, purpose: str, at: datetime) -> "LinkQuerySet":
        """Neither used nor revoked nor expired; at the minute of expiry a link is dead."""
        return self.not_yet_used().filter(purpose=purpose, expires_at__gt=at)

    def not_yet_used(self) -> "LinkQuerySet":
        """Neither used nor revoked; some may have expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)


class Link(models.Model):
    """A door in a message for one person and one purpose. The token itself is kept nowhere, only its hash."""

    token_hash = models.CharField(_("hash of the token"), max_length=64, editable=False)
    purpose = models.CharField(_("purpose"), max_length=60)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="links", null=True, blank=True
    )
    email = models.EmailField(_("email address"), blank=True)
    subject = models.CharField(_("about"), max_length=80, help_text=_("A kind and a number, such as project:12"))
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint("token_hash", name="link_token_stands_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | (Q(person__isnull=True) & ~Q(email="")),
                name="link_is_for_a_person_or_an_address",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_expires_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True), name="link_is_not_both_used_and_revoked"
            ),
            models.CheckConstraint(
                condition=Q(purpose__regex=r"^[a-z]+\.[a-z_]+$"), name="link_purpose_is_room_dot_noun"
            ),
        ]
        indexes = [models.Index(fields=["subject", "purpose"], name="link_by_subject")]

    def __str__(self) -> str:
        return f"{self.purpose}, {self.subject}"
