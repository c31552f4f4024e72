"""Every room's addresses; the demonstration's are here only when it is."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("kit.jobs.urls")),
]
if "demonstration" in settings.INSTALLED_APPS:
    urlpatterns += []
