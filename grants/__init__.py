"""Offers, the county condition, redistribution, determination, awards."""
