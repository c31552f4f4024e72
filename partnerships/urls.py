"""Programmes, partnerships and people: the addresses of each noun stand together."""

from django.urls import path

from partnerships.views import (
    consent,
    contact_changes,
    contacts,
    duplicates,
    enrolment,
    import_templates,
    imports,
    roles,
    staleness,
)

urlpatterns = [
    path("role/", roles.switch_role, name="switch_role"),
    # People: invitations and roles.
    path("invitation/<str:token>/", enrolment.accept_invitation, name="accept_invitation"),
    # Contacts
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/add/", contact_changes.add_contact, name="add_contact"),
    path("contacts/stale/", staleness.stale_contacts, name="stale_contacts"),
    path("contacts/duplicates/", duplicates.duplicate_contacts, name="duplicate_contacts"),
    path("contacts/wordings/", consent.consent_wordings, name="consent_wordings"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/card/", contacts.contact_card, name="contact_card"),
    path("contacts/<int:pk>/change/", contact_changes.change_contact, name="change_contact"),
    path("contacts/<int:pk>/remove/", contact_changes.remove_contact, name="remove_contact"),
    path("contacts/<int:pk>/merge/", duplicates.merge_contacts, name="merge_contacts"),
    path("contacts/<int:pk>/withdraw/", consent.withdraw_consent, name="withdraw_consent"),
    path("partnerships/<int:pk>/contacts/", contacts.partnership_contacts, name="partnership_contacts"),
    # Imports
    path("imports/", imports.imports, name="imports"),
    path("imports/<str:kind>/add/", imports.add_import, name="add_import"),
    path("imports/<str:kind>/template/", import_templates.import_template, name="import_template"),
    path("imports/<int:pk>/", imports.show_import, name="import"),
    path("imports/<int:pk>/columns/", imports.match_import, name="match_import"),
    path("imports/<int:pk>/apply/", imports.apply_import, name="apply_import"),
    path("imports/<int:pk>/cancel/", imports.cancel_import, name="cancel_import"),
]
