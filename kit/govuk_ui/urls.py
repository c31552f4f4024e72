"""The living style page; included in development and in the demonstration only."""

from django.urls import path

from kit.govuk_ui import views
from kit.govuk_ui.style import forms

urlpatterns = [
    path("", views.style_page, name="style_page"),
    path("pages/form/", forms.try_form, name="style_form"),
    path("pages/rows/", forms.try_rows, name="style_form_rows"),
    path("pages/<slug:sample>/", views.style_sample, name="style_sample"),
    path("<slug:section>/", views.style_section, name="style_section"),
]
