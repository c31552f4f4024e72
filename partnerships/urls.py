"""Programmes, partnerships and people: the addresses of each noun stand together."""

from django.urls import path

from partnerships.views import roles

urlpatterns = [
    path("role/", roles.switch_role, name="switch_role"),
]
