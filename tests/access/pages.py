"""The access of every page. A new page adds one line here; an address that stands nowhere fails the build.

`Page("name", get=reads("02"), things=planter)`: the row of `access.csv` that each method stands under, and the objects
to try it on. See `declaration.py` for the fields, `planting.py` for objects with canary words.
"""

from tests.access.declaration import Page, decides, reads, writes
from tests.access.importing import imports, names_of_imports
from tests.access.needs_pages import NEEDS
from tests.access.operator_pages import operator_pages
from tests.access.partner_pages import COMPLETED_EVIDENCE, PARTNERS
from tests.access.planting import jobs, oneself, roles, sessions, telephones
from tests.access.planting_actions import actions, plans, to_add_to
from tests.access.planting_advising import open_overviews, open_themes, to_open
from tests.access.planting_assessments import lines_of_results, overviews, results, to_complete, to_reopen
from tests.access.planting_choices import choosing_links, leaving_links, stopped
from tests.access.planting_consensus import meetings, statements
from tests.access.planting_contacts import consents, contacts, contacts_by_partnership, subscribers
from tests.access.planting_determinations import awards, determinations, rows_of_sheets, sheets
from tests.access.planting_directory import localities, new_entries, partnerships
from tests.access.planting_endorsements import endorsements, receipts_of_projects
from tests.access.planting_frameworks import frameworks, own_frameworks
from tests.access.planting_grants import conditions, standings
from tests.access.planting_ledger import posted
from tests.access.planting_mail import mailings, messages, unknown_messages
from tests.access.planting_people import held_roles, invitation_links, invitations, naming
from tests.access.planting_projects import (
    drafts,
    lines_of_projects,
    names_in_the_locality,
    receipts,
    shared_projects,
    to_rest_on,
    unwritten,
)
from tests.access.planting_region import entries
from tests.access.planting_trail import deeds
from tests.access.planting_years import budget_lines, versions, years
from tests.access.review_pages import JOINT_REVIEWS
from tests.access.simulation_pages import SIMULATIONS

HERE = {"written_for": "marlvale"}  # the programme that the page was opened for
PUBLIC = [
    Page("public_home", get=reads("01")),
    Page("accessibility", get=reads("01")),
    Page("privacy", get=reads("01")),
    Page("cookies", get=reads("01")),
    Page("health", get=reads("48")),
    Page("set_language", post=reads("01"), is_door=True),
]
# By these one reaches an account, so they stand open; what they give, a password or a code by mail must open.
DOORS = [
    Page(name, get=reads("05"), post=writes("05"), is_door=True)
    for name in [
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "mfa_authenticate",
        "socialaccount_login_cancelled",
        "openid_connect_login",
        "openid_connect_callback",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "account_password_reset_completed",
        "account_logout",
    ]
]
DOORS += [Page("accept_invitation", get=reads("05"), post=writes("05"), things=invitation_links, is_door=True)]
ACCOUNT = [
    Page("account", get=reads("05"), lists=oneself),
    Page("account_details", get=reads("05"), post=writes("05"), lists=oneself),
    Page("account_email", get=reads("05"), post=writes("05")),
    Page("account_change_password", get=reads("05"), post=writes("05")),
    Page("account_set_password", get=reads("05"), post=writes("05")),
    Page("account_reauthenticate", get=reads("05"), post=writes("05")),
    Page("mfa_reauthenticate", get=reads("05"), post=writes("05")),
    Page("mfa_index", get=reads("05")),
    Page("mfa_activate_totp", get=reads("05"), post=writes("05")),
    Page("mfa_deactivate_totp", get=reads("05"), post=writes("05")),
    Page("mfa_view_recovery_codes", get=reads("05")),
    Page("mfa_generate_recovery_codes", get=reads("05"), post=writes("05")),
    Page("mfa_download_recovery_codes", get=reads("05")),
    Page("sessions", get=reads("05"), is_list=True),
    Page("end_session", post=writes("05"), things=sessions, shown=False),
    Page("end_other_sessions", post=writes("05")),
]
WORK = [
    Page("home", get=reads("05")),
    Page("region", get=reads("02"), lists=entries, is_list=True),
    Page("region_table", get=reads("02"), lists=entries, is_list=True),
    Page("region_table", get=reads("43", exported="02"), lists=entries, query="?format=csv"),
    Page("region_table", get=reads("43", exported="02"), lists=entries, query="?format=xlsx"),
    Page("programme", get=reads("11"), is_narrower=True),
    Page("switch_role", post=writes("05"), things=roles, shown=False),
    Page("job", get=reads("05"), things=jobs),
    Page("cancel_job", post=writes("05"), things=jobs, shown=False),
]
CONTACTS = [
    Page("contacts", get=reads("03"), lists=contacts, is_list=True),
    Page("contacts", get=reads("43", exported="03"), lists=contacts, query="?format=csv"),
    Page("contacts", get=reads("43", exported="03"), lists=contacts, query="?format=xlsx"),
    Page("contact", get=reads("03"), things=contacts),
    Page("contact_card", get=reads("43", exported="03"), things=contacts),
    Page("partnership_contacts", get=reads("03"), things=contacts_by_partnership),
    Page("add_contact", get=writes("03"), post=writes("03"), data={"name": "Ada", "checked_on_day": "1", **HERE}),
    Page("change_contact", get=writes("03"), post=writes("03"), things=contacts),
    Page("stale_contacts", get=writes("03"), post=writes("03"), lists=contacts, data=HERE, is_list=True),
    Page("stale_contacts", get=reads("43", exported="03"), lists=contacts, query="?format=csv", is_narrower=True),
    Page("stale_contacts", get=reads("43", exported="03"), lists=contacts, query="?format=xlsx", is_narrower=True),
    # Two contacts made one agree to what one of them did, so row 31 decides who may.
    Page("duplicate_contacts", get=writes("31"), is_list=True),
    Page("merge_contacts", get=writes("31"), post=writes("31"), things=subscribers, shown=False),
    Page("consent_wordings", get=writes("31"), post=writes("31"), data={"text": "You may write to me.", **HERE}),
    Page("withdraw_consent", get=writes("31"), post=writes("31"), things=consents),
    Page("remove_contact", get=decides("46"), post=decides("46"), things=contacts),
]
IMPORTS = [
    Page("imports", get=reads("42"), lists=names_of_imports, is_list=True, is_narrower=True),
    Page(
        "add_import",
        get=writes("42"),
        post=writes("42"),
        kwargs={"kind": "partnerships"},
        is_narrower=True,
    ),
    Page("import_template", get=reads("42"), kwargs={"kind": "partnerships"}, is_narrower=True),
    Page("import", get=reads("42"), things=imports),
    Page("match_import", get=writes("42"), post=writes("42"), things=names_of_imports),
    Page("apply_import", post=writes("42"), things=names_of_imports, shown=False),
    Page("cancel_import", post=writes("42"), things=names_of_imports, shown=False),
]
PEOPLE = [
    Page("people", get=reads("04"), is_list=True),
    Page("people", get=reads("43", exported="04"), lists=telephones, query="?format=csv"),
    Page("people", get=reads("43", exported="04"), lists=telephones, query="?format=xlsx"),
    Page("invite", get=reads("04"), post=writes("04"), data=HERE),
    Page("invite_to", get=writes("04"), post=writes("04"), things=naming, shown=False),
    Page("invitation", get=reads("04"), post=writes("04"), things=invitations),
    Page("withdraw_invitation", get=writes("04"), post=writes("04"), things=invitations, shown=False),
    Page("send_invitations", get=writes("04"), post=writes("04"), data=HERE, is_narrower=True),
    Page("change_role", get=writes("04"), post=writes("04"), things=held_roles),
    Page("end_role", get=writes("04"), post=writes("04"), things=held_roles, shown=False),
]
CHOICES = [
    Page("message_choices", get=reads("05"), post=writes("05")),
    Page("message_choices_by_link", get=reads("32"), post=writes("32"), things=choosing_links),
    Page("unsubscribe", get=reads("51"), post=writes("51"), things=leaving_links, shown=False),
    Page("suppressed", get=writes("31"), post=writes("31"), lists=stopped, data=HERE, is_list=True),
    Page("suppressed", get=reads("43", exported="31"), lists=stopped, query="?format=csv"),
    Page("suppressed", get=reads("43", exported="31"), lists=stopped, query="?format=xlsx"),
    Page("mail_webhook", post=writes("51"), is_narrower=True),
    Page("programme_messages", get=writes("06"), post=writes("06"), data=HERE),
    Page("reminders", get=writes("06")),
    Page("reminder_plan", get=writes("06"), post=writes("06"), kwargs={"kind": "naming"}, data=HERE),
    Page("send_reminders", get=writes("06"), post=writes("06"), kwargs={"kind": "submission"}, data=HERE),
    Page("send_reminders", get=writes("06"), kwargs={"kind": "submission"}, query="?format=csv"),
]
ENTRY = {"name": "Renamed by somebody", "short": "ABC", "version": "1"}
DIRECTORY = [
    Page("trail", get=reads("45"), lists=deeds, is_list=True),
    Page("trail", get=reads("43", exported="45"), lists=deeds, query="?format=csv"),
    Page("trail", get=reads("43", exported="45"), lists=deeds, query="?format=xlsx"),
    # Row 31 is of the manager alone: who was written to, and what became of it.
    Page("mail_health", get=writes("31"), lists=unknown_messages),
    Page("delivery_record", get=writes("31"), lists=messages, is_list=True),
    Page("delivery_record", get=writes("31"), lists=messages, query="?format=csv"),
    Page("delivery_record", get=writes("31"), lists=messages, query="?format=xlsx"),
    Page("message", get=writes("31"), things=messages),
    Page("settle_message", post=writes("31"), things=unknown_messages, shown=False),
    Page("mailing", get=writes("31"), things=mailings),
    Page("cancel_mailing", post=writes("31"), things=mailings, shown=False),
    Page("search", get=reads("44", exported="02")),
    Page("directory", get=reads("02"), lists=partnerships, is_list=True),
    Page("directory", get=reads("43", exported="02"), lists=partnerships, query="?format=csv"),
    Page("directory", get=reads("43", exported="02"), lists=partnerships, query="?format=xlsx"),
    Page("partnership", get=reads("02"), things=partnerships),
    Page("locality", get=reads("02"), things=localities),
    Page("change_entry", get=writes("02"), post=writes("02"), things=partnerships, data=ENTRY),
    # A representative's W is of the own partnership: another one is not theirs to add.
    Page("add_partnership", get=writes("02"), post=writes("02"), things=new_entries, shown=False),
]
# Projects. The words of a draft stand under row 10, those that others were given under row 11.
PROJECTS = [
    Page("projects", get=reads("11"), lists=lines_of_projects, is_list=True),
    Page("projects", get=reads("43", exported="11"), lists=lines_of_projects, query="?format=csv"),
    Page("projects", get=reads("43", exported="11"), lists=lines_of_projects, query="?format=xlsx"),
    Page("project", get=reads("11"), things=shared_projects),
    Page("start_project", get=writes("10"), post=writes("10"), things=unwritten),
    Page("write_project", get=writes("10"), post=writes("10"), things=drafts),
    Page("project_basis", get=writes("10"), things=drafts, shown=False),
    Page("rest_project", get=writes("10"), post=writes("10"), things=to_rest_on, shown=False),
    Page("open_to_advisers", post=writes("10"), things=drafts, data={"is_open": "yes"}, shown=False),
    # A representative shares; the champion, who writes too, does not.
    Page(
        "share_project",
        get=writes("10"),
        post=writes("10"),
        things=drafts,
        lists=names_in_the_locality,
        shown=False,
        is_narrower=True,
    ),
    Page("confirm_receipt", post=writes("10"), things=receipts, shown=False),
]
# Submission. Asking, submitting and withdrawing are the representatives' alone; what is decided of it, the manager's.
SUBMISSION = [
    Page("ask_endorsement", get=writes("10"), post=writes("10"), things=endorsements, shown=False, is_narrower=True),
    Page("endorse_project", get=decides("12"), post=decides("12"), things=endorsements),
    Page("submit_project", get=writes("10"), post=writes("10"), things=endorsements, shown=False, is_narrower=True),
    Page("project_receipt", get=reads("11"), things=receipts_of_projects),
    Page("withdraw_project", get=writes("10"), post=writes("10"), things=endorsements, shown=False, is_narrower=True),
    Page("submission", get=decides("11"), is_narrower=True, is_list=True),
    Page("submission", get=decides("11"), is_narrower=True, query="?format=csv"),
    Page("submission", get=decides("11"), is_narrower=True, query="?format=xlsx"),
    Page("close_submission", get=decides("11"), post=decides("11"), data={"reason": "Why", **HERE}, is_narrower=True),
    Page("reopen_submission", get=decides("11"), post=decides("11"), data=HERE, is_narrower=True),
    Page("admit_late", get=decides("11"), post=decides("11"), things=naming, shown=False, is_narrower=True),
]
YEARS = [
    Page("years", get=reads("06"), is_list=True),
    Page("year", get=reads("06"), things=years),
    Page("terms_versions", get=reads("06"), things=versions),
    Page("add_year", get=writes("06"), post=writes("06")),
    *(
        Page(f"set_up_{step}", get=writes("06"), post=writes("06"), things=years, shown=False)
        for step in ("programme", "words", "rates", "rules", "support", "dates", "framework", "limits")
    ),
    *(
        Page(f"set_up_{step}", get=writes("06"), post=writes("06"), things=years, shown=False)
        for step in ("budget", "partnerships", "map", "deputy")
    ),
    Page("set_up", get=writes("06"), things=years, shown=False),
    Page("check_year", get=writes("06"), post=writes("06"), things=years, shown=False),
    Page("change_terms", get=writes("06"), post=writes("06"), things=years, data={"reason": "Why"}, shown=False),
    Page("put_into_force", post=decides("06"), things=years, shown=False),
    Page("discard_terms", get=writes("06"), post=writes("06"), things=years, shown=False),
    Page("close_year", get=decides("06"), post=decides("06"), things=years, shown=False),
    Page("add_budget_line", get=writes("06"), post=writes("06"), things=years, shown=False),
    Page("change_budget_line", get=writes("06"), post=writes("06"), things=budget_lines),
    Page("remove_budget_line", get=writes("06"), post=writes("06"), things=budget_lines),
]
# Where grants stand, what is simulated and what was decided.
GRANTS = [
    Page("eligibility", get=reads("14"), lists=standings, is_list=True),
    Page("eligibility", get=reads("43", exported="14"), lists=standings, query="?format=csv"),
    Page("county_condition", get=reads("14"), things=conditions),
    Page("determinations", get=reads("16"), lists=determinations),
    Page("prepare_determination", get=writes("16"), post=writes("16"), data=HERE),
    Page("determination", get=reads("16"), things=sheets),
    Page("proof_sheet", get=reads("43", exported="16"), things=rows_of_sheets, query="?format=csv"),
    Page("proof_sheet", get=reads("43", exported="16"), things=rows_of_sheets, query="?format=xlsx"),
    Page("proof_sheet_pdf", get=reads("43", exported="16"), post=reads("43", exported="16"), things=sheets),
    Page("confirm_determination", get=decides("16"), post=decides("16"), things=determinations, shown=False),
    Page("discard_determination", get=writes("16"), post=writes("16"), things=determinations, shown=False),
    Page("awards", get=reads("17"), lists=awards, is_list=True),
    Page("awards", get=reads("43", exported="17"), lists=awards, query="?format=csv"),
    Page("awards", get=reads("43", exported="17"), lists=awards, query="?format=xlsx"),
    Page("award", get=reads("17"), things=awards),
    # Whoever may read only what is final is not shown the ledger, which tells of every partnership.
    Page("ledger", get=reads("16"), lists=posted, is_list=True, is_narrower=True),
    Page("ledger", get=reads("43", exported="16"), lists=posted, query="?format=csv", is_narrower=True),
    Page("ledger", get=reads("43", exported="16"), lists=posted, query="?format=xlsx", is_narrower=True),
    Page("award_letter", get=reads("43", exported="17"), things=awards),
]
# Frameworks are read like the library, and added and chosen like the terms of a year.
FRAMEWORKS = [
    Page("frameworks", get=reads("41"), lists=frameworks, is_list=True),
    Page("framework", get=reads("41"), things=frameworks),
    Page("framework_theme", get=reads("41"), things=frameworks, kwargs={"theme": "one"}, shown=False),
    Page("framework_file", get=reads("43", exported="41"), things=frameworks),
    Page("add_framework", get=writes("06"), post=writes("06"), data=HERE),
    Page("choose_framework", get=writes("06"), post=writes("06"), things=own_frameworks, data=HERE),
]
# Assessments. A draft stands under row 07, for advisers where it is open to them; what is completed under row 08.
ASSESSMENTS = [
    Page("assessment", get=reads("07"), things=open_overviews, shown=False),
    Page("open_assessment_to_advisers", post=writes("07"), things=to_open, data={"is_open": "yes"}, shown=False),
    Page("start_assessment", post=writes("07"), things=overviews, shown=False),
    Page("assess_theme", get=reads("07"), post=writes("07"), things=open_themes),
    Page("consensus", get=writes("07"), things=meetings, shown=False, is_list=True),
    Page("consensus", get=reads("43", exported="07"), things=meetings, query="?format=csv"),
    Page("consensus", get=reads("43", exported="07"), things=meetings, query="?format=xlsx"),
    Page("agree_statement", get=writes("07"), post=writes("07"), things=statements),
    Page("complete_assessment", get=decides("08"), post=decides("08"), things=to_complete, shown=False),
    Page("completions", get=reads("08"), lists=lines_of_results, is_list=True),
    Page("completions", get=reads("43", exported="08"), lists=lines_of_results, query="?format=csv"),
    Page("completions", get=reads("43", exported="08"), lists=lines_of_results, query="?format=xlsx"),
    Page("assessment_result", get=reads("08"), things=results, shown=False),
    Page("completed_answers", get=reads("08"), things=results),
    Page("completed_answers", get=reads("43", exported="08"), things=results, query="?format=csv"),
    Page("completed_answers", get=reads("43", exported="08"), things=results, query="?format=xlsx"),
    Page("assessment_pdf", get=reads("43", exported="08"), things=results, shown=False),
    Page("actions", get=reads("08"), things=plans),
    Page("actions", get=reads("43", exported="08"), things=plans, query="?format=csv"),
    Page("actions", get=reads("43", exported="08"), things=plans, query="?format=xlsx"),
    Page("add_action", get=writes("07"), post=writes("07"), things=to_add_to, shown=False),
    Page("change_action", get=writes("07"), post=writes("07"), things=actions),
    Page("drop_action", get=writes("07"), post=writes("07"), things=actions),
    Page("reopen_assessment", get=decides("06"), post=decides("06"), things=to_reopen, data={"reason": "Why"}),
]
PAGES = [
    *PARTNERS,  # planted while their assessments are drafts: later ones complete them
    *(*PROJECTS, *SUBMISSION, *YEARS, *PEOPLE, *PUBLIC, *DOORS, *ACCOUNT),
    *(*WORK, *CONTACTS, *IMPORTS, *DIRECTORY, *CHOICES, *operator_pages(), *GRANTS, *SIMULATIONS),
    *(*FRAMEWORKS, *ASSESSMENTS, *NEEDS),
    *JOINT_REVIEWS,
    *COMPLETED_EVIDENCE,
]

# Pages that cannot exist in production (a test proves it); a name that ends with a colon is a whole namespace.
NOT_IN_PRODUCTION = (
    "demonstration",
    "sign_in_as",
    "outbox",
    "caught_mail",
    "caught_html",
    "sample_report",
    "make_sample_report",
    "style_page",
    "style_section",
    "style_sample",
    "style_form",
    "style_form_rows",
)
# Addresses that serve files of ours, the same for everybody: none, WhiteNoise answers before any address is looked up.
STATIC: tuple[str, ...] = ()
