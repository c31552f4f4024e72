"""The person: the e-mail address is the login. What a person may do is told by roles in `partnerships`."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    """Makes people; e-mail addresses are kept in lower case, so that one person has one account."""

    def create_user(self, email: str, name: str = "", password: str | None = None, **fields: object) -> "Person":
        """A person who signs in with a code by e-mail until they choose a password."""
        if not email:
            raise ValueError("A person needs an e-mail address")
        person = self.model(email=email.strip().lower(), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, name: str = "", password: str | None = None) -> "Person":
        """The technical operator: reaches the admin and holds no role in any programme."""
        return self.create_user(email, name, password, is_operator=True, is_superuser=True)

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email=(email or "").strip().lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. `is_operator` opens the admin, never a programme's pages."""

    email = models.EmailField(_("e-mail address"), unique=True)
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
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_is_unique_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Django's admin asks for this name."""
        return self.is_operator

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
