"""What the region needs, and its learning plan: by name to some, to others in sums of enough partnerships (row 09)."""

from tests.access.declaration import Page, reads
from tests.access.planting_actions import plans

NEEDS = [
    Page("needs", get=reads("09"), is_list=True),
    Page("needs", get=reads("09"), query="?by=partnership", is_list=True),
    Page("needs", get=reads("43", exported="09"), query="?format=csv"),
    Page("needs", get=reads("43", exported="09"), query="?format=xlsx"),
    Page("learning_plan", get=reads("09"), is_list=True),
    # What an action says is its partnership's (row 08); one's own stand in the own plan and not here.
    Page("learning_plan", get=reads("08"), lists=plans, query="?theme=one", is_narrower=True, is_list=True),
    Page("learning_plan", get=reads("43", exported="08"), lists=plans, query="?theme=one&format=csv", is_narrower=True),
]
