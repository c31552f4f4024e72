"""A year's steps and dates in templates."""

from django import template
from django.urls import reverse

from partnerships.models import KeyDate, Programme, Role
from partnerships.models.programme import WORDS
from partnerships.selectors.standing import Standing
from partnerships.selectors.year_sentences import in_full

register = template.Library()
register.filter("in_full", in_full)


@register.filter
def managing(standing: Standing, programme: Programme) -> Role | None:
    """The role in which one manages a year; None for others."""
    return next(iter(standing.roles_in(programme.pk, Role.Kind.MANAGER)), None)


@register.filter
def key_date(kind: str) -> str:
    """What a key date is called."""
    return str(KeyDate.Kind(kind).label)


@register.filter
def step_url(step: str, programme: Programme) -> str:
    """The page of a step of setting up."""
    return reverse(f"set_up_{step}", args=[programme.key])


@register.filter
def step_link(changeable: Programme | None, step: str) -> str:
    """The page of a step, `limits`, or a field on it, `limits#id_contact_months`; nothing for who may not change it."""
    name, mark, anchor = step.partition("#")
    return f"{step_url(name, changeable)}{mark}{anchor}" if changeable else ""


@register.filter
def usual_word(noun: str) -> str:
    """The portal's own word for a noun."""
    return str(WORDS[noun][0])
