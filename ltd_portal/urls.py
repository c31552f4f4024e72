"""Every room's addresses; the demonstration's and the style page's are here only when they are."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("partnerships.urls")),
    path("account/", include("accounts.urls")),
    path("operator/", admin.site.urls),
    path("", include("kit.jobs.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
if "demonstration" in settings.INSTALLED_APPS:
    urlpatterns += [path("demonstration/", include("demonstration.urls"))]
if settings.SHOW_STYLE_PAGE:
    urlpatterns += [path("style/", include("kit.govuk_ui.urls"))]
