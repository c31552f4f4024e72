"""What becomes of mail when workers are killed and servers stop in the middle of it."""
