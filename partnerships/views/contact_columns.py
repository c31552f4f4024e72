"""The columns of contacts: a few with much in each on the page, each fact by itself in a download."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.formats import long_date
from kit.govuk_ui.markup import filled
from kit.govuk_ui.table import link
from kit.routes import Route, route_of
from kit.tables.columns import Column
from partnerships.models import Contact, Partnership, Programme

REGION, NOT_YET = _("The region as a whole"), _("Not yet")


def where(contact: Contact) -> Any:
    """The area, or that there is no one area."""
    return contact.partnership.area if contact.partnership else REGION


def page_columns(programme: Programme) -> Sequence[Column]:
    """Who, whose, how to reach them, and how sure that is."""
    way = route_of("contact")
    return [
        Column(_("Name"), lambda each: each.name, cell=lambda each: who(each, way)),
        Column(capfirst(programme.word("partnership")), where, cell=whose),
        Column(_("Email and phone"), lambda each: each.email, cell=reach),
        Column(_("Last checked"), lambda each: each.checked_on, cell=checked),
    ]


def who(contact: Contact, way: Route) -> SafeString:
    """The name leads to the person; under it what they do."""
    return two_lines(link(way.to(contact.pk), contact.name), contact.job_title)


def whose(contact: Contact) -> SafeString:
    return two_lines(where(contact), contact.organisation)


def reach(contact: Contact) -> SafeString:
    """As text: the person's page has the links."""
    return two_lines(contact.email, contact.phone)


def checked(contact: Contact) -> Any:
    return long_date(contact.checked_on) if contact.checked_on else NOT_YET


def two_lines(first: object, second: str) -> SafeString:
    """One element, which a phone sets beside its label; the second line in small print, when there is one."""
    if not (first and second):
        return filled("{}", first or second)
    return filled('<div>{}<br><span class="portal-second">{}</span></div>', first, second)


def export_columns(programme: Programme, consent: bool) -> Sequence[Column]:
    """One fact a column; what people agreed to is in the manager's copy alone."""
    tiers = {tier: capfirst(programme.word(tier)) for tier in Partnership.Tier.values}
    plain = [
        Column(_("Name"), lambda each: each.name),
        Column(_("Email"), lambda each: each.email),
        Column(_("Phone"), lambda each: each.phone),
        Column(_("Organisation"), lambda each: each.organisation),
        Column(_("Job title"), lambda each: each.job_title),
        Column(_("Area"), lambda each: each.partnership.area if each.partnership else ""),
        Column(_("Tier"), lambda each: tiers[each.partnership.tier] if each.partnership else ""),
        Column(_("Last checked"), lambda each: each.checked_on),
    ]
    if not consent:
        return plain
    return [
        *plain,
        Column(_("Topics"), lambda each: "; ".join(each.topics)),
        Column(_("Consent wording"), lambda each: each.consent_wording.key if each.consent_wording else ""),
        Column(_("Consent date"), lambda each: each.consented_on),
        Column(_("How they agreed"), lambda each: each.how_agreed),
        Column(_("Shown to agencies"), lambda each: each.share_with_agencies),
    ]
