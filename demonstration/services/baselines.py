"""What a year knows of its partnerships: self-assessments with their partners, joint reviews, and learning plans."""

from functools import partial

from demonstration.selectors.files import Row, path_of, rows_of
from demonstration.services.assessments import add_drafts, complete, setting_of
from demonstration.services.partners import add_evidence, add_partners
from demonstration.services.plans import add_actions
from demonstration.services.reviews import add_reviews
from partnerships.models import Programme


def add_baselines(*, programme: Programme, folder: str, year: str) -> None:
    """Of those rows of the folder's files that are about that year (`this` or `last`), in the order of the deeds."""
    setting = setting_of(programme)
    told = partial(rows_about, folder=folder, year=year)
    assessments = told("assessments")
    drafts = add_drafts(setting, assessments)
    partners = add_partners(setting, told("partners"), drafts)
    add_evidence(setting, told("evidence"), drafts, partners)
    complete(setting, assessments, drafts)
    add_reviews(setting, told("reviews"))
    add_actions(setting, told("actions"))


def rows_about(name: str, *, folder: str, year: str) -> list[Row]:
    """Those of a file that are about a year; a region that has no such file has none."""
    if not path_of(f"{name}.csv", folder).exists():
        return []
    return [row for row in rows_of(name, folder) if row["year"] == year]
