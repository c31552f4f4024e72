"""One region's programme of support in one year."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# What things are called, one and many, where a region has no words of its own.
WORDS = {
    "partnership": (_("partnership"), _("partnerships")),
    "metropolitan": (_("metropolitan district"), _("metropolitan districts")),
    "unitary": (_("unitary authority"), _("unitary authorities")),
    "county": (_("county"), _("counties")),
    "district": (_("district"), _("districts")),
}


class Programme(models.Model):
    """A programme year. It is set up step by step, opened once, and closed when the year is over."""

    class State(models.TextChoices):
        SETTING_UP = "setting_up", _("Being set up")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    key = models.SlugField(_("key"), unique=True, help_text=_("Short name used in addresses and commands"))
    name = models.CharField(_("name"), max_length=120)
    region = models.CharField(_("region"), max_length=120)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SETTING_UP)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    follows = models.ForeignKey(
        "self", verbose_name=_("follows"), on_delete=models.PROTECT, related_name="followed_by", null=True, blank=True
    )
    framework = models.CharField(_("competency framework"), max_length=120, blank=True)
    contact_months = models.PositiveSmallIntegerField(_("months until a contact is stale"), default=6)
    # The steps of setting up that somebody has saved, by their codes in `rules.setting_up`.
    steps_saved = ArrayField(models.CharField(max_length=20), verbose_name=_("steps saved"), default=list, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    # What this region calls things, one and many; empty means the portal's own word.
    partnership_word = models.CharField(_("word for a partnership"), max_length=60, blank=True)
    partnership_words = models.CharField(_("word for partnerships"), max_length=60, blank=True)
    metropolitan_word = models.CharField(_("word for a metropolitan area"), max_length=60, blank=True)
    metropolitan_words = models.CharField(_("word for metropolitan areas"), max_length=60, blank=True)
    unitary_word = models.CharField(_("word for a unitary area"), max_length=60, blank=True)
    unitary_words = models.CharField(_("word for unitary areas"), max_length=60, blank=True)
    county_word = models.CharField(_("word for a county"), max_length=60, blank=True)
    county_words = models.CharField(_("word for counties"), max_length=60, blank=True)
    district_word = models.CharField(_("word for a district"), max_length=60, blank=True)
    district_words = models.CharField(_("word for districts"), max_length=60, blank=True)

    class Meta:
        ordering = ["-starts", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="programme_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state="setting_up", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="programme_state_has_its_moments",
            ),
            models.CheckConstraint(
                condition=Q(contact_months__gte=1, contact_months__lte=60), name="programme_contact_months_are_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.region}"

    def word(self, noun: str) -> str:
        """What the region calls one of a noun of WORDS (`partnership`, or a tier), as within a sentence."""
        return str(getattr(self, f"{noun}_word") or WORDS[noun][0])

    def words(self, noun: str) -> str:
        """What the region calls many of them."""
        return str(getattr(self, f"{noun}_words") or WORDS[noun][1])

    def called(self, area: str, tier: str) -> str:
        """A partnership by its area; a county's is told from the place that it makes up with its districts."""
        if tier != "county":
            return area
        return gettext("%(area)s (%(county)s)") % {"area": area, "county": self.word(tier)}

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_set_up(self) -> bool:
        return self.state != self.State.SETTING_UP
