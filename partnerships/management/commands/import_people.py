"""`manage.py import_people`: people and their roles from a file, by the same rules as in the browser."""

from partnerships.management.importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Import people from a CSV or XLSX file into a programme year, as invitations that wait to be sent: all, or none"
        " when anything is wrong. Columns: role, name, email, and when you have them area, tier, phone, organisation,"
        " from, until. The same file twice changes nothing. Exit code 1 when there are problems."
    )
    kind = "people"
