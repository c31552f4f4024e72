"""Projects and what became of them: one noun a file."""

from projects.models.endorsement import Endorsement
from projects.models.project import Edition, Project
from projects.models.sharing import Sharing
from projects.models.submission import Admission, Closure, Seal, Submission

__all__ = ["Admission", "Closure", "Edition", "Endorsement", "Project", "Seal", "Sharing", "Submission"]
