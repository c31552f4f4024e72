"""Giving a project to others of the locality, and saying that one has it."""

import contextlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Entry
from notices.models import Message
from projects.errors import NobodyToShareWithError, ProjectChangedError, SealedError, SubmissionClosedError
from projects.models import Project, Sharing
from projects.services.closing import seal
from projects.services.sharing import confirm_receipt, share_project
from projects.services.writing import write_project
from tests.factories import RoleFactory
from tests.factories.projects import AFTER, BEFORE, make_project
from tests.projects.stages import CLOSES, SECOND, close_on

pytestmark = pytest.mark.django_db
FAR = BEFORE.replace(year=2090)


@pytest.fixture
def project(world):
    """A draft of the own partnership, in a year in which submission closes on 30 June."""
    close_on(world.here.programme)
    return make_project(world.own)


@pytest.fixture
def neighbour(world):
    """Who represents the neighbour."""
    return RoleFactory(representative=True, partnership=world.neighbour).person


def share(world, project, *partners, seen=1, at=BEFORE):
    by = world.people["representative"]
    return share_project(project=project, seen=seen, partners=[one.pk for one in partners], by=by, at=at)


def test_sharing_freezes_the_words_and_gives_them_to_those_named(world, project):
    made = share(world, project, world.neighbour, world.here.county)

    assert {sharing.partnership for sharing in made} == {world.neighbour, world.here.county}
    assert {sharing.edition.wording for sharing in made} == {project.wording}
    assert Entry.objects.get(action="project.shared").details["edition"] == 1


def test_sharing_twice_has_one_effect(world, project):
    share(world, project, world.neighbour)

    assert share(world, project, world.neighbour) == []
    assert (Sharing.objects.count(), Entry.objects.filter(action="project.shared").count()) == (1, 1)


def test_changed_words_are_given_anew(world, project):
    share(world, project, world.neighbour)
    write_project(project=project, seen=1, words={"title": "Better"}, by=world.people["champion"], at=BEFORE)

    share(world, project, world.neighbour, seen=2)

    assert list(Sharing.objects.values_list("edition__number", "edition__title")) == [(1, project.title), (2, "Better")]


def test_words_that_were_changed_since_are_not_shared(world, project):
    write_project(project=project, seen=1, words={"title": "Better"}, by=world.people["champion"], at=BEFORE)

    with pytest.raises(ProjectChangedError):
        share(world, project, world.neighbour)


@pytest.mark.parametrize(
    "of", [lambda w: w.elsewhere, lambda w: w.abroad, lambda w: w.own, lambda w: w.here.single], ids=list("eaos")
)
def test_nobody_outside_the_locality_is_given_it(world, project, of):
    with pytest.raises(NobodyToShareWithError):
        share(world, project, of(world))

    assert not Sharing.objects.exists()


def test_the_database_keeps_it_in_the_locality_too(world, project):
    (sharing,) = share(world, project, world.neighbour)
    who = {"shared_by": world.people["representative"], "shared_at": BEFORE}

    with pytest.raises(IntegrityError, match="sharing_stays_in_the_locality"), transaction.atomic():
        Sharing.objects.create(edition=sharing.edition, partnership=world.elsewhere, **who)


@pytest.mark.parametrize(
    ("at", "is_shared"),
    [
        pytest.param(CLOSES, True, id="last second"),
        pytest.param(CLOSES + SECOND - timedelta(microseconds=1), True, id="within the last second"),
        pytest.param(CLOSES + SECOND, False, id="a second late"),
    ],
)
def test_sharing_ends_when_submission_closes(world, project, at, is_shared):
    with contextlib.suppress(SubmissionClosedError):
        share(world, project, world.neighbour, at=at)

    assert Sharing.objects.exists() is is_shared


def test_a_submitted_project_is_given_to_more(world):
    close_on(world.here.programme)
    project = make_project(world.own, submitted=True)

    (sharing,) = share(world, project, world.neighbour)

    assert sharing.edition == project.edition


def test_the_representatives_of_the_receiver_are_told_and_nobody_else(world, project, neighbour):
    RoleFactory(champion=True, partnership=world.neighbour)
    RoleFactory(representative=True, partnership=world.here.county)

    share(world, project, world.neighbour)

    letter = Message.objects.get()
    assert (letter.to, letter.subject) == (neighbour.email, "Ollerwick has shared its improvement project with you")
    assert reverse("project", args=[project.pk]) in letter.text


def test_the_trail_of_sharing_names_no_person(world, project, neighbour):
    share(world, project, world.neighbour)

    assert Entry.objects.get(action="project.shared").details == {"edition": 1, "partnerships": [world.neighbour.pk]}


def test_receipt_is_confirmed_once(world, project, neighbour):
    (sharing,) = share(world, project, world.neighbour)

    first = confirm_receipt(sharing=sharing, by=neighbour, at=BEFORE)
    second = confirm_receipt(sharing=sharing, by=RoleFactory(champion=True).person, at=AFTER)

    sharing.refresh_from_db()
    assert (first, second, sharing.confirmed_by, sharing.confirmed_at) == (True, False, neighbour, BEFORE)
    assert Entry.objects.filter(action="project.received").count() == 1


def test_receipt_may_be_confirmed_after_closing_until_the_grants_are_decided(world, project, neighbour):
    early, late = share(world, project, world.neighbour, world.here.county)

    assert confirm_receipt(sharing=early, by=neighbour, at=AFTER)
    seal(programme=world.here.programme, by=world.people["manager"], at=AFTER)
    with transaction.atomic(), pytest.raises(SealedError):
        confirm_receipt(sharing=late, by=neighbour, at=AFTER)


def ahead(world):
    """Pages ask the clock: submission must be open whenever the test is run."""
    close_on(world.here.programme, FAR)


def test_a_representative_shares_on_a_page_and_a_form_sent_twice_is_right_twice(client, world, project, neighbour):
    ahead(world)
    client.force_login(world.people["representative"])
    address, form = reverse("share_project", args=[project.pk]), {"partners": [world.neighbour.pk], "version": "1"}

    sent = [client.post(address, form, follow=True).content.decode() for _ in range(2)]

    assert "We have told them by email" in sent[0]
    assert "They have it already" in sent[1]
    assert (Sharing.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize("partners", [[], ["x"], ["0"], ["9" * 30]], ids=["none", "word", "no id", "huge"])
def test_nothing_sensible_chosen_is_told_beside_the_choices(client, world, project, partners):
    ahead(world)
    client.force_login(world.people["representative"])

    response = client.post(reverse("share_project", args=[project.pk]), {"partners": partners, "version": "1"})

    assert response.context["form"].errors["partners"][0].startswith("Select at least one")
    assert not Sharing.objects.exists()


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 40], ids=["none", "older", "word", "huge"])
def test_words_that_were_not_on_the_page_are_not_shared(client, world, project, version):
    ahead(world)
    client.force_login(world.people["representative"])
    form = {"partners": [world.neighbour.pk], "version": version}

    response = client.post(reverse("share_project", args=[project.pk]), form)

    assert response.context["form"].errors
    assert not Sharing.objects.exists()


def test_who_shares_changed_words_reads_them_first(client, world, project):
    ahead(world)
    client.force_login(world.people["representative"])
    address, form = reverse("share_project", args=[project.pk]), {"partners": [world.neighbour.pk], "version": "1"}
    write_project(project=project, seen=1, words={"title": "Better"}, by=world.people["champion"], at=BEFORE)

    refused = client.post(address, form)
    again = client.post(address, {**form, "version": refused.context["form"]["version"].value()})

    assert "The words of the project were changed" in refused.content.decode()
    assert "Better" in refused.content.decode()
    assert (again.status_code, Sharing.objects.get().edition.title) == (302, "Better")


def test_a_single_tier_has_nobody_to_share_with(client, world):
    ahead(world)
    single = make_project(world.here.single)
    client.force_login(RoleFactory(representative=True, partnership=world.here.single).person)

    assert client.get(reverse("share_project", args=[single.pk])).status_code == 404
    assert "Share" not in client.get(reverse("project", args=[single.pk])).content.decode()


def test_a_neighbour_shares_no_project_but_the_own(client, world, project, neighbour):
    ahead(world)
    share(world, project, world.neighbour)
    client.force_login(neighbour)
    form = {"partners": [world.here.county.pk], "version": "1"}

    response = client.post(reverse("share_project", args=[project.pk]), form)

    assert (response.status_code, Sharing.objects.count()) == (404, 1)


@pytest.mark.parametrize("who", ["champion", "manager", "adviser"])
def test_only_a_representative_shares(client, world, project, who):
    ahead(world)
    client.force_login(world.people[who])

    response = client.post(reverse("share_project", args=[project.pk]), {"partners": [world.neighbour.pk]})

    assert (response.status_code, Sharing.objects.count()) == (404, 0)


def test_after_closing_the_page_says_why_nothing_is_shared(client, world, project):
    client.force_login(world.people["representative"])
    close_on(world.here.programme, BEFORE.replace(year=2020))

    page = client.get(reverse("share_project", args=[project.pk])).content.decode()
    sent = client.post(reverse("share_project", args=[project.pk]), {"partners": [world.neighbour.pk], "version": "1"})

    assert "Submission closed on 18 June 2020, 10am" in page.replace("\xa0", " ")
    assert "Projects are no longer shared" in page
    assert "Submission has closed" in sent.content.decode()
    assert not Sharing.objects.exists()


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_the_receivers_people_confirm_with_one_button(client, world, project, kind):
    ahead(world)
    (sharing,) = share(world, project, world.neighbour)
    person = RoleFactory(**{kind: True}, partnership=world.neighbour).person
    client.force_login(person)

    before = client.get(reverse("project", args=[project.pk])).content.decode()
    after = client.post(reverse("confirm_receipt", args=[sharing.pk]), follow=True).content.decode()

    sharing.refresh_from_db()
    assert "Confirm receipt" in before
    assert "Confirm receipt" not in after
    assert sharing.confirmed_by == person


@pytest.mark.parametrize("who", ["representative", "champion", "manager", "adviser", "steering"])
def test_nobody_else_confirms_for_them(client, world, project, who):
    (sharing,) = share(world, project, world.neighbour)
    client.force_login(world.people[who])

    response = client.post(reverse("confirm_receipt", args=[sharing.pk]))

    sharing.refresh_from_db()
    assert (response.status_code, sharing.confirmed_at) == (404, None)


def test_editions_and_their_sharings_cannot_be_rewritten(world, project):
    (sharing,) = share(world, project, world.neighbour)

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        sharing.edition.save()
    with pytest.raises(ValidationError):
        Sharing(edition=sharing.edition, partnership=world.neighbour, shared_at=BEFORE).full_clean()

    assert Project.objects.get().edition == sharing.edition
