"""The door: files of the data become records here once, or problems; nothing behind it reads a file."""
