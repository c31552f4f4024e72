"""What was simulated and what was decided: one noun a file."""

from grants.models.determination import Determination, Outcome
from grants.models.simulation import Simulation

__all__ = ["Determination", "Outcome", "Simulation"]
