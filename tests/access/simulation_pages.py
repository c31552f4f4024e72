"""The pages of simulations (access rows 15 and 43), as `pages.py` declares all others.

The table's `Rl` is what-if on the own county's page. Lists and comparisons are of what is kept, which is no locality's,
so they refuse representatives and champions: narrower than the table.
"""

from tests.access.declaration import Page, reads, writes
from tests.access.planting_simulations import simulations

HERE = {"written_for": "marlvale", "do": "work"}  # the programme that the page was opened for
SIMULATIONS = [
    Page("simulator", get=writes("15"), post=writes("15"), data=HERE),
    Page("simulations", get=reads("15"), lists=simulations, is_narrower=True, is_list=True),
    Page("compare_simulations", get=reads("15"), lists=simulations, is_narrower=True),
    Page("compare_simulations", get=reads("43", exported="15"), is_narrower=True, query="?format=csv"),
    Page("simulation", get=reads("15"), things=simulations),
    Page("simulation", get=reads("43", exported="15"), things=simulations, shown=False, query="?format=csv"),
    Page("simulation", get=reads("43", exported="15"), things=simulations, shown=False, query="?format=xlsx"),
    Page("change_simulation", get=writes("15"), post=writes("15"), things=simulations),
    Page("show_simulation", post=writes("15"), things=simulations, shown=False),
    Page("remove_simulation", get=writes("15"), post=writes("15"), things=simulations),
]
