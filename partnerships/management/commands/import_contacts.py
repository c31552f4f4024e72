"""`manage.py import_contacts`: contacts from a file, by the same rules as in the browser."""

from partnerships.management.importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Import contacts from a CSV or XLSX file into a programme year: all, or none when anything is wrong."
        " Columns: name, and when you have them email, phone, organisation, job_title, area, tier, topics,"
        " consent_wording, consent_date, share_with_agencies. The same file twice changes nothing."
        " Exit code 1 when there are problems."
    )
    kind = "contacts"
