"""Where partnerships stand, what is simulated, and what was decided."""

from django.urls import path

from grants.views import counties, eligibility

urlpatterns = [
    path("grants/", eligibility.eligibility, name="eligibility"),
    path("grants/counties/<int:pk>/", counties.county_condition, name="county_condition"),
]
