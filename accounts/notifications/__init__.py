"""What accounts tell people: codes, and warnings about their own account."""
