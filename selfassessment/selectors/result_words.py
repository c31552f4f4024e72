"""What a result says in a few words: its title, that of its picture, and with whom it is compared."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models import Partnership
from selfassessment.rules.moving import moved_most
from selfassessment.rules.quartiles import Group
from selfassessment.selectors.answers import together
from selfassessment.selectors.result_page import ResultPage

Tier = Partnership.Tier
TWO_TIER = (Tier.COUNTY, Tier.DISTRICT)
SINGLE_TIER = (Tier.METROPOLITAN, Tier.UNITARY)


def title_of(page: ResultPage) -> str:
    """The stage that is shown, and the weak theme where there is one."""
    weak = page.result.weak
    if len(weak) != 1:
        return page.stage.label
    return _("{stage}. {theme} is the gap").format(stage=page.stage.label, theme=weak[0].title)


def plot_title(page: ResultPage) -> str:
    """The message of the picture: what moved since last year, else what is weak."""
    weak = page.result.weak
    if moved := moved_since(page):
        return moved
    if len(weak) == 1:
        return _("{theme} is the weak theme").format(theme=weak[0].title)
    lowest = page.result.lowest
    if weak and len(lowest) == len(weak):
        return _("{count} themes are weak").format(count=len(weak))
    names = together([theme.title for theme in lowest])
    if weak:
        return _("{count} themes are weak, {theme} most").format(count=len(weak), theme=names)
    return ngettext(
        "No theme is weak; {theme} is the lowest", "No theme is weak; {theme} are the lowest", len(lowest)
    ).format(theme=names)


def moved_since(page: ResultPage) -> str:
    """What rose and what fell most; nothing where no theme has both years."""
    last = page.former.means if page.former else {}
    changes = {
        theme.title: score.mean - last[theme.key]
        for theme, score in page.result.themes
        if score.mean is not None and theme.key in last
    }
    if not changes:
        return ""
    moved = moved_most(changes)
    up, down = together(moved.up), together(moved.down)
    if up and down:
        return _("{up} rose most; {down} fell most").format(up=up, down=down)
    if up:
        return _("{theme} rose most; no theme fell").format(theme=up)
    return _("{theme} fell most; no theme rose").format(theme=down) if down else _("No theme moved since last year")


def group_of(page: ResultPage) -> str:
    """`22 districts`, in the region's own words; nothing where there is nobody to compare with."""
    comparison, partnership = page.comparison, page.completion.partnership
    programme = partnership.programme
    match comparison.group:
        case Group.TIER:
            words = programme.words(partnership.tier)
        case Group.KIND:
            first, second = TWO_TIER if partnership.tier in TWO_TIER else SINGLE_TIER
            words = _("{first} and {second}").format(first=programme.words(first), second=programme.words(second))
        case Group.ALL:
            words = programme.words("partnership")
        case None:
            return ""
    return _("{count} {words}").format(count=comparison.size, words=words)
