"""A project on its way in: asked about, returned, rewritten, endorsed, submitted, withdrawn, and submitted again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.rules.deadlines import last_moment, local_day
from projects.models import Endorsement, Project, Submission
from projects.services.writing import write_project
from tests.factories import World
from tests.factories.assessments import make_completion
from tests.factories.projects import make_project
from tests.journeys.traveller import Traveller
from tests.projects.stages import close_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_NAME = "Ollerwick and the Villages of the Upper Valley Local Strategic Partnership"
TITLE = "Fewer, better measures that every partner in the valley reports once and reads together"
SUMMARY = "Partners report more than forty measures, and nobody reads them all.\n\nWe agree on twelve. " * 3
REASON = "Say who leads, and by when.\n\nThe board will ask."


@pytest.fixture
def project(world: World) -> Project:
    """A draft of somebody with a long name, twelve days before the end."""
    world.own.name = LONG_NAME
    world.own.save()
    close_on(world.here.programme, last_moment(local_day(timezone.now() + timedelta(days=12))))
    words = (TITLE, SUMMARY, "Manage performance together", "Share what each partner knows of its residents")
    make_completion(world.own, {"one.first": 1, "one.second": 2}, comment="Nobody has the time")
    return make_project(world.own, words=words, rests=False)


def test_from_asking_to_a_receipt(traveller: Traveller, world: World, project: Project) -> None:
    page = f"/projects/{project.pk}/"
    rest(traveller, world, page)
    ask(traveller, world, page)
    be_returned(traveller, world, page)
    rewrite(world, project)
    ask_again(traveller, world, page)
    be_endorsed(traveller, world, page)
    submit(traveller, world, page)
    withdraw(traveller)
    submit(traveller, world, page)
    assert list(Endorsement.objects.values_list("verdict", flat=True)) == ["returned", "endorsed"]
    assert list(Submission.objects.values_list("withdrawn_by", flat=True)) == [world.people["representative"].pk, None]


def rest(traveller: Traveller, world: World, page: str) -> None:
    traveller.window.sign_in(world.people["representative"])
    traveller.open(f"{page}submit/")
    traveller.see("It does not say yet what it rests on.")
    traveller.follow("Choose one or two statements of your self-assessment")
    traveller.arrive("Choose what your project rests on")
    traveller.press("Save")
    traveller.see("Select one or two")
    traveller.look("nothing chosen")
    traveller.tick("We do it.")
    traveller.press("Save")
    traveller.see("What your project rests on is saved", "Nobody has the time")
    traveller.look("it rests")


def ask(traveller: Traveller, world: World, page: str) -> None:
    traveller.open(f"{page}submit/")
    traveller.arrive("This project cannot be submitted yet")
    traveller.see("The champion has not been asked to endorse it.")
    traveller.look("why not")
    traveller.open(page)
    traveller.see("The champion has not been asked yet.")
    traveller.look("not asked")
    traveller.follow("Ask the champion")
    traveller.arrive("Ask your champion to endorse the project")
    traveller.look("what asking means")
    traveller.press("Ask the champion")
    traveller.see("The champion is asked to endorse the project, by email.")
    traveller.look("asked")


def be_returned(traveller: Traveller, world: World, page: str) -> None:
    traveller.window.sign_in(world.people["champion"])
    traveller.open(f"{page}endorse/")
    traveller.arrive("Endorse this project, or return it")
    traveller.look("the champion's page")
    traveller.press("Return with a reason")
    traveller.mend("Enter why you return it", "What must change before you endorse it?")
    traveller.look("no reason")
    traveller.fill("What must change before you endorse it?", REASON)
    traveller.press("Return with a reason")
    traveller.see("You have returned the project. The representatives are told why by email.")
    traveller.look("returned")


def rewrite(world: World, project: Project) -> None:
    project.refresh_from_db()
    words = {"summary": f"The deputy leader leads, by March. {SUMMARY}"}
    by = world.people["representative"]
    write_project(project=project, seen=project.version, words=words, by=by, at=timezone.now())


def ask_again(traveller: Traveller, world: World, page: str) -> None:
    traveller.window.sign_in(world.people["representative"])
    traveller.open(page)
    traveller.see("The board will ask.")
    traveller.look("returned, and rewritten")
    traveller.open(f"{page}ask/")
    traveller.press("Ask the champion")
    traveller.see("The champion is asked to endorse the project, by email.")


def be_endorsed(traveller: Traveller, world: World, page: str) -> None:
    traveller.window.sign_in(world.people["champion"])
    traveller.open(f"{page}endorse/")
    traveller.see("Version 1 returned")
    traveller.look("asked again")
    traveller.press("Endorse")
    traveller.see("Percy Lightbody endorsed this project on")
    traveller.look("endorsed")


def submit(traveller: Traveller, world: World, page: str) -> None:
    traveller.window.sign_in(world.people["representative"])
    traveller.open(page)
    traveller.see("It is ready to be submitted.")
    traveller.look("ready")
    traveller.follow("Check and submit")
    traveller.arrive("Check and submit your project")
    traveller.look("check")
    traveller.press("Submit this project")
    traveller.arrive("Project submitted")
    traveller.look("receipt")


def withdraw(traveller: Traveller) -> None:
    traveller.follow("Withdraw the project")
    traveller.arrive("Are you sure you want to withdraw the project?")
    traveller.look("withdraw")
    traveller.press("Withdraw the project")
    traveller.see("The project is withdrawn. It can be changed and submitted again.")


def test_a_manager_closes_early_and_lets_one_in_late(traveller: Traveller, world: World, project: Project) -> None:
    for one in (*world.here.other_districts, world.here.single):
        make_project(one, submitted=True)
    traveller.window.sign_in(world.people["manager"])
    traveller.open("/submission/")
    traveller.see("3 of 9 partnerships have submitted; 6 are missing.")
    traveller.look("who is missing")
    close_early(traveller)
    let_in(traveller)
    reopen(traveller)


def close_early(traveller: Traveller) -> None:
    traveller.follow("Close submission early")
    traveller.arrive("Close submission early")
    traveller.press("Close submission now")
    traveller.mend("Enter a reason", "Why do you close it early?")
    traveller.look("no reason to close")
    traveller.fill("Why do you close it early?", "The board meets a week sooner than planned.")
    traveller.press("Close submission now")
    traveller.see("Submission is closed.")
    traveller.look("closed early")


def let_in(traveller: Traveller) -> None:
    until = local_day(timezone.now() + timedelta(days=5))
    traveller.follow(f"Let in late {LONG_NAME}")
    traveller.arrive(f"Let {LONG_NAME} submit late")
    traveller.fill("Why may it be late?", "Their office was flooded.")
    traveller.press("Let in late")
    traveller.mend("Enter the last day", "Day")
    traveller.look("no last day")
    for part, value in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        traveller.fill(part, str(value), group="Until which day?")
    traveller.press("Let in late")
    traveller.see("and is told so by email.", "Their office was flooded.")
    traveller.look("let in late")


def reopen(traveller: Traveller) -> None:
    traveller.follow("Undo the early closing")
    traveller.arrive("Undo the early closing")
    traveller.look("undo")
    traveller.press("Undo the early closing")
    traveller.see("The early closing is undone.")
    traveller.look("open again")
