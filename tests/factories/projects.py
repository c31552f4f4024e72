"""Makes projects as far along as a test needs them, and the terms and dates of the year they stand in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from accounts.models import Person
from ledger.models import BudgetLine
from partnerships.models import KeyDate, Partnership, Programme, Rate, Role, Terms
from partnerships.rules.deadlines import last_moment
from projects.models import Edition, Endorsement, Project, Sharing, Submission
from projects.models.project import PARTS
from tests.factories.assessments import completion_of
from tests.factories.people import PersonFactory
from tests.factories.roles import RoleFactory

WRITTEN = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
CLOSES = last_moment(datetime(2026, 6, 30, tzinfo=UTC).date())
BEFORE, AFTER = datetime(2026, 6, 18, 9, 0, tzinfo=UTC), datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
RATES = {"metropolitan": "19600.00", "unitary": "19600.00", "county": "6300.00", "district": "6300.00"}
WORDS = ("Working as one team", "How partners share what they know.", "Performance management", "")


def give_terms(programme: Programme, closes: datetime = CLOSES, **choices: object) -> Terms:
    """Terms in force with the rates of *Learning to Deliver*, and the day on which submission closes; once."""
    if found := Terms.objects.filter(programme=programme, fixed_at__isnull=False).first():
        return found
    terms = Terms.objects.create(programme=programme, number=1, made_at=WRITTEN, **choices)
    Rate.objects.bulk_create(Rate(terms=terms, tier=tier, amount=Decimal(amount)) for tier, amount in RATES.items())
    Terms.objects.filter(pk=terms.pk).update(fixed_at=WRITTEN)
    KeyDate.objects.update_or_create(programme=programme, kind="submission", defaults={"closes_at": closes})
    return Terms.objects.get(pk=terms.pk)


def give_line(programme: Programme, amount: str = "540000.00") -> BudgetLine:
    """The line of money that grants come from."""
    return BudgetLine.objects.create(programme=programme, name="Core", funder="A fund", amount=Decimal(amount))


def champion_of(partnership: Partnership) -> Person:
    """Who champions it, named if need be."""
    held = Role.objects.filter(partnership=partnership, kind=Role.Kind.CHAMPION).select_related("person").first()
    return held.person if held else RoleFactory(champion=True, partnership=partnership).person


def make_project(
    partnership: Partnership,
    *,
    words: Sequence[str] = WORDS,
    shared_with: Sequence[Partnership] = (),
    confirmed: bool = True,
    endorsed: bool = False,
    submitted: bool = False,
    rests: bool = True,
    by: Person | None = None,
) -> Project:
    """A draft, frozen, shared, endorsed and submitted as asked. It rests on what its partnership completed, once made;
    not so where it `rests` on nothing."""
    by = by or PersonFactory()
    said = dict(zip(PARTS, words, strict=True)) | (basis_of(partnership, by) if rests else {})
    project = Project.objects.create(partnership=partnership, **said)
    if not (shared_with or endorsed or submitted):
        return project
    project.edition = Edition.objects.create(project=project, number=1, made_by=by, made_at=WRITTEN, **said)
    project.save(update_fields=["edition"])
    receipt = {"confirmed_by": by, "confirmed_at": WRITTEN} if confirmed else {}
    for other in shared_with:
        shared = {"edition": project.edition, "partnership": other, "shared_by": by, "shared_at": WRITTEN}
        Sharing.objects.create(**shared, **receipt)
    if endorsed or submitted:
        champion = champion_of(partnership)
        decided = {"verdict": "endorsed", "decided_by": champion, "decided_at": WRITTEN}
        Endorsement.objects.create(edition=project.edition, asked_by=by, asked_at=WRITTEN, **decided)
    if submitted:
        Submission.objects.create(project=project, edition=project.edition, submitted_by=by, submitted_at=WRITTEN)
    return project


def basis_of(partnership: Partnership, by: Person) -> dict[str, object]:
    """The first thing of what its partnership completed, as columns."""
    completion = completion_of(partnership, by=by)
    if completion.is_joint:
        return {"completion": completion, "first_basis": "1"}
    scored = completion.answers.filter(score__isnull=False).select_related("statement")
    return {"completion": completion, "first_basis": scored[0].statement.key}


def submit_everywhere(partnerships: Sequence[Partnership]) -> None:
    """Every partnership has submitted, and in localities shared with the first other one."""
    by = PersonFactory()
    for partnership in partnerships:
        others = [one for one in partnerships if one != partnership and one.locality_id == partnership.locality_id]
        shared_with = others[:1] if partnership.locality_id else ()
        make_project(partnership, shared_with=shared_with, submitted=True, by=by)
