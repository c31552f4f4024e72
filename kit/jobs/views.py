"""The page of one job, and its cancel button."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kit.http import SignedInRequest
from kit.jobs.models import Job
from kit.jobs.services import cancel_job

UNEXPECTED = "jobs/problems/unexpected.html"
RESULT = "jobs/results/result.html"
WAY_ON = "jobs/way_on.html"


@require_GET
def job(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    """How far it is. HTMX asks for the fragment alone; without JavaScript the whole page comes again."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    template = "jobs/progress.html" if request.htmx else "jobs/job.html"
    return render(request, template, words_of(job))


@require_POST
def cancel(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    """Ask it to stop."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    cancel_job(job=job, at=timezone.now())
    return redirect("job", job_id=job.pk)


def words_of(job: Job) -> dict[str, object]:
    """The job, and where the words for its end may be: the room's own for its kind of job, else the kit's."""
    problems = [f"jobs/problems/{job.kind}/{job.problem}.html", f"jobs/problems/{job.problem}.html", UNEXPECTED]
    return {
        "job": job,
        "problem_templates": problems,
        "result_templates": [f"jobs/results/{job.kind}.html", RESULT],
        "way_on_templates": [f"jobs/ways_on/{job.kind}.html", WAY_ON],
    }
