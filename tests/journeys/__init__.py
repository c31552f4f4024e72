"""Journeys: each written once, and gone by mouse, by keyboard alone, without scripts, and by thumb at 320 pixels."""
