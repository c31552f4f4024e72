"""What a visitor reads beside each guest: what there is to do now, as it changes with what visitors do."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from demonstration.models import Guest
from demonstration.rules.errands import OFFICES, Own, Phase, baseline_of, of_champion, of_office, of_representative
from demonstration.selectors.guests import guests_with_roles
from demonstration.services.loading import load_demonstration
from demonstration.services.moments import move_to
from grants.services.determining import prepare_determination
from partnerships.models import Partnership, Programme, Role
from projects.models import Project
from projects.services.basis import rest_on
from projects.services.closing import close_submission
from projects.services.endorsing import ask_endorsement, endorse
from projects.services.sharing import confirm_receipt, share_project
from projects.services.submitting import submit_project
from projects.services.writing import write_project
from selfassessment.models import Completion
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.services.answering import answer_statements, start_assessment
from selfassessment.services.completing import complete_assessment
from tests.demonstration.loaded import AT, FIRST, TODAY, load_once


@pytest.fixture
def loaded(db: None) -> Programme:
    load_once(FIRST)
    return Programme.objects.get()


def errands(at: datetime = AT) -> dict[str, tuple[str, str]]:
    """Code and place, by the guest's first name."""
    return {
        choice.guest.person.name.split()[0]: (choice.errand.code, choice.errand.place)
        for group in guests_with_roles(at=at)
        for choice in group.guests
        if choice.errand
    }


def test_everybody_with_something_to_do_is_told_what(loaded: Programme) -> None:
    assert errands() == {
        "Rowena": ("close", ""),
        "Marcus": ("await_decision", ""),
        "Leila": ("simulate", ""),
        "Asha": ("assess", "Lichfield"),
        "Owen": ("assess", "Lichfield"),
        "Colin": ("await_project", "Lichfield"),
        "Grace": ("submit", "Coventry"),
        "Hugh": ("await_neighbours", "Staffordshire"),
        "Nadia": ("assigned", ""),
        "Patrick": ("assigned", ""),
        "Bethan": ("needs", ""),
        "Yusuf": ("counties", ""),
        "Imogen": ("needs", ""),
        "Tomas": ("counties", ""),
        "Freya": ("assigned", ""),
        "Hamish": ("review", "Birmingham"),
    }


def test_it_follows_what_visitors_do(loaded: Programme) -> None:
    project = Project.objects.select_related("partnership__programme", "edition").get(partnership__area="Lichfield")
    county = Partnership.objects.get(area="Staffordshire")
    asha, hugh, colin = (named(name) for name in ("Asha", "Hugh", "Colin"))

    completion = assessed(project.partnership, asha)
    assert errands()["Asha"] == ("rest", "Lichfield")
    columns = rested(completion)
    rest_on(project=project, seen=1, completion=completion, keys=[columns["first_basis"]], by=asha, at=AT)
    assert errands()["Asha"] == ("share", "Lichfield")
    [sharing] = share_project(project=project, seen=2, partners=[county.pk], by=asha, at=AT)
    assert (errands()["Hugh"], errands()["Asha"]) == (("receive", "Lichfield"), ("ask", "Lichfield"))
    confirm_receipt(sharing=sharing, by=hugh, at=AT)
    asked = ask_endorsement(project=project, seen=2, by=asha, at=AT)
    assert (errands()["Colin"], errands()["Asha"]) == (("endorse", "Lichfield"), ("is_asked", "Lichfield"))
    endorse(endorsement=asked, by=colin, at=AT)
    assert (errands()["Colin"], errands()["Asha"]) == (("is_endorsed", "Lichfield"), ("submit", "Lichfield"))
    submit_project(project=project, seen=2, by=asha, at=AT)
    assert (errands()["Hugh"], errands()["Asha"]) == (
        ("await_neighbours", "Staffordshire"),
        ("await_neighbours", "Lichfield"),
    )


def test_words_that_were_changed_since_wait_no_longer(loaded: Programme) -> None:
    project = Project.objects.select_related("partnership__programme", "edition").get(partnership__area="Lichfield")
    county = Partnership.objects.get(area="Staffordshire")
    asha = named("Asha")
    Project.objects.filter(pk=project.pk).update(**rested(assessed(project.partnership, asha)))
    share_project(project=project, seen=1, partners=[county.pk], by=asha, at=AT)
    write_project(project=project, seen=1, words={"title": "What older people say"}, by=asha, at=AT)
    ask_endorsement(project=project, seen=2, by=asha, at=AT)
    assert (errands()["Hugh"], errands()["Asha"]) == (("await_neighbours", "Staffordshire"), ("share", "Lichfield"))


def assessed(place: Partnership, by: Person) -> Completion:
    """The partnership's self-assessment, begun and completed: everything is in place."""
    assessment = start_assessment(partnership=place, by=by, at=AT)
    keys = assessment.made_on.statements.values_list("key", flat=True)
    answer_statements(assessment=assessment, given={key: (Given(3), NOTHING.mark) for key in keys}, by=by, at=AT)
    return complete_assessment(assessment=assessment, by=by, at=AT)


def rested(completion: Completion) -> dict[str, Any]:
    """The columns of a project that rests on the first statement of it."""
    return {"completion": completion, "first_basis": completion.answers.all()[0].statement.key}


def named(name: str) -> Person:
    return Guest.objects.get(person__name__startswith=name).person


def test_once_submission_has_closed_the_decision_is_next(loaded: Programme) -> None:
    rowena, leila = named("Rowena"), named("Leila")
    close_submission(programme=loaded, reason="All are in.", by=rowena, at=AT)
    later = AT + timedelta(minutes=1)
    assert (errands(later)["Rowena"], errands(later)["Grace"]) == (("prepare", ""), ("await_award", "Coventry"))
    line = loaded.budget_lines.order_by("pk")[0]
    prepare_determination(programme=loaded, line=line, minute="Minute 9", by=leila, at=later)
    assert (errands(later)["Rowena"], errands(later)["Marcus"]) == (("confirm_decision", ""),) * 2


def test_at_midyear_there_is_a_proof_sheet_to_read(loaded: Programme) -> None:
    move_to(moment="midyear", today=TODAY, at=AT)
    assert errands()["Rowena"] == ("proof", "")
    assert errands()["Asha"] == ("award", "Lichfield")


def test_the_page_says_it_in_words(client: Client, db: None) -> None:
    load_demonstration(today=timezone.localdate(), at=timezone.now(), keys=[FIRST])
    shown = " ".join(client.get("/demonstration/").content.decode().split())
    assert "Start the self-assessment of Lichfield, ask partners to score" in shown
    assert "Write down the joint review of Birmingham and complete it." in shown
    assert "Close submission, compare two simulations and prepare the decision." in shown


BASELINES = [
    baseline_of(is_joint=is_joint, is_begun=is_begun, is_completed=False)
    for is_joint in (True, False)
    for is_begun in (True, False)
]
CODES = {
    *(code for codes in OFFICES.values() for code in codes),
    *(of_representative(Own(True, has_mail=True), phase) for phase in Phase),
    *(of_representative(Own(two, started, shared, submitted, verdict), Phase.OPEN)
      for two in (True, False) for started in (True, False) for shared in (True, False)
      for submitted in (True, False) for verdict in (None, "", "endorsed", "returned")),
    *(of_representative(Own(True, baseline=baseline), Phase.OPEN) for baseline in BASELINES),
    of_representative(Own(True, True, is_resting=False), Phase.OPEN),
    *(of_champion(Own(True, verdict=verdict), phase) for verdict in (None, "", "endorsed") for phase in Phase),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_its_sentence(code: str) -> None:
    words = render_to_string("demonstration/errand.html", {"errand": {"code": code, "place": "Kingsbury"}}).strip()
    assert words.endswith(".")


def test_a_role_without_anything_to_do_is_told_nothing() -> None:
    assert of_office("mentor", Phase.OPEN) == ""


@pytest.mark.parametrize("kind", [kind for kind in Role.Kind if kind not in Role.OF_A_PARTNERSHIP])
def test_everybody_of_the_programme_is_told_what_to_look_at_in_every_phase(kind: Role.Kind) -> None:
    assert all(of_office(kind, phase) for phase in Phase)
