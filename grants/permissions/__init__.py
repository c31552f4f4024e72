"""Who may see and decide what about grants (access rows 14 to 17); predicates without queries."""
