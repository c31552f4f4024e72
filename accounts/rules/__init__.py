"""Plain Python: what links are for, how long a session lasts, and what a browser calls itself."""
