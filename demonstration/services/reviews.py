"""The joint reviews of a year, each as far as its row of `reviews.csv` says.

`levels` has a letter for each theme of the framework, in its order: a level, or `-` where nobody looked. `about` and
`also` are themes with what was found there; `first_theme` and `second_theme` those of the key improvements. What is
written down is written in bulk, as the services leave it; completing is the service's own deed.
"""

from collections.abc import Iterable

from audit.services import record_each
from demonstration.selectors.files import Row
from demonstration.services.assessments import Setting
from selfassessment.models import JointReview, ReviewFinding, ReviewImprovement
from selfassessment.selectors.reviews import CHANGED, IMPROVEMENTS, MEETING
from selfassessment.services.reviews import note
from selfassessment.services.reviews_completed import complete_review

BEGUN, DONE = 10, 15  # the hours
NOBODY_LOOKED = "-"


def add_reviews(setting: Setting, rows: Iterable[Row]) -> None:
    """Every row's, with the trail; and completed where the row says on which day."""
    begun = [(row, review_of(setting, row)) for row in rows]
    JointReview.objects.bulk_create(review for _row, review in begun)
    found = [finding for row, review in begun for finding in findings_of(setting, row, review)]
    ReviewFinding.objects.bulk_create(found)
    ReviewImprovement.objects.bulk_create(each for row, review in begun for each in improvements_of(row, review))
    for row, review in begun:
        tell(setting, row, review)
        if row["completed"]:
            complete_review(review=review, by=review.started_by, at=setting.at(row["completed"], DONE))


def review_of(setting: Setting, row: Row) -> JointReview:
    """One row's, not stored yet; each part that was written moved its version on."""
    return JointReview(
        partnership=setting.place(row),
        made_on=setting.version,
        started_by=setting.person(row),
        started_at=setting.at(row["started"], BEGUN),
        held_on=setting.at(row["held"], BEGUN).date(),
        for_government=row["for_government"],
        for_partnership=row["for_partnership"],
        version=1 + len(parts_of(setting, row)),
    )


def parts_of(setting: Setting, row: Row) -> list[str]:
    """What was written, part by part, as the trail calls them."""
    return [MEETING, *levels_of(setting, row), *([IMPROVEMENTS] if row["first"] else [])]


def levels_of(setting: Setting, row: Row) -> dict[str, int]:
    """By theme; raises ValueError when the letters are not those of the framework."""
    letters = zip(setting.words.themes, row["levels"], strict=True)
    return {theme.key: int(letter) for theme, letter in letters if letter != NOBODY_LOOKED}


def findings_of(setting: Setting, row: Row, review: JointReview) -> list[ReviewFinding]:
    """A level for each theme that was looked at, and of two of them what was found."""
    texts = {row["about"]: row["finding"], row["also"]: row["other_finding"]}
    return [
        ReviewFinding(review=review, theme=theme, level=level, text=texts.get(theme, ""))
        for theme, level in levels_of(setting, row).items()
    ]


def improvements_of(row: Row, review: JointReview) -> list[ReviewImprovement]:
    """One or two; none of a review that is still being written down."""
    named = [(row["first_theme"], row["first"]), (row["second_theme"], row["second"])]
    return [
        ReviewImprovement(review=review, number=number, theme=theme, text=text)
        for number, (theme, text) in enumerate(named, 1)
        if text
    ]


def tell(setting: Setting, row: Row, review: JointReview) -> None:
    """That it was begun, and which parts were written."""
    by, at, place = review.started_by, review.started_at, review.partnership
    note("review.started", review, by=by, at=at)
    parts = [(place, {"part": part}) for part in parts_of(setting, row)]
    record_each(actor=by, action=CHANGED, at=at, subjects=parts, programme_id=place.programme_id)
