"""The top links: four or five at most, chosen by role. A room that gets a page of its own adds a line here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_LINKS = 5
NO_ROLE = "no-role"


@dataclass(frozen=True)
class TopLink:
    """A link by URL name; `kinds` are the roles that see it, none meaning everybody who has signed in."""

    key: str
    url_name: str
    kinds: frozenset[str] = frozenset()


# Homes: whose is the region at a glance, whose is their own partnership, and whose neither.
AT_A_GLANCE = frozenset({"manager", "steering"})
OF_A_PARTNERSHIP = frozenset({"representative", "champion"})
OTHERS = frozenset({"finance", "adviser", "area-lead", "facilitator", "agency", "evaluator"})
EVERY_ROLE = AT_A_GLANCE | OF_A_PARTNERSHIP | OTHERS
# Access rows 02 (a representative reads the own entry alone, which is no region), 03 and 06; row 04 is the
# manager's, and a representative's from the own home.
WITH_CONTACTS = EVERY_ROLE - {"steering", "facilitator", "evaluator"}
WITH_YEAR = EVERY_ROLE - {"agency"}
# Rows 11 and 14: whoever reads some projects, and where some grants stand; the same people.
WITH_PROJECTS = EVERY_ROLE - {"facilitator", "agency"}
# Rows 14 to 17 with a star: every partnership's.
SEE_ALL = frozenset({"manager", "finance", "steering", "evaluator"})

TOP_LINKS: tuple[TopLink, ...] = (
    TopLink("at_a_glance", "home", AT_A_GLANCE),
    TopLink("own", "home", OF_A_PARTNERSHIP),
    TopLink("home", "home", OTHERS | {NO_ROLE}),
    TopLink("region", "region", EVERY_ROLE - WITH_PROJECTS),
    TopLink("projects", "projects", WITH_PROJECTS),
    TopLink("grants", "eligibility", WITH_PROJECTS),
    TopLink("partnerships", "directory", EVERY_ROLE),
    TopLink("needs", "needs", EVERY_ROLE - WITH_PROJECTS),
    TopLink("contacts", "contacts", WITH_CONTACTS - WITH_PROJECTS),
    TopLink("years", "years", WITH_YEAR - WITH_PROJECTS),
    TopLink("programme", "programme", WITH_PROJECTS),
)

# Five links are soon full. The rest stands together on one page, by what it is about, so that all is two clicks away.
PROGRAMME_GROUPS: Mapping[str, tuple[TopLink, ...]] = {
    "needs": (
        TopLink("needs", "needs", WITH_PROJECTS),
        TopLink("completions", "completions", frozenset({"manager", "adviser", "area-lead"})),
        TopLink("frameworks", "frameworks", WITH_PROJECTS),
    ),
    "grants": (
        TopLink("submission", "submission", frozenset({"manager"})),
        TopLink("simulations", "simulations", frozenset({"manager", "finance", "steering"})),
        TopLink("determinations", "determinations", WITH_PROJECTS),
        TopLink("awards", "awards", SEE_ALL | OF_A_PARTNERSHIP),
        TopLink("ledger", "ledger", SEE_ALL),
    ),
    "people": (
        TopLink("people", "people", frozenset({"manager"})),
        TopLink("contacts", "contacts", WITH_CONTACTS),
        TopLink("imports", "imports", frozenset({"manager"})),
    ),
    "email": (
        TopLink("reminders", "reminders", frozenset({"manager"})),
        TopLink("messages", "programme_messages", frozenset({"manager"})),
        TopLink("mail", "mail_health", frozenset({"manager"})),
    ),
    "year": (
        TopLink("region", "region", (OF_A_PARTNERSHIP | OTHERS) - {"representative"}),
        TopLink("years", "years", WITH_YEAR),
        TopLink("trail", "trail", frozenset({"manager", "finance"})),
    ),
}

# Which top link a page belongs to, by the first part of its address: of several, the first that the role has. Pages
# of nobody's room, an account for one, belong to none.
IN_PROGRAMME = (
    "people",
    "imports",
    "invitations",
    "reminders",
    "messages",
    "mail",
    "trail",
    "programme",
)
BELONGS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("home",), ("at_a_glance", "own", "home")),
    **dict.fromkeys(("region",), ("region", "at_a_glance", "programme")),
    **dict.fromkeys(("projects", "sharings", "submission"), ("projects",)),
    **dict.fromkeys(("grants", "ledger"), ("grants",)),
    **dict.fromkeys(("partnerships",), ("partnerships",)),
    **dict.fromkeys(("assessments", "joint-reviews", "actions", "evidence"), ("own", "programme")),
    **dict.fromkeys(("assessment-results",), ("own", "needs", "programme")),
    **dict.fromkeys(("needs", "frameworks"), ("needs", "programme")),
    **dict.fromkeys(("contacts",), ("contacts", "programme")),
    **dict.fromkeys(("years",), ("years", "programme")),
    **dict.fromkeys(IN_PROGRAMME, ("programme",)),
}
# What stands below one partnership and is of another room: partnerships/3/assessment/ is where /assessments/ is.
BELOW_PARTNERSHIP = {
    "assessment": "assessments",
    "plan": "actions",
    "joint-review": "joint-reviews",
    "project": "projects",
    "admit": "projects",
}


def belongs_to(path: str, keys: Sequence[str]) -> str:
    """Which of a role's top links, by key, the page at a path belongs to; empty for none."""
    first, _, rest = path.strip("/").partition("/")
    if first == "partnerships":
        first = BELOW_PARTNERSHIP.get(f"{rest}//".split("/")[1], first)
    return next((key for key in BELONGS.get(first, ()) if key in keys), "")


def programme_groups_for(kind: str) -> dict[str, tuple[TopLink, ...]]:
    """What stands on the page of the programme, in order, by group; a group of which a role sees nothing is none."""
    seen = {
        group: tuple(link for link in links if kind in link.kinds & WITH_PROJECTS)
        for group, links in PROGRAMME_GROUPS.items()
    }
    return {group: links for group, links in seen.items() if links}


def links_for(kind: str | None, links: Sequence[TopLink] = TOP_LINKS) -> tuple[TopLink, ...]:
    """What a role of that kind sees, in order; raises ValueError beyond five, where people begin to hunt."""
    seen = tuple(link for link in links if not link.kinds or (kind or NO_ROLE) in link.kinds)
    if len(seen) > MOST_LINKS:
        raise ValueError(f"{kind} would see {len(seen)} top links")
    return seen
