"""Every room's addresses; the demonstration's and the style page's are here only when they are."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("grants.urls")),
    path("", include("ledger.urls")),
    path("", include("projects.urls")),
    path("", include("selfassessment.urls")),
    path("", include("partnerships.urls")),
    path("account/", include("accounts.urls")),
    path("operator/", admin.site.urls),
    path("", include("notices.urls")),
    path("", include("kit.jobs.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
if "demonstration" in settings.INSTALLED_APPS:
    urlpatterns += [path("demonstration/", include("demonstration.urls"))]
if settings.SHOW_STYLE_PAGE:
    urlpatterns += [path("style/", include("kit.govuk_ui.urls"))]
