"""Competency frameworks in versions, and which one a programme year assesses by."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from partnerships.models import Programme


class Framework(models.Model):
    """A framework by its key. Those that come with the portal are of no region; a region has its own beside them."""

    key = models.CharField(_("key"), max_length=80)
    region = models.CharField(_("region"), max_length=120, blank=True)

    class Meta:
        ordering = ["key", "region"]
        constraints = [
            models.UniqueConstraint("key", "region", name="framework_key_stands_once_in_a_region"),
            models.CheckConstraint(condition=~Q(key=""), name="framework_has_a_key"),
        ]

    def __str__(self) -> str:
        return self.key


class FrameworkVersion(models.Model):
    """What a framework's file said: `content` is the document of `rules.writing`. It never changes."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    themes = models.PositiveSmallIntegerField(_("themes"))
    size = models.PositiveSmallIntegerField(_("statements"))
    content = models.JSONField(_("content"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    loaded_at = models.DateTimeField(_("loaded"))

    class Meta:
        ordering = ["title", "-number"]
        constraints = [
            models.UniqueConstraint("framework", "number", name="framework_version_stands_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, themes__gte=1, size__gte=1), name="framework_version_is_not_empty"
            ),
        ]
        triggers = append_only("framework_version")

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"


class Statement(models.Model):
    """A statement of a version, for answers to point at; places count from 1. Its words are the version's content."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="statements")
    theme = models.CharField(_("theme"), max_length=80)
    theme_place = models.PositiveSmallIntegerField(_("place of the theme"))
    key = models.CharField(_("key"), max_length=80)
    place = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        ordering = ["version", "theme_place", "place"]
        constraints = [models.UniqueConstraint("version", "key", name="statement_key_stands_once_in_a_version")]
        triggers = append_only("statement")

    def __str__(self) -> str:
        return self.key


class ChosenFramework(models.Model):
    """The framework that a programme year assesses by, so that all its partnerships are on one scale."""

    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="chosen_framework")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="chosen_for")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        constraints = [models.UniqueConstraint("programme", name="framework_is_chosen_once_for_a_year")]

    def __str__(self) -> str:
        return f"{self.programme}: {self.version}"
