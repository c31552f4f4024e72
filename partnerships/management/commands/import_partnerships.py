"""`manage.py import_partnerships`: a region's partnerships from a file, by the same rules as in the browser."""

from partnerships.management.importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Import partnerships from a CSV or XLSX file into a programme year: all, or none when anything is wrong."
        " Columns: name, area, tier, and when you have them short, county, gss_code, ons_code, delivers_laa,"
        " population, accountable_body, accountable_body_id. A partnership is known by its GSS code when one is given,"
        " else by area and tier; those that the file does not name are left alone. The same file twice changes nothing."
        " Exit code 1 when there are problems."
    )
    kind = "partnerships"
