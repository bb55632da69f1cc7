"""The site around the pages: frames of the theme, search, writing, and the live preview."""
