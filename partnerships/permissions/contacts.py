"""Who may change contacts, and see who agreed to what (access rows 03 and 31); for who sees whom, see `Contact`."""

from partnerships.models import Contact, Programme, Role
from partnerships.permissions.programmes import manages
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_see_consent(standing: Standing, programme: Programme) -> bool:
    """The manager alone: what a contact agreed to, when and how."""
    return manages(standing, programme)


def can_change_contact(standing: Standing, contact: Contact) -> bool:
    """The manager, and a representative for contacts of the own partnership; a closed year's too, they are people."""
    own = contact.partnership is not None and standing.is_of(contact.partnership, Kind.REPRESENTATIVE)
    return own or manages(standing, contact.programme)
