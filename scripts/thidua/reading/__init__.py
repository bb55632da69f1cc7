"""Text and cells: bytes → text, cells → values; no table is known here."""
