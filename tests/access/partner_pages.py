"""Partners of an assessment: the pages of those who make it, and those that a link opens to whoever has it."""

from tests.access.declaration import Page, reads, writes
from tests.access.planting_evidence import (
    completed_files,
    evidence_links,
    file_links,
    files_of_drafts,
    own_evidence,
    themes_with_evidence,
)
from tests.access.planting_partners import drafts_to_score, partner_lists, partners, scored_themes, scoring_links

PARTNERS = [
    Page("partners", get=writes("07"), things=partner_lists, is_list=True, shown=False),
    Page("invite_partner", get=writes("07"), post=writes("07"), things=drafts_to_score),
    Page("partner", get=writes("07"), post=writes("07"), things=partners, shown=False),
    Page("take_off_partner", get=writes("07"), post=writes("07"), things=partners, shown=False),
    Page("score_as_partner", get=reads("05"), things=scoring_links, is_door=True),
    Page("score_theme_as_partner", get=reads("05"), post=writes("05"), things=scored_themes, is_door=True),
    Page("add_evidence", get=writes("07"), post=writes("07"), things=themes_with_evidence),
    Page("remove_evidence", post=writes("07"), things=own_evidence, shown=False),
    Page("evidence_file", get=reads("07"), things=files_of_drafts),
    Page("add_evidence_as_partner", get=reads("05"), post=writes("05"), things=scored_themes, is_door=True),
    Page("remove_evidence_as_partner", post=writes("05"), things=evidence_links, is_door=True),
    Page("evidence_file_as_partner", get=reads("05"), things=file_links, is_door=True),
    Page("finish_scoring", get=reads("05"), post=writes("05"), things=scoring_links, is_door=True),
]
COMPLETED_EVIDENCE = [Page("completed_evidence_file", get=reads("08"), things=completed_files)]
