"""The portal's static files as a document's process needs to know them."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from kit.documents.request import Shelf


def portal_shelf() -> Shelf:
    """Every folder the staticfiles finders look in, and the collected ones, where names carry a hash."""
    found = [
        (getattr(storage, "prefix", "") or "", str(storage.location))
        for finder in get_finders()
        for storage in getattr(finder, "storages", {}).values()
    ]
    base = settings.BASE_URL.rstrip("/") + "/"
    return Shelf(
        base_address=base,
        static_address=urljoin(base, settings.STATIC_URL),
        folders=(("", str(settings.STATIC_ROOT)), *found),
    )
