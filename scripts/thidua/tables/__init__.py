"""The tables of a campaign: their columns, and rows → records."""
