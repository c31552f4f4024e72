"""Reads for agreeing on scores: how partners' answers are spread, who said what, and what is agreed by now."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.db.models import Case, Count, F, Q, TextField, Value, When

from selfassessment.models import Assessment, Partner, PartnerAnswer
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.consensus import NOBODY, Spread, needs_reason, spread_of, stands_at, widest_first
from selfassessment.rules.framework import Statement, Theme
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import Draft

MOST_NAMED = 8  # strengths, and weaknesses
SAYS_SOMETHING = Q(score__isnull=False) | Q(is_not_applicable=True)


@dataclass(frozen=True)
class Said:
    """What one partner says of a statement."""

    organisation: str
    sector: str
    given: Given
    in_words: str


@dataclass(frozen=True)
class Discussed:
    """A statement with the partners' scores of it and what is agreed."""

    statement: Statement
    theme: Theme
    number: int  # within the theme, from 1
    spread: Spread
    agreed: Given
    in_words: str

    @property
    def is_agreed(self) -> bool:
        """Whether there is an agreed answer."""
        return self.agreed.answer is not None

    @property
    def lacks_reason(self) -> bool:
        """Whether the agreed answer differs from the median, and nothing says why."""
        return needs_reason(self.spread, self.agreed.answer, self.agreed.comment)

    @property
    def stands_at(self) -> Fraction | None:
        """The agreed score, else the partners' median."""
        return stands_at(self.spread, self.agreed.answer)


@dataclass(frozen=True)
class Meeting:
    """Every statement of a draft, as a meeting that seeks a consensus goes through them."""

    draft: Draft
    spreads: Mapping[str, Spread]

    @cached_property
    def statements(self) -> list[Discussed]:
        """In the framework's order."""
        return [
            self.discussed(theme, number, statement)
            for theme in self.draft.words.themes
            for number, statement in enumerate(theme.statements, 1)
        ]

    @cached_property
    def widest_first(self) -> list[Discussed]:
        """In the order of the meeting."""
        by_key = {each.statement.key: each for each in self.statements}
        return [by_key[key] for key in widest_first(by_key, self.spreads)]

    @property
    def agreed(self) -> int:
        """How many statements are agreed."""
        return sum(each.is_agreed for each in self.statements)

    @property
    def lacking_reasons(self) -> list[Discussed]:
        """Those that differ from the median without a reason."""
        return [each for each in self.statements if each.lacks_reason]

    @property
    def strengths(self) -> list[Discussed]:
        """Within half a point of the top, the highest first."""
        limit = self.draft.words.scoring.top - Fraction(1, 2)
        return self.named(lambda score: score >= limit, lambda score: -score)

    @property
    def weaknesses(self) -> list[Discussed]:
        """Below the limit that asks for an action, the lowest first."""
        limit = self.draft.words.scoring.plan_below
        return self.named(lambda score: score < limit, lambda score: score)

    def named(self, is_so: Callable[[Fraction], bool], order: Callable[[Fraction], Fraction]) -> list[Discussed]:
        """The first MOST_NAMED for which it is so."""
        placed = [(each.stands_at, each) for each in self.statements]
        found = [(order(at), each) for at, each in placed if at is not None and is_so(at)]
        return [each for _, each in sorted(found, key=lambda pair: pair[0])][:MOST_NAMED]

    def discussed(self, theme: Theme, number: int, statement: Statement) -> Discussed:
        """One of them."""
        agreed = self.draft.stands(statement.key)
        spread = self.spreads.get(statement.key, NOBODY)
        return Discussed(statement, theme, number, spread, agreed, in_words(agreed.answer, self.draft.words))

    def about(self, key: str) -> Discussed:
        """A statement of the framework by its key."""
        return next(each for each in self.statements if each.statement.key == key)

    def after(self, key: str, theme: str = "") -> Discussed | None:
        """The next that is not agreed, in the meeting's order and then from its start; of one theme, if it is named."""
        order = [each for each in self.widest_first if theme in ("", each.theme.key) or each.statement.key == key]
        at = next(place for place, each in enumerate(order) if each.statement.key == key)
        rest = [*order[at + 1 :], *order[:at]]
        return next((each for each in rest if not each.is_agreed), None)


def meeting_of(draft: Draft) -> Meeting:
    """One query beside the draft's."""
    return Meeting(draft, spreads_of(draft.assessment))


def spreads_of(assessment: Assessment) -> dict[str, Spread]:
    """By statement key, counted by the database; partners who were taken off are left out."""
    answers = PartnerAnswer.objects.filter(SAYS_SOMETHING, partner__in=assessment.partners.standing())
    counted = answers.order_by().values_list("statement__key", "score").annotate(many=Count("pk"))
    given: dict[str, list[Answer]] = defaultdict(list)
    for key, score, many in counted:
        given[key] += [NOT_APPLICABLE if score is None else score] * many
    return {key: spread_of(each) for key, each in given.items()}


def heard_at(draft: Draft, key: str) -> tuple[Meeting, Sequence[Said]]:
    """The meeting, and what each partner says of one statement, the lowest score first; one query for both."""
    rows = PartnerAnswer.objects.filter(partner__in=draft.assessment.partners.standing())
    asked = When(statement__key=key, then=F("comment"))
    columns = ("statement__key", "score", "is_not_applicable", "partner__organisation", "partner__sector")
    found = rows.order_by("score", "partner__organisation", "partner").values_list(
        *columns, Case(asked, default=Value(""), output_field=TextField())
    )
    given: dict[str, list[Answer]] = defaultdict(list)
    said = []
    for about, score, is_not_applicable, organisation, sector, comment in found:
        one = Given(NOT_APPLICABLE if is_not_applicable else score, comment)
        given[about].append(one.answer)
        if about == key and one != NOTHING:
            words = in_words(one.answer, draft.words)
            said.append(Said(organisation, str(Partner.Sector(sector).label), one, words))
    return Meeting(draft, {each: spread_of(answers) for each, answers in given.items()}), said


@dataclass(frozen=True)
class Turnout:
    """How many partners were asked, have begun, and have finished."""

    asked: int
    begun: int
    finished: int


def turnout_of(assessment: Assessment) -> Turnout:
    """One query."""
    answers = Count("pk", distinct=True, filter=Q(answers__isnull=False))
    finished = Count("pk", distinct=True, filter=Q(finished_at__isnull=False))
    partners = assessment.partners.standing().order_by()
    return Turnout(**partners.aggregate(asked=Count("pk", distinct=True), begun=answers, finished=finished))
