"""Files of keys and values: YAML read as text, and descriptions of keys that readers and docs follow."""
