"""Partners of an assessment: the pages of those who make it, and those that a link opens to whoever has it."""

from tests.access.declaration import Page, reads, writes
from tests.access.planting_partners import drafts_to_score, partner_lists, partners, scored_themes, scoring_links

PARTNERS = [
    Page("partners", get=writes("07"), things=partner_lists, is_list=True),
    Page("invite_partner", get=writes("07"), post=writes("07"), things=drafts_to_score),
    Page("partner", get=writes("07"), post=writes("07"), things=partners),
    Page("take_off_partner", get=writes("07"), post=writes("07"), things=partners),
    Page("score_as_partner", get=reads("05"), things=scoring_links, is_door=True),
    Page("score_theme_as_partner", get=reads("05"), post=writes("05"), things=scored_themes, is_door=True),
    Page("finish_scoring", post=writes("05"), things=scoring_links, is_door=True),
]
