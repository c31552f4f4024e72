"""What a theme that saves itself answers: one line, and the marks of what stands now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from selfassessment.forms.answers import ThemeForm


def saved_quietly(request: HttpRequest, form: ThemeForm) -> HttpResponse:
    """The line that says so, and the marks of what stands now where it is what the person has before them.

    What somebody else has written meanwhile was not shown, so its old mark stays, and the next save is refused there.
    """
    standing = [(number, form.draft.stands(each.key).mark, form.given[each.key][0]) for number, each in form.numbered]
    marks = [(f"id_was_{number}", f"was_{number}", mark) for number, mark, mine in standing if mine.mark == mark]
    context = {"at": timezone.now(), "marks": marks, "progress": form.draft.progress}
    return render(request, "selfassessment/assessments/saved.html", context)


def not_saved(request: HttpRequest, why: str = "") -> HttpResponse:
    """The line that says so: `completed`, `taken_off`, `closed`, `finished`, `link`, or that the button tells more."""
    return render(request, "selfassessment/assessments/not_saved.html", {"why": why})
