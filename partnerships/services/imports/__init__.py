"""Files of partnerships, people, contacts and map layouts: read, planned, shown, and applied all or not at all."""
