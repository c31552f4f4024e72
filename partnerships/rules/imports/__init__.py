"""What a file would make, change and leave alone, and what stands in its way: one kind of file a module."""
