"""Problems of an import as sentences, in the words of the region; templates/partnerships/imports/problems has them."""

from django.utils.safestring import SafeString

from kit.tables.sentences import FOLDER, in_words
from partnerships.models import Programme
from partnerships.rules.imports.planning import ImportProblem

OWN_FOLDER = "partnerships/imports/problems"


def sentence(problem: ImportProblem, programme: Programme) -> SafeString:
    """One line of escaped text, with the number of the line."""
    return in_words(problem, [OWN_FOLDER, FOLDER], programme=programme)
