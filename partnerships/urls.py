"""Programmes, partnerships and people: the addresses of each noun stand together."""

from django.urls import path

from partnerships.views import (
    consent,
    contact_changes,
    contacts,
    directory,
    duplicates,
    enrolment,
    entries,
    import_templates,
    imports,
    invitations,
    localities,
    partnerships,
    people,
    roles,
    staleness,
    step_pages,
    steps,
    terms,
    years,
)
from partnerships.views.step_forms import STEPS

urlpatterns = [
    path("role/", roles.switch_role, name="switch_role"),
    # People: invitations and roles.
    path("invitation/<str:token>/", enrolment.accept_invitation, name="accept_invitation"),
    path("invitations/<int:pk>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("people/", people.people, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/send/", invitations.send_invitations, name="send_invitations"),
    path("people/roles/<int:pk>/", roles.change_role, name="change_role"),
    path("people/roles/<int:pk>/end/", roles.end_role, name="end_role"),
    path("partnerships/<int:pk>/invite/", invitations.invite_to, name="invite_to"),
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
    # The directory
    path("partnerships/", directory.directory, name="directory"),
    path("partnerships/add/", entries.add_partnership, name="add_partnership"),
    path("partnerships/<int:pk>/", partnerships.partnership, name="partnership"),
    path("partnerships/<int:pk>/change/", entries.change_entry, name="change_entry"),
    path("partnerships/<int:pk>/locality/", localities.locality, name="locality"),
    # Programme years: their steps, their terms, their end. What several rooms know of one is in `dashboards`.
    path("years/", years.years, name="years"),
    *(path(f"years/<slug:key>/set-up/{name}/", steps.step, {"step": name}, name=f"set_up_{name}") for name in STEPS),
    *(
        path(f"years/<slug:key>/set-up/{name}/", step_pages.step_page, {"step": name}, name=f"set_up_{name}")
        for name in step_pages.FACTS
    ),
    path("years/<slug:key>/terms/", terms.change_terms, name="change_terms"),
    path("years/<slug:key>/terms/in-force/", terms.put_into_force, name="put_into_force"),
    path("years/<slug:key>/terms/discard/", terms.discard, name="discard_terms"),
    path("years/<slug:key>/terms/versions/", terms.terms_versions, name="terms_versions"),
    path("years/<slug:key>/close/", years.close_year, name="close_year"),
]
