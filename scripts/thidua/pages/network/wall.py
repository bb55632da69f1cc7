"""A network for a screen on the wall: the sentence, what to decide, and the members that need it most."""

from thidua.pages.network.overview import directing, standing, states_sentence
from thidua.pages.network.rows import member_row
from thidua.pages.network.view import NetworkView
from thidua.pages.wall import BUILD, MOST_ROWS, WALL, wall_files
from thidua.site.page import Asset, Page

_MEMBERS = 12  # rows of a slide


def wall_pages(view: NetworkView) -> list[Page | Asset]:
    """Slides that turn by themselves, and the small file that tells a screen which build they are of."""
    path, words = view.home.wall, view.words
    body = view.render(
        "wall.html",
        path,
        build=BUILD,
        day=words.say("Gộp ngày {day}", day=words.date(view.day)),
        standing=standing(view, scale=WALL),
        states=states_sentence(view),
        directing=directing(view, MOST_ROWS),
        rows=[member_row(view, one, []) for one in view.members[:_MEMBERS]],
    )
    return wall_files(view, body, path, view.home.wall_build)
