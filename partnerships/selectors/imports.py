"""Reads about imports, and what is there already as facts for the rules of an import."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet

from kit.prepared import AnyOf, Prepared
from partnerships.models import AccountableBody, FileImport, Invitation, Partnership, Programme, Role
from partnerships.rules.imports.partnerships import KnownPartnership
from partnerships.selectors.standing import Standing

FACTS = (
    *("pk", "name", "area", "short", "tier", "gss_code", "ons_code", "delivers_laa", "population"),
    *("county__area", "accountable_body__name", "accountable_body__identifier"),
)


def managed_by(standing: Standing) -> list[int]:
    """The ids of the programmes that somebody manages."""
    return [role.programme_id for role in standing.roles if role.kind == Role.Kind.MANAGER]


def imports_of(programmes: Sequence[int] | str) -> QuerySet[FileImport]:
    """The one door to imports (row 42): those of the programmes that somebody manages, by ids or a mark for them."""
    seen = FileImport.objects.filter(AnyOf(F("programme"), programmes))
    return seen.select_related("programme", "made_by", "ended_by", "job").defer("problems", "doubts", "job__arguments")


def visible_import(standing: Standing, pk: int) -> FileImport | None:
    """One of those that one sees, by a query written once."""
    return ONE.one(pk, managed_by(standing))


def imports_in(standing: Standing, programme: Programme) -> Sequence[FileImport]:
    """Those of a programme that one sees, as a list shows them, the latest first; by a query written once."""
    return LATEST.listed(programme.pk, managed_by(standing))


KEY, MANAGED = -1, "<managed>"  # stand for the key of an import or a programme, and for the ids of programmes
LISTED = ("filename", "kind", "state", "counts", "made_at", "made_by__name")
ONE = Prepared(lambda: imports_of(MANAGED).filter(pk=KEY), KEY, MANAGED)


def _latest() -> QuerySet[FileImport]:
    found = imports_of(MANAGED).filter(programme=KEY).select_related(None).defer(None)
    return found.select_related("made_by").only(*LISTED).order_by("-made_at", "-pk")


LATEST = Prepared(_latest, KEY, MANAGED)


def known_partnerships(programme: Programme, *, on: date) -> list[KnownPartnership]:
    """Every partnership of the programme by the keys of an import's file, in three queries."""
    held = _held(programme, on)
    rows = Partnership.objects.filter(programme=programme).order_by("pk").values(*FACTS)
    return [_known(row, is_held=row["pk"] in held) for row in rows.iterator(5_000)]


def _held(programme: Programme, on: date) -> set[int]:
    """Partnerships in which somebody holds a role today or later, or is invited to."""
    roles = Role.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), programme=programme, partnership__isnull=False
    )
    invited = Invitation.objects.open().filter(programme=programme)
    ids = {*roles.values_list("partnership_id", flat=True), *invited.values_list("partnership_id", flat=True)}
    return {pk for pk in ids if pk is not None}


def _known(row: dict[str, object], *, is_held: bool) -> KnownPartnership:
    values = {
        **{key: row[key] for key in FACTS if "__" not in key and key != "pk"},
        "county": row["county__area"] or "",
        "accountable_body": row["accountable_body__name"] or "",
        "accountable_body_id": row["accountable_body__identifier"] or "",
    }
    return KnownPartnership(int(str(row["pk"])), values, is_held)


def known_bodies(programme: Programme) -> dict[str, str]:
    """Names of accountable bodies by identifier."""
    bodies = AccountableBody.objects.filter(programme=programme).exclude(identifier="")
    return dict(bodies.values_list("identifier", "name"))
