"""Projects: written, shared, endorsed, submitted."""

from django.urls import path

from projects.views import basis, closing, endorsements, listing, projects, sharing, submissions, writing

urlpatterns = [
    # Writing and sharing
    path("projects/", listing.projects, name="projects"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("partnerships/<int:pk>/project/", writing.start_project, name="start_project"),
    path("projects/<int:pk>/write/", writing.write_project, name="write_project"),
    path("projects/<int:pk>/basis/", basis.project_basis, name="project_basis"),
    path("assessment-results/<int:pk>/project/", basis.rest_project, name="rest_project"),
    path("projects/<int:pk>/advisers/", writing.open_to_advisers, name="open_to_advisers"),
    path("projects/<int:pk>/share/", sharing.share_project, name="share_project"),
    path("sharings/<int:pk>/confirm/", sharing.confirm_receipt, name="confirm_receipt"),
    # The champion's word
    path("projects/<int:pk>/ask/", endorsements.ask_endorsement, name="ask_endorsement"),
    path("projects/<int:pk>/endorse/", endorsements.endorse_project, name="endorse_project"),
    # Handing in
    path("projects/<int:pk>/submit/", submissions.submit_project, name="submit_project"),
    path("projects/<int:pk>/receipt/", submissions.project_receipt, name="project_receipt"),
    path("projects/<int:pk>/withdraw/", submissions.withdraw_project, name="withdraw_project"),
    # What the manager decides about submission
    path("submission/", closing.submission, name="submission"),
    path("submission/close/", closing.close_submission, name="close_submission"),
    path("submission/reopen/", closing.reopen_submission, name="reopen_submission"),
    path("partnerships/<int:pk>/admit/", closing.admit_late, name="admit_late"),
]
