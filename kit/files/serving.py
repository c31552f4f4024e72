"""Hand a file to a reader whom the caller has already let in. Files have no address of their own."""

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.http import content_disposition_header

from kit.files.errors import NotServed
from kit.files.models import Upload
from kit.files.rules.kinds import Kind
from kit.files.rules.names import named_for


def serve_upload(upload: Upload, *, as_name: str = "") -> FileResponse:
    """The file as a download that nothing shows, runs or caches; raises NotServed. Ask a permission before."""
    if not upload.can_be_served:
        raise NotServed(upload.scan)
    try:
        file = default_storage.open(upload.stored_name)
    except FileNotFoundError as error:
        raise NotServed("gone") from error
    name = named_for(as_name or upload.name, Kind(upload.kind))
    response = FileResponse(file, content_type=upload.media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Content-Length"] = str(upload.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
