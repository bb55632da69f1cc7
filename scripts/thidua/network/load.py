"""A network's folder → the network and what was collected of it, or every problem of network.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.intake.disk import linked, read_bytes
from thidua.network.history import History, links_below
from thidua.network.reader import read_network
from thidua.network.records import Network, NetworkDay
from thidua.network.standing import network_on
from thidua.problems import DataError, Problem, Severity
from thidua.reading.decode import decode

NETWORK_FILE = "network.yml"


@dataclass(frozen=True, slots=True)
class LoadedNetwork:
    """A network with its history, and what was warned about in network.yml."""

    network: Network
    history: History
    warnings: tuple[Problem, ...]

    @property
    def day(self) -> date:
        """The day that is shown where none is asked for: the newest of what was collected, never the clock's,
        so that the same files give the same pages; before anything was collected the period's first.
        """
        return self.history.last_day or self.network.period.start

    def on(self, day: date) -> NetworkDay:
        """How the network stands at the end of a day."""
        return network_on(self.network, self.history.on(day), day)


def load_network(folder: Path) -> LoadedNetwork:
    """The network of a folder; DataError has every problem of its network.yml if any is an error."""
    shown = str(folder).replace("\\", "/").rstrip("/")
    file = f"{shown}/{NETWORK_FILE}"
    data, problem = read_bytes(folder, NETWORK_FILE, file)
    if data is None:
        raise DataError([problem] if problem else [])
    text, problems = decode(data, file)
    network = None
    if text is not None:
        network, problems = read_network(text, file, folder.resolve().name)
    if network is None or any(each.severity is Severity.ERROR for each in problems):
        raise DataError(problems)
    if links := [linked(f"{shown}/{path}") for path in links_below(folder, network.members)]:
        raise DataError(links)  # a link may lead anywhere, and what is collected would be written there
    return LoadedNetwork(network, History(folder, shown, network), tuple(problems))
