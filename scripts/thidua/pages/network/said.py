"""A member's figures and state in words; what it published is shown as it is, and never read as markup."""

from collections.abc import Iterator
from fractions import Fraction

from thidua import wording
from thidua.addresses import API_FILES, Home
from thidua.model import Operator
from thidua.network.reader import is_remote
from thidua.network.records import Figure, Member, Standing, State, Sums
from thidua.text import mark
from thidua.words import Words

_PLACES = 2


def actual(figure: Figure | None, words: Words) -> str:
    """The figure: 27/30 (90%) · 12,5 · a level's name · "–" without one."""
    if figure is None or figure.actual is None:
        return "–"
    if "level" in figure.actual:
        return str(figure.actual["level"])
    value = Fraction(figure.actual["value"])
    bound = figure.bound if isinstance(figure.bound, Fraction | int) else Fraction()
    if "of" not in figure.actual:
        return words.held(value, [bound], _PLACES)
    whole = figure.actual["of"]
    return f"{words.number(value)}/{words.number(whole)} ({words.percent(100 * value / whole, bound)})"


def goal(figure: Figure | None, words: Words) -> str:
    """What it is held against: ≥ 15% · 7–9 · a level's name."""
    if figure is None:
        return "–"
    bound = next(iter(figure.goal.values()))
    unit = "%" if figure.actual and "of" in figure.actual else ""
    if isinstance(bound, str):
        return bound
    if isinstance(bound, list):
        low, high = (words.exact(one) for one in bound)
        return f"{low}–{high}{unit}"
    return wording.in_signs(Operator(figure.operator), words.exact(bound) + unit)


def percent(figure: Figure | None, words: Words) -> str:
    """How much of the goal is reached; "–" where nobody can say."""
    if figure is None or figure.share is None:
        return "–"
    return words.percent(100 * figure.share, 100, places=0)


def state(one: Standing, words: Words) -> str:
    """The state of a member's figures, and that they are made up."""
    told = words.gettext(one.state.label)
    made_up = one.answer is not None and one.answer.illustrative
    return f"{told}, {words.gettext('minh họa')}" if made_up else told


def note(one: Standing, words: Words, age: str = "") -> str:
    """What to know beside the day of a member's figures: old, from before a fault, made up; else ""."""
    said = [words.gettext(mark("minh họa"))] if one.answer and one.answer.illustrative else []
    if one.state is State.STALE and age:
        said.insert(0, words.say("cũ {n} ngày", n=age))
    elif one.state is State.UNSOUND:
        said.insert(0, words.gettext("lỗi, bản cũ") if one.answer else words.gettext("lỗi"))
    elif one.answer is None:
        said.insert(0, words.gettext("chưa gửi"))
    return ", ".join(said)


_STATES = {
    State.STALE: mark("{n} nơi số liệu cũ"),
    State.UNSOUND: mark("{n} nơi lỗi"),
    State.MISSING: mark("{n} nơi chưa gửi"),
}


def states(sums: Sums, words: Words) -> Iterator[str]:
    """How many members are old, unsound or silent; nothing of the fresh."""
    for state, template in _STATES.items():
        if count := sums.states.get(state, 0):
            yield words.say(template, n=count)


def made_up(sums: Sums, words: Words) -> str:
    """How many members have published only what is made up, whatever their state; "" where none has."""
    if not sums.illustrative:
        return ""
    return words.say("{n} nơi chỉ có số liệu minh họa, không cộng", n=sums.illustrative)


def site(member: Member) -> str:
    """The address of the member's own site; "" where it is not known: its figures are read from a disk."""
    if not is_remote(member.api) or not member.api.endswith(f"/{API_FILES}"):
        return ""
    root = member.api.removesuffix(API_FILES)
    return root if member.campaign is None else root + Home.of(member.campaign)


def target_site(member: Member, target: str) -> str:
    """The address of a target's page on the member's own site, or ""."""
    home = site(member)
    return home and Home(home).target(target)
