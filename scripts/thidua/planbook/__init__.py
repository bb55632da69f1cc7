"""A campaign's plan as a workbook, and back into its files: only what was changed there."""
