"""Where a unit sends its form by browser, and reads what became of it; the web server does the rest."""

from __future__ import annotations

from thidua.pages.view import View
from thidua.site.page import Page


def upload_page(view: View) -> Page:
    """The page; it says so where the server takes in no forms."""
    title = view.words.gettext("Gửi biểu")
    body = view.render("upload.html", view.home.upload, title=title)
    return Page(view.home.upload, "data", title, body, search=title, home=view.home, lone=True)
