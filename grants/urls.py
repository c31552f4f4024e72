"""Where partnerships stand, what is simulated, and what was decided."""

from django.urls import path

from grants.views import awards, counties, determinations, eligibility, preparing, proof
from grants.views import simulation_comparison as comparison
from grants.views import simulation_work as work
from grants.views import simulations as kept

urlpatterns = [
    path("grants/", eligibility.eligibility, name="eligibility"),
    path("grants/counties/<int:pk>/", counties.county_condition, name="county_condition"),
    path("grants/simulator/", work.simulator, name="simulator"),
    path("grants/simulations/", kept.simulations, name="simulations"),
    path("grants/simulations/compare/", comparison.compare_simulations, name="compare_simulations"),
    path("grants/simulations/<int:pk>/", kept.simulation, name="simulation"),
    path("grants/simulations/<int:pk>/change/", work.change_simulation, name="change_simulation"),
    path("grants/simulations/<int:pk>/show/", kept.show_simulation, name="show_simulation"),
    path("grants/simulations/<int:pk>/remove/", kept.remove_simulation, name="remove_simulation"),
    path("grants/determinations/", determinations.determinations, name="determinations"),
    path("grants/determinations/prepare/", preparing.prepare_determination, name="prepare_determination"),
    path("grants/determinations/<int:pk>/", proof.determination, name="determination"),
    path("grants/determinations/<int:pk>/rows/", proof.proof_sheet, name="proof_sheet"),
    path("grants/determinations/<int:pk>/pdf/", proof.proof_sheet_pdf, name="proof_sheet_pdf"),
    path("grants/determinations/<int:pk>/confirm/", determinations.confirm_determination, name="confirm_determination"),
    path("grants/determinations/<int:pk>/discard/", determinations.discard_determination, name="discard_determination"),
    path("grants/awards/", awards.awards, name="awards"),
    path("grants/awards/<int:pk>/", awards.award, name="award"),
    path("grants/awards/<int:pk>/letter/", awards.award_letter, name="award_letter"),
]
