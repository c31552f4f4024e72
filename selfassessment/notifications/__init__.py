"""What this room tells people by email."""
