"""What people call the kinds of file."""

from django.utils.translation import gettext_lazy as _

from kit.files.rules.kinds import Kind

LABELS = {
    Kind.PDF: _("PDF"),
    Kind.DOCX: _("Word"),
    Kind.XLSX: _("Excel"),
    Kind.PPTX: _("PowerPoint"),
    Kind.ODT: _("OpenDocument text"),
    Kind.CSV: _("CSV"),
    Kind.TXT: _("plain text"),
    Kind.JSON: _("JSON"),
    Kind.PNG: _("PNG"),
    Kind.JPEG: _("JPEG"),
    Kind.WEBP: _("WebP"),
}


def label_of(found: str) -> str:
    """The label of a kind; any other word as it is."""
    return str(LABELS[Kind(found)]) if found in set(Kind) else found
