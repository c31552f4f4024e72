"""A portal with one page, at another address than usual."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("elsewhere/", lambda _: HttpResponse(), name="privacy")]
