"""Django's admin at /operator/: for technical operators with a second step, and without what it must not show."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.test import Client

from accounts.models import Person
from accounts.services.links import issue_link
from audit.models import Entry
from tests.accounts.conftest import Post, code_in_last_mail, sign_in, subjects, who, words
from tests.accounts.test_links import NOW, REVIEW
from tests.factories import PersonFactory, RoleFactory

pytestmark = pytest.mark.django_db
PEOPLE = "/operator/accounts/person/"


@pytest.fixture
def operator(client: Client, db: None) -> Person:
    """Signed in, with a second step."""
    person = PersonFactory(operator=True)
    client.force_login(person)
    return person


def details(person: Person, **changed: object) -> dict[str, object]:
    given = {"name": person.name, "email": person.email, "phone": person.phone, **changed}
    return {**given, "is_active": "on"} if given.pop("active", True) else given


def test_an_operator_finds_people(client: Client, operator: Person, owner: Person) -> None:
    assert "Olwen Ownerby" in words(client.get(PEOPLE))


@pytest.mark.parametrize("kind", ["manager", "finance", "representative", "evaluator"])
@pytest.mark.parametrize("page", ["/operator/", "/operator/login/", PEOPLE])
def test_for_everybody_else_it_is_not_there(client: Client, owner: Person, kind: str, page: str) -> None:
    client.force_login(RoleFactory(**{kind: True}).person)
    response = client.get(page)
    assert response.status_code == 404
    assert "Page not found" in words(response)
    assert owner.name not in words(response)


def test_a_stranger_is_led_to_the_portals_own_sign_in(client: Client, db: None) -> None:
    assert client.get(PEOPLE)["Location"] == f"/account/sign-in/?next={PEOPLE}"


def test_there_is_no_way_in_with_a_password_alone(client: Client, post: Post) -> None:
    operator = PersonFactory(operator=True, with_password=True)
    page = sign_in(post, operator.email, to="/operator/", follow=True)
    assert "Enter the code from your app" in words(page)
    assert who(client) is None


def test_nothing_of_a_password_is_shown(client: Client, operator: Person, owner: Person) -> None:
    page = client.get(f"{PEOPLE}{owner.pk}/change/").content.decode()
    assert owner.password not in page
    assert "md5$" not in page
    assert "password" not in list(admin.site.get_model_admin(Person).fields)


def test_a_person_made_here_signs_in_with_a_code(client: Client, post: Post, operator: Person) -> None:
    post(f"{PEOPLE}add/", {"name": "Newton Comer", "email": "Newton@People.Example", "is_active": "on"})
    made = Person.objects.get(email="newton@people.example")
    assert not made.has_usable_password()
    assert made.emailaddress_set.get().verified
    assert Entry.objects.get(action="person.added").actor == operator


def test_a_second_account_for_an_address_is_refused(
    client: Client, post: Post, operator: Person, owner: Person
) -> None:
    page = words(post(f"{PEOPLE}add/", {"name": "Twin", "email": "OWNER@people.example", "is_active": "on"}))
    assert "Please correct the error below" in page
    assert Person.objects.filter(name="Twin").count() == 0


def test_a_closed_account_is_signed_out_everywhere(client: Client, post: Post, operator: Person, owner: Person) -> None:
    theirs = Client()
    sign_in(post, owner.email, by=theirs)
    post(f"{PEOPLE}{owner.pk}/change/", details(owner, active=False))
    assert who(theirs) is None
    assert theirs.get("/account/")["Location"].startswith("/account/sign-in/")


def test_a_corrected_address_signs_in(client: Client, post: Post, operator: Person, owner: Person) -> None:
    post(f"{PEOPLE}{owner.pk}/change/", details(owner, email="Right@People.Example"))
    theirs = Client()
    sign_in(post, "right@people.example", by=theirs)
    assert who(theirs) == str(owner.pk)
    assert [entry.actor for entry in Entry.objects.filter(action="person.email_changed")] == [operator]


def test_a_corrected_address_is_told_to_the_old_one(post: Post, operator: Person, owner: Person) -> None:
    """Or an operator could take over an account and nobody would hear of it."""
    post(f"{PEOPLE}{owner.pk}/change/", details(owner, email="taken@people.example"))
    assert subjects("owner@people.example") == ["Your email address was changed"]


def test_other_corrections_are_told_to_nobody(post: Post, operator: Person, owner: Person) -> None:
    post(f"{PEOPLE}{owner.pk}/change/", details(owner, name="Olwen Owner"))
    assert subjects("owner@people.example") == []


def test_a_new_operator_can_do_what_operators_do(
    client: Client, post: Post, operator: Person, colleague: Person
) -> None:
    post(f"{PEOPLE}{colleague.pk}/change/", details(colleague, is_operator="on"))
    colleague.refresh_from_db()
    assert colleague.has_perm("accounts.change_person")
    post(f"{PEOPLE}{colleague.pk}/change/", details(colleague))
    assert not Person.objects.get(pk=colleague.pk).has_perm("accounts.change_person")


def test_nobody_is_deleted(client: Client, post: Post, operator: Person, owner: Person) -> None:
    assert post(f"{PEOPLE}{owner.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=owner.pk).exists()


def test_links_are_shown_without_their_tokens(client: Client, operator: Person, owner: Person) -> None:
    issued = issue_link(purpose=REVIEW, subject="project:12", by=None, at=NOW, person=owner)
    for page in ("/operator/accounts/link/", f"/operator/accounts/link/{issued.link.pk}/change/"):
        text = client.get(page).content.decode()
        assert "project:12" in text
        assert issued.token not in text
        assert issued.link.token_hash not in text


def test_only_our_own_rooms_are_shown(client: Client, operator: Person) -> None:
    rooms = {model._meta.app_label for model in admin.site._registry}
    assert "accounts" in rooms
    assert not rooms & {"auth", "account", "mfa", "socialaccount", "usersessions", "sessions", "admin"}


def test_the_first_operator_is_made_at_the_command_line(client: Client, post: Post) -> None:
    call_command("createsuperuser", interactive=False, email="First@People.Example", name="First Operator")
    post("/account/sign-in/code/", {"email": "first@people.example"})
    post("/account/sign-in/code/enter/", {"code": code_in_last_mail()})
    assert client.get("/operator/")["Location"] == "/account/second-step/set-up/"
