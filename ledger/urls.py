"""A year's budget, and every entry on its lines."""

from django.urls import path

from ledger.views import entries, lines

urlpatterns = [
    path("ledger/", entries.ledger, name="ledger"),
    path("years/<slug:key>/set-up/budget/", lines.budget, name="set_up_budget"),
    path("years/<slug:key>/budget/add/", lines.add_line, name="add_budget_line"),
    path("years/<slug:key>/budget/<int:pk>/", lines.change_line, name="change_budget_line"),
    path("years/<slug:key>/budget/<int:pk>/remove/", lines.remove_line, name="remove_budget_line"),
]
