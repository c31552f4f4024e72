"""The helper that counts queries sees a list that asks once a row, and lets a sound one be."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path

from partnerships.models import Partnership, Programme
from tests.factories import PartnershipFactory
from tests.queries import assert_no_repeats, assert_same_queries, queries_for, shape

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def names(partnerships: QuerySet[Partnership]) -> list[str]:
    return [partnership.programme.name for partnership in partnerships]


@login_not_required
def sound(request: HttpRequest) -> HttpResponse:
    return HttpResponse(names(Partnership.objects.select_related("programme")))


@login_not_required
def once_a_row(request: HttpRequest) -> HttpResponse:
    return HttpResponse(names(Partnership.objects.all()))


@login_not_required
def once_a_row_while_streaming(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(partnership.programme.name for partnership in Partnership.objects.all())


@login_not_required
def more_when_long(request: HttpRequest) -> HttpResponse:
    count = Partnership.objects.count()
    return HttpResponse(names(Partnership.objects.select_related("programme")) if count > 50 else count)


@login_not_required
def far_too_much(request: HttpRequest) -> HttpResponse:
    fields = [field.name for field in Programme._meta.concrete_fields][:6]
    return HttpResponse([Programme.objects.values(*fields[:n]).first() for n in range(1, len(fields) + 1)])


urlpatterns = [
    path(f"{view.__name__}/", view)
    for view in (sound, once_a_row, once_a_row_while_streaming, more_when_long, far_too_much)
]


def test_a_sound_list_passes(client: Client) -> None:
    assert_same_queries(PartnershipFactory.create_batch, "/sound/", client, at_most=1)


@pytest.mark.parametrize("url", ["/once_a_row/", "/once_a_row_while_streaming/"])
def test_a_planted_query_a_row_is_named(url: str, client: Client) -> None:
    with pytest.raises(AssertionError, match=r'3 × SELECT .* FROM "partnerships_programme"'):
        assert_same_queries(PartnershipFactory.create_batch, url, client)


def test_a_planted_query_that_only_long_lists_need_is_named(client: Client) -> None:
    with pytest.raises(AssertionError, match=r"\{1: 1, 3: 1, 60: 2\}.*\nSELECT .*INNER JOIN"):
        assert_same_queries(PartnershipFactory.create_batch, "/more_when_long/", client)


def test_too_many_queries_are_told(client: Client) -> None:
    with pytest.raises(AssertionError, match="asks 6 times, at most 5"):
        assert_same_queries(PartnershipFactory.create_batch, "/far_too_much/", client, at_most=5)


def test_a_page_that_does_not_answer_counts_for_nothing(client: Client) -> None:
    with pytest.raises(AssertionError, match="answered 404"):
        queries_for("/nowhere/", client)


def test_values_do_not_make_a_shape() -> None:
    one = """SELECT "a1" FROM "t" WHERE "x" IN (1, 2, 3) AND "n" = 'O''Neil' AND "at" < '2026-01-01'::date"""
    other = """SELECT "a1" FROM "t" WHERE "x" IN (9) AND "n" = '' AND "at" < '2027-01-01'::date"""
    assert shape(one) == shape(other)
    assert shape(one) != shape(one.replace('"n" =', '"m" ='))


def test_two_of_a_shape_are_a_repeat() -> None:
    with pytest.raises(AssertionError, match="2 × SELECT \\?"):
        assert_no_repeats([shape("SELECT 1"), shape("SELECT 2")])
