"""Projects, as the demonstration has them: this year one county is one short, and last year's grants are decided."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Model

from audit.models import Entry
from demonstration.models import CaughtMail
from demonstration.services.loading import load_demonstration
from grants.models import Determination, Outcome
from grants.selectors.eligibility import Eligibility, eligibility_of
from ledger.selectors import standings_of
from notices.models import Message
from partnerships.models import Partnership, Programme, Role
from partnerships.rules.deadlines import local_day
from projects.models import Edition, Endorsement, Project, Seal, Sharing, Submission
from projects.models.project import PARTS
from projects.rules.progress import State
from projects.rules.submission import WhyNot
from projects.selectors.handing_in import handing_in
from projects.services.basis import rest_on, start_resting
from projects.services.endorsing import ask_endorsement, endorse
from projects.services.sharing import confirm_receipt, share_project
from projects.services.submitting import submit_project
from selfassessment.selectors.frameworks import chosen_version
from tests.demonstration.loaded import AT, FIRST, LAST, SECOND, TODAY, load_once
from tests.factories import PersonFactory
from tests.factories.assessments import make_completion


@pytest.fixture
def this(db: None) -> Programme:
    load_once(FIRST)
    return Programme.objects.get()


@pytest.fixture
def last(db: None) -> Programme:
    load_once(LAST)
    return Programme.objects.get()


def seen(programme: Programme) -> Eligibility:
    found = eligibility_of(programme, on=TODAY)
    assert found
    return found


def counties(programme: Programme) -> dict[str, tuple[int, int, bool]]:
    """Those that qualify, those that are counted, and whether it is met, by area."""
    areas = dict(programme.partnerships.filter(tier="county").values_list("pk", "area"))
    found = seen(programme).by_county
    return {areas[pk]: (one.qualifying, one.counted, one.met) for pk, one in found.items()}


def own(programme: Programme, area: str) -> Project:
    return Project.objects.select_related("partnership__programme", "edition").get(
        partnership__programme=programme, partnership__area=area, partnership__tier="district"
    )


def person(partnership: Partnership, kind: str) -> Role:
    return Role.objects.select_related("person").filter(partnership=partnership, kind=kind).order_by("pk")[0]


def test_this_year_most_are_in_and_one_county_is_one_short(this: Programme) -> None:
    states = Counter(one.state for one in seen(this).progress.values())
    assert states == {State.COUNTS: 26, State.SUBMITTED: 1, State.SHARED: 1, State.DRAFT: 3, State.NOT_STARTED: 7}
    assert counties(this) == {
        "Shropshire": (3, 5, True),
        "Staffordshire": (4, 8, False),
        "Warwickshire": (5, 5, True),
        "Worcestershire": (4, 6, True),
    }
    [short] = [one for one in seen(this).by_county.values() if not one.met]
    assert (short.more_needed, short.stake_pence) == (1, 56_700_00)


def test_the_fifth_district_shares_is_endorsed_submits_and_the_county_passes(this: Programme) -> None:
    project = own(this, "Lichfield")
    representative = person(project.partnership, "representative").person
    champion = person(project.partnership, "champion").person
    county = Partnership.objects.get(programme=this, area="Staffordshire")
    assert handing_in(project, at=AT).reasons == (WhyNot.NOT_ASSESSED, WhyNot.NOT_ASKED)

    answers = dict.fromkeys(chosen_version(this).statements.values_list("key", flat=True), 2)
    completion = make_completion(project.partnership, answers, by=representative)
    project = rest_on(project=project, completion=completion, keys=[*answers][:2], by=representative, at=AT)
    [sharing] = share_project(project=project, seen=project.version, partners=[county.pk], by=representative, at=AT)
    confirm_receipt(sharing=sharing, by=person(county, "representative").person, at=AT)
    asked = ask_endorsement(project=project, seen=project.version, by=representative, at=AT)
    endorse(endorsement=asked, by=champion, at=AT)
    submit_project(project=project, seen=project.version, by=representative, at=AT)

    assert counties(this)["Staffordshire"] == (5, 8, True)


def test_a_single_tier_that_is_endorsed_has_nothing_left_but_to_submit(this: Programme) -> None:
    project = Project.objects.select_related("partnership", "edition").get(partnership__area="Coventry")
    assert handing_in(project, at=AT).reasons == ()


def test_everything_happened_before_today_and_after_the_year_began(this: Programme) -> None:
    days = {
        *map(local_day, Entry.objects.filter(action__startswith="project.").values_list("at", flat=True)),
        *map(local_day, Submission.objects.values_list("submitted_at", flat=True)),
        *map(local_day, Sharing.objects.values_list("shared_at", flat=True)),
    }
    assert this.starts < min(days)
    assert max(days) < TODAY


def test_no_two_projects_read_alike(db: None) -> None:
    load_once()
    titles = Counter(Project.objects.values_list("title", flat=True))
    summaries = Counter(Project.objects.values_list("summary", flat=True))
    assert max(titles.values()) == max(summaries.values()) == 1
    assert not Project.objects.filter(first_improvement="").exists()


def test_nobody_is_sent_a_letter_about_what_happened_before(this: Programme) -> None:
    letters = Message.objects.filter(kind__startswith="projects/").exclude(kind__contains="/reminder_")
    assert not letters.exists()
    assert not CaughtMail.objects.exists()


def told(project: Project) -> list[tuple[str, dict[str, object]]]:
    """What the trail says of a project, but for what differs from one to the next."""
    entries = Entry.objects.about(project).order_by("at", "pk")
    return [(one.action, one.details | ({"reference": ""} if "reference" in one.details else {})) for one in entries]


def test_its_projects_are_what_people_at_work_would_have_left(this: Programme) -> None:
    """One that was loaded, beside one that goes the same way through the services."""
    loaded = own(this, "Stafford")
    receiver = loaded.editions.get().sharings.get().partnership
    twin = Partnership.objects.get(programme=this, area="South Staffordshire")
    Role.objects.filter(partnership=loaded.partnership).update(partnership=twin)
    representative, champion = (person(twin, kind).person for kind in ("representative", "champion"))
    words = {part: getattr(loaded, part) for part in PARTS}

    answers = {statement.key: 1 for statement in loaded.completion.made_on.statements.all()}
    rested = {"completion": make_completion(twin, answers, by=representative), "keys": loaded.basis}
    made = start_resting(partnership=twin, words=words, **rested, by=representative, at=AT)
    [sharing] = share_project(project=made, seen=2, partners=[receiver.pk], by=representative, at=AT)
    confirm_receipt(sharing=sharing, by=person(receiver, "representative").person, at=AT + timedelta(minutes=1))
    asked = ask_endorsement(project=made, seen=2, by=representative, at=AT + timedelta(minutes=2))
    endorse(endorsement=asked, by=champion, at=AT + timedelta(minutes=3))
    submit_project(project=made, seen=2, by=representative, at=AT + timedelta(minutes=4))

    assert told(loaded) == told(made)
    for table, way in ((Edition, "project"), (Sharing, "edition__project"), (Endorsement, "edition__project")):
        assert plain(table, way, loaded) == plain(table, way, made)
    assert plain(Submission, "project", loaded) == plain(Submission, "project", made)
    made.refresh_from_db()
    assert (made.version, made.edition is None) == (loaded.version, loaded.edition is None)


def plain(table: type[Model], way: str, project: Project) -> dict[str, object]:
    """A row without its keys, and of each moment only whether it is there."""
    row = table._default_manager.filter(**{way: project}).values().get()
    passing = {"id", "project_id", "edition_id", "completion_id"}
    return {key: bool(value) if key.endswith("_at") else value for key, value in row.items() if key not in passing}


def test_last_year_is_decided_with_one_county_that_failed_by_exactly_half(last: Programme) -> None:
    determination = Determination.objects.get()
    assert determination.state == "confirmed"
    assert determination.minute
    kinds = [
        Role.objects.get(programme=last, person=who).kind
        for who in (determination.prepared_by, determination.decided_by)
    ]
    assert kinds == ["finance", "manager"]
    assert last.starts < local_day(determination.prepared_at) < local_day(determination.decided_at) < last.ends
    assert Seal.objects.get().sealed_at == determination.decided_at
    assert last.state == "closed"


def test_last_years_proof_adds_up_to_every_offer(last: Programme) -> None:
    outcomes = Outcome.objects.filter(determination__programme=last)
    failed = outcomes.filter(status="withdrawn")
    assert {one.partnership.locality_id for one in failed} == {last.partnerships.get(area="Worcestershire").pk}
    assert (failed.count(), sum(one.offer for one in failed)) == (7, Decimal("44100.00"))
    shared = outcomes.filter(share__gt=0).order_by("code")
    assert [one.share for one in shared] == [Decimal("1696.16")] * 10 + [Decimal("1696.15")] * 16
    assert outcomes.filter(payment="hold").count() == 4
    [withheld] = outcomes.filter(status="withheld")
    assert (withheld.partnership.area, withheld.offer) == ("Herefordshire", Decimal("19600.00"))
    assert sum(one.final for one in outcomes) == Decimal("352800.00")
    assert sum(one.offer for one in outcomes) == Decimal("372400.00")


def test_last_years_ledger_says_what_was_decided(last: Programme) -> None:
    [core] = [one for one in standings_of(last) if one.sums["offered"]]
    assert {account: str(amount) for account, amount in core.sums.items()} == {
        "offered": "372400.00",
        "committed": "327600.00",
        "held": "25200.00",
        "withheld": "19600.00",
        "undistributed": "0",
    }
    assert core.left == Decimal("167600.00")


def test_everybody_who_submitted_last_year_was_named_then(last: Programme) -> None:
    for submission in Submission.objects.select_related("project__partnership"):
        named = Role.objects.held_on(local_day(submission.submitted_at)).filter(
            partnership=submission.project.partnership
        )
        assert set(named.values_list("kind", flat=True)) == {"representative", "champion"}


def test_predecessors_have_no_role_this_year(db: None) -> None:
    load_once(FIRST, LAST)
    gone = Role.objects.filter(programme__key=LAST, partnership__isnull=False).exclude(
        person__in=Role.objects.filter(programme__key=FIRST).values("person")
    )
    assert gone.exists()
    assert not Role.objects.held_on(TODAY).filter(person__in=gone.values("person")).exists()


def test_the_other_region_is_under_way(db: None) -> None:
    load_once(SECOND)
    programme = Programme.objects.get()
    assert sorted(area for area, (*_, is_met) in counties(programme).items() if is_met) == [
        "East Sussex",
        "West Sussex",
    ]
    assert Counter(one.state for one in seen(programme).progress.values())[State.COUNTS] == 23


def test_reconcile_finds_no_difference(db: None) -> None:
    load_once()
    said = StringIO()
    call_command("reconcile", stdout=said)
    assert sorted(said.getvalue().splitlines()) == sorted(f"{key}: difference 0.00" for key in (FIRST, LAST, SECOND))


def test_people_who_came_later_are_no_part_of_it(this: Programme) -> None:
    PersonFactory()
    assert load_demonstration(today=TODAY, at=AT) is False
    assert Submission.objects.count() == 27
