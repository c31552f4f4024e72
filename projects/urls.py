"""Projects: written, shared, endorsed, submitted."""

from django.urls import path

from projects.views import projects

urlpatterns = [
    path("projects/<int:pk>/", projects.project, name="project"),
]
