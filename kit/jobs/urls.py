"""Long work: its page and its cancel button."""

from django.urls import path

from kit.jobs import views

urlpatterns = [
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/cancel/", views.cancel, name="cancel_job"),
]
