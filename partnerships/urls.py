"""Programmes, partnerships and roles."""

from django.urls import path

from partnerships import views

urlpatterns = [
    path("role/", views.switch_role, name="switch_role"),
]
