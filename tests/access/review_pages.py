"""The pages of joint reviews, as of assessments; the document is row 07's while it is a draft's, then row 08's."""

from tests.access.declaration import Page, decides, reads, writes
from tests.access.planting_reviews import (
    documents,
    drafted,
    findings,
    improvements,
    joint_results,
    joint_reviews,
    meetings,
    reviews_to_complete,
)

JOINT_REVIEWS = [
    Page("joint_review", get=reads("07"), things=joint_reviews, shown=False, is_narrower=True),
    Page("start_review", post=writes("07"), things=joint_reviews, shown=False),
    Page("review_meeting", get=writes("07"), post=writes("07"), things=meetings),
    Page("review_theme", get=writes("07"), post=writes("07"), things=findings),
    Page("review_improvements", get=writes("07"), post=writes("07"), things=improvements),
    Page("review_document", get=writes("07"), post=writes("07"), things=documents, shown=False),
    Page("review_file", get=reads("07"), things=drafted, is_narrower=True),
    Page("complete_review", get=decides("08"), post=decides("08"), things=reviews_to_complete),
    Page("completed_document", get=reads("08"), things=joint_results),
]
