"""plan.yml: its text, its keys, and the Plan that comes of them."""
