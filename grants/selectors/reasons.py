"""What the codes of the rule say to people, in the region's words."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from grants.rules.determination import Outcome
from grants.rules.facts import Missing
from grants.rules.positions import Payment, Status, WhyPosition, WhyShare
from partnerships.models import Programme

Why, Share = WhyPosition, WhyShare
STATUSES = {Status.KEPT: _("Kept"), Status.WITHDRAWN: _("Withdrawn"), Status.WITHHELD: _("Withheld")}
# As long as nothing is decided.
FORESEEN = {
    Status.KEPT: _("Would be kept"),
    Status.WITHDRAWN: _("Would be withdrawn"),
    Status.WITHHELD: _("Would be withheld"),
}
PAYMENTS = {Payment.RELEASE: _("To be released"), Payment.HOLD: _("Held: no project"), Payment.NONE: _("None")}
MISSING = {
    Missing.CHAMPION: _("no champion named"),
    Missing.BASIS: _("no assessment it could rest on"),
    Missing.SHARING: _("sharing not complete"),
    Missing.ENDORSEMENT: _("not endorsed"),
    Missing.SUBMISSION: _("not submitted"),
}
POSITIONS = {
    Why.SINGLE_TIER_WITH_PROJECT: _("It has a project."),
    Why.SINGLE_TIER_HELD: _("It has no project yet: the offer stays, and payment waits."),
    Why.SINGLE_TIER_WITHHELD: _("It has no project: the offer is withheld and kept centrally."),
    Why.SINGLE_TIER_POOLED: _("It has no project: the offer is shared out among others."),
    Why.CONDITION_MET_WITH_PROJECT: _("It has a project, and its %(county)s meets the condition."),
    Why.CONDITION_MET_HELD: _("Its %(county)s meets the condition. It has no project yet, so payment waits."),
    Why.CONDITION_MET_POOLED: _("Its %(county)s meets the condition, but it has no project: the offer is shared out."),
    Why.CONDITION_FAILED_WITH_PROJECT: _("Its %(county)s fails the condition, so it loses the offer with its project."),
    Why.CONDITION_FAILED_WITHOUT_PROJECT: _("Its %(county)s fails the condition, and it has no project."),
}
SHARES = {
    Share.RECEIVES: _("It receives a share."),
    Share.RECEIVES_ODD_PENNY: _("It receives a share and an odd penny."),
    Share.LESS_THAN_A_PENNY: _("Its share is less than a penny."),
    Share.NOTHING_TO_SHARE: _("There is nothing to share out."),
    Share.WEIGHS_NOTHING: _("Its share is reckoned from a figure that is 0."),
    Share.OFFER_NOT_KEPT: _("It keeps no offer, so it receives no share."),
    Share.NO_PROJECT: _("Without a project it receives no share."),
    Share.NOT_TWO_TIER: _("Only %(two_tier)s receive a share."),
}


def why_position(code: str, programme: Programme) -> str:
    """A sentence: why an offer is kept, withdrawn or withheld."""
    return str(POSITIONS[Why(code)]) % {"county": programme.word("county")}


def why_share(code: str, programme: Programme) -> str:
    """A sentence: why a partnership receives of the pot, or does not."""
    two_tier = f"{programme.words('county')} / {programme.words('district')}"
    return str(SHARES[Share(code)]) % {"two_tier": two_tier}


def what_is_missing(outcome: Outcome) -> str:
    """What its project lacks, in one line; empty when it lacks nothing."""
    return steps_in_words(outcome.partnership.missing)


def steps_in_words(missing: Iterable[Missing]) -> str:
    """The same of the steps that are missing."""
    return ", ".join(str(MISSING[step]) for step in missing)
