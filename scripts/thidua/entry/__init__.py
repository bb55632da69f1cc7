"""Figures on their way in: a unit's form, its way back, other CSV files, and the files made canonical."""
