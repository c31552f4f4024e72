"""A page as a room would write it: a form with a file, and the file given back."""

from crispy_forms.utils import render_crispy_form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.utils import timezone

from kit.files.errors import ScanRefused
from kit.files.forms import UploadField, refuse
from kit.files.models import Upload
from kit.files.rules.kinds import Kind
from kit.files.services import store_upload
from kit.files.serving import serve_upload
from kit.govuk_ui import forms

ALL = frozenset(Kind)


class SendForm(forms.Form):
    title = forms.TextField(label="Title", what="a title")
    paper = UploadField(allowed=ALL, label="Paper")


def send(request: HttpRequest) -> HttpResponse:
    form = SendForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            store_upload(file=form.cleaned_data["paper"], by=request.user, allowed=ALL, at=timezone.now())
        except ScanRefused as refused:
            refuse(form, "paper", refused)
        else:
            return HttpResponse("kept")
    return HttpResponse(render_crispy_form(form))


def give(request: HttpRequest, pk: int) -> HttpResponseBase:
    return serve_upload(get_object_or_404(Upload, pk=pk, uploaded_by=request.user))


urlpatterns = [path("send", send), path("give/<int:pk>", give), path("", include("ltd_portal.urls"))]
