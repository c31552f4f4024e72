"""Template tags of the portal's look; loaded in every template."""

from django import template

register = template.Library()
