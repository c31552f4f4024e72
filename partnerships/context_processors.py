"""The header of every page names the role one acts in."""

from django.http import HttpRequest

from partnerships.selectors.standing import NOBODY


def standing(request: HttpRequest) -> dict[str, object]:
    """`standing`: every role held today and the one acted in; read only when a template asks."""
    return {"standing": getattr(request, "standing", NOBODY)}
