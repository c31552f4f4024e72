"""What a technical operator can do with people and links."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import Link, Person
from accounts.services import people


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """Passwords are never shown nor set: a person without one signs in with a code. Nobody is deleted here."""

    list_display = ["name", "email", "is_active", "is_operator", "last_login"]
    list_filter = ["is_active", "is_operator"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "phone", "is_active", "is_operator", "last_login", "joined_at"]
    readonly_fields = ["last_login", "joined_at"]
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Person, form: ModelForm, change: bool) -> None:
        """Through the services, so that the address stays proven and the trail is written."""
        by, at = get_object_or_404(Person, pk=request.user.pk), timezone.now()
        if change:
            people.mend_person(person=obj, changed=form.changed_data, by=by, at=at)
        else:
            people.add_person(person=obj, by=by, at=at)


@admin.register(Link)
class LinkAdmin(admin.ModelAdmin):
    """Read-only: which links went out, and what became of them. No token can be shown: none is kept."""

    list_display = ["purpose", "subject", "made_at", "expires_at", "used_at", "revoked_at"]
    list_filter = ["purpose"]
    search_fields = ["subject"]
    exclude = ["token_hash"]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
