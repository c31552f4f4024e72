"""What the living style page shows."""
