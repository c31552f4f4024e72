"""What this room tells people of itself: the summary of what was kept for them."""
