"""A network, what was kept of its members, and a day → states, sums and common lines. No disk, no clock."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from thidua.model import Status
from thidua.network.records import Entry, Kept, Line, Member, Network, NetworkDay, Standing, State, Sums
from thidua.problems import Problem, at
from thidua.text import shown


def network_on(network: Network, kept: Mapping[str, Kept], day: date) -> NetworkDay:
    """How the network stands at the end of a day; ``kept`` is what was known of each member by then."""
    standings = {
        name: Standing(
            member, _state(kept.get(name, Kept()), day, network.stale_after), kept.get(name, Kept())
        )
        for name, member in network.members.items()
    }
    lines = {name: line_entries(line, standings) for name, line in network.common.items()}
    return NetworkDay(network, day, standings, sums(standings.values()), lines)


def _state(kept: Kept, day: date, stale_after: int) -> State:
    """Unsound where the last answer was refused; else missing, stale or fresh by what is kept."""
    if kept.fault is not None and kept.fault.refused:
        return State.UNSOUND
    if kept.answer is None:
        return State.MISSING
    return State.STALE if day - kept.answer.figures_of > timedelta(days=stale_after) else State.FRESH


def sums(standings: Iterable[Standing]) -> Sums:
    """The sums over members: the last good figures of each count, but for those that are made up."""
    every = list(standings)
    totals: Counter[Status] = Counter()
    counted = [each.answer for each in every if each.answer is not None and each.counted]
    for answer in counted:
        totals.update(answer.totals)
    states = Counter(each.state for each in every)
    return Sums(
        members=len(every),
        counted=len(counted),
        illustrative=sum(each.answer is not None and each.answer.illustrative for each in every),
        offices=sum(answer.offices for answer in counted),
        states={state: states[state] for state in State if states[state]},
        totals={status: totals[status] for status in Status if totals[status]},
    )


# ── common lines ──


def line_entries(line: Line, standings: Mapping[str, Standing]) -> tuple[Entry, ...]:
    """Every member of a common line with its figure, in the order of network.yml, and ranked."""
    entries = [
        Entry(
            standings[name].member,
            target,
            answer.figures.get(target) if (answer := standings[name].answer) is not None else None,
        )
        for name, target in line.targets.items()
    ]
    real = [each for each in entries if standings[each.member.id].counted]
    ranks = _ranks(real)
    return tuple(replace(each, rank=ranks.get(each.member.id)) for each in entries)


def _ranks(entries: Sequence[Entry]) -> dict[str, int]:
    """The rank of each that has something to rank by: its share of its own goal, or where every goal is a cap
    the figure itself, the lowest first. Those alike share a rank.
    """
    figures = {each.member.id: each.figure for each in entries if each.figure is not None}
    marks: dict[str, Fraction] = {}
    caps = bool(figures) and all(figure.is_cap for figure in figures.values())
    for name, figure in figures.items():
        mark = figure.value if caps else figure.share
        if mark is not None and figure.status is not Status.CANCELLED:
            marks[name] = -mark if caps else mark
    places: dict[Fraction, int] = {}
    for place, mark in enumerate(sorted(marks.values(), reverse=True), 1):
        places.setdefault(mark, place)
    return {name: places[mark] for name, mark in marks.items()}


def counted_twice(shown_day: NetworkDay) -> Iterator[Problem]:
    """A warning for each office that is counted here and in a member, or in two members."""
    seen: dict[tuple[str, str], Member] = {}
    for one in (each for each in shown_day.standings.values() if each.answer and each.counted):
        own = {one.member.name: one.member.campaign} if one.member.campaign is not None else {}
        for name, campaign in {**own, **(one.answer.inside if one.answer else {})}.items():
            other = seen.setdefault((name.casefold(), campaign or ""), one.member)
            if other is not one.member:
                yield at(one.member.source, "id").warning(
                    "counted-twice", name=shown(name), here=one.member.id, there=other.id
                )


def line_problems(shown_day: NetworkDay) -> list[Problem]:
    """A warning for each member of a common line that publishes figures, but none of that target."""
    found = []
    for name, entries in shown_day.lines.items():
        where = at(shown_day.network.common[name].source, "members")
        for entry in entries:
            answer = shown_day.standings[entry.member.id].answer
            if entry.figure is None and answer is not None:
                found.append(
                    where.warning("line-without-target", name=shown(entry.member.name), target=entry.target)
                )
    return found
