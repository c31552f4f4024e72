"""A year's budget."""

from django.urls import path

from ledger import views

urlpatterns = [
    path("years/<slug:key>/set-up/budget/", views.budget, name="set_up_budget"),
    path("years/<slug:key>/budget/add/", views.add_line, name="add_budget_line"),
    path("years/<slug:key>/budget/<int:pk>/", views.change_line, name="change_budget_line"),
    path("years/<slug:key>/budget/<int:pk>/remove/", views.remove_line, name="remove_budget_line"),
]
