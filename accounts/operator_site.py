"""Django's admin for technical operators: reached with the portal's own sign-in, and holding our own rooms only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

LIBRARIES = ("allauth.", "django.")


class OperatorSite(AdminSite):
    """Shows itself to nobody else: whoever is signed in and no operator gets 404."""

    site_header = site_title = _("Learning to Deliver: operator")
    index_title = _("Records")
    final_catch_all_view = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """What libraries offer is left out: it would show sessions, addresses and second factors."""
        given = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours: list[type[Model]] = [model for model in given if not model.__module__.startswith(LIBRARIES)]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and getattr(request.user, "is_operator", False)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The portal's own sign-in, second step included."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or request.path)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """As Django's, but 404 for those who are signed in and are no operators."""
        inner = super().admin_view(view, cacheable)

        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return shown

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Where everybody changes theirs."""
        return redirect("account_change_password")
