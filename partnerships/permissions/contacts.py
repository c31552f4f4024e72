"""Who may see and change contacts, and see who agreed to what (access rows 03 and 31); whom one sees: `selectors`."""

from partnerships.models import Contact, Partnership, Programme, Role
from partnerships.permissions.programmes import manages
from partnerships.selectors.standing import Standing

Kind = Role.Kind
SEE_CONTACTS = (
    *(Kind.MANAGER, Kind.FINANCE, Kind.REPRESENTATIVE, Kind.CHAMPION, Kind.ADVISER, Kind.AREA_LEAD),
    Kind.AGENCY,
)


def can_see_contacts(standing: Standing, programme: Programme) -> bool:
    """Whoever has a role that sees some contacts of the programme."""
    return standing.holds(programme.pk, *SEE_CONTACTS)


def can_export_contacts(standing: Standing, programme: Programme) -> bool:
    """All who see some, but agencies: they reach people one by one, and take no copy of the list."""
    return standing.holds(programme.pk, *(kind for kind in SEE_CONTACTS if kind != Kind.AGENCY))


def can_see_consent(standing: Standing, programme: Programme) -> bool:
    """The manager alone: what a contact agreed to, when and how, and the topics they want to hear of."""
    return manages(standing, programme)


def can_check_contacts(standing: Standing, programme: Programme) -> bool:
    """The manager, and representatives, who say that contacts of the own partnership are still right."""
    return standing.holds(programme.pk, Kind.MANAGER, Kind.REPRESENTATIVE)


def can_add_contact(standing: Standing, programme: Programme, partnership: Partnership | None = None) -> bool:
    """Until it is closed: the manager anywhere, a representative in the own partnership (any, when none is named)."""
    if programme.is_closed:
        return False
    if manages(standing, programme):
        return True
    if partnership is None:
        return can_check_contacts(standing, programme)
    return standing.is_of(partnership, Kind.REPRESENTATIVE)


def can_change_contact(standing: Standing, contact: Contact) -> bool:
    """The manager, and a representative for contacts of the own partnership; a closed year's too, they are people."""
    own = contact.partnership is not None and standing.is_of(contact.partnership, Kind.REPRESENTATIVE)
    return own or manages(standing, contact.programme)


def can_remove_contact(standing: Standing, contact: Contact) -> bool:
    """The manager alone; so too for making two contacts one, which decides what they agreed to."""
    return manages(standing, contact.programme)
