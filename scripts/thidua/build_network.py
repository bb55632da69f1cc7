"""The build of a network's site: the same steps as a campaign's, from what was collected of its members."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from thidua.addresses import LINES, MEMBERS, NETWORK, NETWORK_SCHEMA, NOTICE, NetworkHome, network_workbook
from thidua.build import Built, Ready, Told, write_site
from thidua.config import Settings
from thidua.export.network import lines_table, members_table, network_csv, network_xlsx, targets_table
from thidua.files import alone
from thidua.languages import MAIN_LANGUAGE, folder, site_languages, words_of
from thidua.model import Status
from thidua.network.api import network_file
from thidua.network.load import LoadedNetwork, load_network
from thidua.network.records import NetworkDay
from thidua.network.standing import counted_twice, line_problems
from thidua.pages.network import network_batches, past_batches
from thidua.pages.network.view import NetworkView, Past
from thidua.site.batches import Batch, engine_key
from thidua.site.page import Asset, Edition, Link
from thidua.site.site import Site
from thidua.site.sources import NETWORK as NAVIGATION
from thidua.site.templates import environment
from thidua.text import mark
from thidua.words import Words

_MOST_DAYS = 12  # of a history; of a longer one the last of each month


def build_network(settings: Settings, as_of: date | None, told: Told) -> Built:
    """Write the site of the network whose folder is ``settings.data``; no network is asked.

    Without ``as_of`` it is shown on the newest day of what was collected: the same files give the same bytes.
    Raises DataError, with every problem of network.yml and nothing written.
    """
    loaded = load_network(Path(settings.data))
    shown = loaded.on(as_of or loaded.day)
    languages = [words_of(one, settings.root) for one in site_languages(settings.root)]
    days = [_past(loaded, day) for day in (*_days(loaded, shown.day), shown.day)]
    views = [_view(settings, shown, days, words) for words in languages]
    views = views if views[0].is_small else views[:1]
    earlier = [loaded.on(past.day) for past in reversed(days[:-1])] if views[0].is_small else []
    shown_in = [view.words for view in views]
    editions = [one for view in views for one in _editions([view, *map(view.on, earlier)])]
    site = Site(settings.root, settings.cache.resolve(), editions, shown_in, navigation=NAVIGATION)
    ready = Ready(
        site,
        editions,
        _batches(settings, views, earlier),
        [*loaded.warnings, *loaded.history.problems, *counted_twice(shown), *line_problems(shown)],
        engine_key(settings.root),
    )
    with alone(settings.cache):
        return write_site(settings, ready, told)


def _view(settings: Settings, shown: NetworkDay, days: Sequence[Past], words: Words) -> NetworkView:
    templates = environment(settings.root, words, settings.cache / "templates")
    return NetworkView(shown, days, words, NetworkHome(folder(words.language)), templates)


def _days(loaded: LoadedNetwork, before: date) -> list[date]:
    """The days of the history to look back on."""
    days = [day for day in loaded.history.days if day < before]
    if len(days) > _MOST_DAYS:
        days = list({(day.year, day.month): day for day in days}.values())
    return days


def _past(loaded: LoadedNetwork, day: date) -> Past:
    """How many targets were in which status, of the network without what is made up, and of each member."""
    totals: Counter[Status] = Counter()
    known = loaded.history.totals(day)
    for one in known.values():
        totals.update({} if one.illustrative else one.totals)
    return Past(day, totals, {name: one.totals for name, one in known.items()})


def _editions(days: Sequence[NetworkView]) -> Iterator[Edition]:
    """What stands around the pages of a network on its day, the first, and around its overview on others."""
    words, network = days[0].words, days[0].network
    notice = words.gettext(mark("Số liệu minh họa, không phải kết quả thật."))
    for view in days:
        yield Edition(
            home=view.first_page,
            title=network.title,
            as_of=words.say("Gộp ngày {day}", day=words.date(view.day)),
            notice=notice if network.illustrative else "",
            days=tuple(Link(one.first_page, words.date(one.day)) for one in days),
            language=words.language,
            leads=view.home,
            whole_days=False,
        )


def _batches(settings: Settings, views: list[NetworkView], earlier: Sequence[NetworkDay]) -> Iterator[Batch]:
    for view in views:
        yield from network_batches(view)
        yield from past_batches(view, earlier)
    main = next(view for view in views if view.words.language == MAIN_LANGUAGE)
    yield Batch("api", "", lambda: _files(settings, main))


def _files(settings: Settings, view: NetworkView) -> Iterator[Asset]:
    """What stands once for all languages: the figures for programs, and the tables for taking away."""
    shown = view.shown
    tables = [members_table(shown, view.words), lines_table(shown, view.words)]
    every = [targets_table(shown, view.words)] if view.is_small else []
    yield Asset(NETWORK, network_file(shown))
    yield Asset(NETWORK_SCHEMA, (settings.root / "site_src" / "api" / "network.schema.json").read_bytes())
    yield Asset(MEMBERS, network_csv(tables[0]))
    yield Asset(LINES, network_csv(tables[1]))
    yield Asset(network_workbook(view.network.id), network_xlsx([*tables, *every]))
    yield Asset(NOTICE, b"{}\n")
