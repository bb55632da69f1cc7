"""Figures, statuses and rules: what the records come to on a day, in exact arithmetic."""
