"""What this room tells people: what they were awarded, and why."""
