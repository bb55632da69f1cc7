"""The plan's checks across targets, worked out on a day and said in a sentence with its numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import NamedTuple

from thidua.figures import awards
from thidua.figures.history import History
from thidua.figures.progress import Figure, Progress
from thidua.model import Achievement, Ceiling, Rule, RuleKind, Target
from thidua.text import Text, mark

Rows = Mapping[str, Sequence[Achievement]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule on the as-of day; ``holds`` is None for an indicator and where figures are missing."""

    rule: Rule
    holds: bool | None
    sentences: tuple[Text, ...]


Judged = tuple[bool | None, list[Text]]  # what a rule comes to; without a sentence nobody can say yet


def findings(progress: Progress, rows: Rows) -> list[Finding]:
    """Every rule of the plan, in its order; ``rows`` are those on or before the as-of day."""
    found = []
    for rule in (_in_force(one, progress) for one in progress.campaign.plan.rules):
        holds, said = _RULES[rule.kind](rule, progress, rows)
        found.append(Finding(rule, holds, tuple(said) or (Text("Chưa đủ số liệu để kiểm tra."),)))
    return found


def _in_force(rule: Rule, progress: Progress) -> Rule:
    """The rule without the targets that are not part of the plan yet, or no more."""
    in_force = progress.figures.keys() - progress.cancelled
    about, of = (tuple(one for one in ids if one in in_force) for ids in (rule.about, rule.of))
    return replace(rule, about=about, of=of)


def findings_about(found: list[Finding], target_id: str) -> list[Finding]:
    """The findings that touch a target."""
    return [one for one in found if target_id in one.rule.about or target_id in one.rule.of]


def legal_ceiling(target: Target, progress: Progress) -> int | None:
    """The most subjects that the law allows a target today; None without a ceiling or its base."""
    base = None if target.ceiling is None else progress.figures.get(target.ceiling.of)
    if target.ceiling is None or base is None:
        return None
    return most_allowed(target.ceiling, base.history, progress.as_of)


def conflict(figure: Figure, progress: Progress) -> tuple[int, int] | None:
    """What the plan needs and the less that the law allows; None where both can be kept."""
    cap = legal_ceiling(figure.target, progress)
    need = None if cap is None else figure.needed  # most targets have no cap
    return (need, cap) if need is not None and cap is not None and need > cap else None


def most_allowed(ceiling: Ceiling, base: History, day: date) -> int | None:
    """The most subjects that a legal cap allows on a day; None while nothing is known of its base.

    The base is the count of the other target; while that has no rows, its population: nobody can say more.
    """
    reading = base.on(day)
    size = reading.value if reading else base.population.on(day)
    return None if size is None else floor(ceiling.percent * size / 100)


def _ceiling(rule: Rule, progress: Progress, rows: Rows) -> Judged:
    """What the plan needs beside what the law allows, and whether more is recorded than that."""
    sentences: list[Text] = []
    holds: bool | None = None
    for target_id in rule.about:
        target, figure = progress.campaign.plan.targets[target_id], progress.figures[target_id]
        need, cap = figure.needed, legal_ceiling(target, progress)
        if need is None or cap is None:
            continue
        reached = int(figure.actual.value) if figure.actual else 0
        holds = max(need, reached) <= cap and holds is not False
        both = Text("hai quy định cùng thực hiện được")
        neither = Text("không thể đạt cả hai, cần xin ý kiến cấp có thẩm quyền")
        names: dict[str, object] = {
            "target": target.id,
            "unit": progress.campaign.plan.unit_word(target, need),
            "cap": cap,
            "cite": target.ceiling.cite if target.ceiling else rule.cite,
        }
        needs = mark(
            "{target}: kế hoạch cần ít nhất {need} {unit} ({clause}), luật cho tối đa {cap} ({cite}): {fits}."
        )
        fits = both if need <= cap else neither
        sentences.append(Text(needs, **names, need=need, clause=target.clause, fits=fits))
        if reached > cap:
            over = mark("{target}: đã ghi {reached} {unit}, vượt mức tối đa {cap} mà luật cho ({cite}).")
            sentences.append(Text(over, **names, reached=reached))
    return holds, sentences


def _at_most_target(rule: Rule, progress: Progress, rows: Rows) -> Judged:
    """A title needs as many recognised results of another kind behind it."""
    asked, known = _sum(rule.about, progress), _sum(rule.of, progress)
    names = {"about": ", ".join(rule.about), "of": ", ".join(rule.of)}
    if asked is None:
        template = mark("Chưa có số liệu {about}; hiện có {known} kết quả làm điều kiện ({of}).")
        return None, [] if known is None else [Text(template, known=known, **names)]
    if known is None:
        template = mark("{about}: {asked}; chưa có số liệu kết quả làm điều kiện ({of}).")
        return None, [Text(template, asked=asked, **names)]
    template = mark("{about}: {asked}; kết quả làm điều kiện ({of}): {known}.")
    return asked <= known, [Text(template, asked=asked, known=known, **names)]


def _unit_share(rule: Rule, progress: Progress, rows: Rows) -> Judged:
    """Each awarded unit needs a share of its own people in another target."""
    about, of = ", ".join(rule.about), ", ".join(rule.of)
    awarded = [unit for target_id in rule.about for unit in _awarded_units(target_id, progress, rows)]
    if not awarded:
        return None, [Text("Chưa có đơn vị nào được công nhận {about}.", about=about)]
    shares = [share for unit in awarded for share in _shares_of(unit, rule, progress, rows)]
    if not shares or rule.percent is None:
        unknown = mark("Chưa có số liệu {of} để kiểm tra các đơn vị được công nhận {about}.")
        return None, [Text(unknown, of=of, about=about)]
    short = [share for share in shares if not _is_enough(share.have * 100 / share.size, rule)]
    if not short:
        return True, [Text("Mọi đơn vị được công nhận đều đủ điều kiện.")]
    return False, [Text("{unit}: {have}/{size} người đạt {of}.", **share._asdict()) for share in short]


class _UnitShare(NamedTuple):
    unit: str
    have: Fraction
    size: Fraction
    of: str


def _shares_of(unit: str, rule: Rule, progress: Progress, rows: Rows) -> Iterator[_UnitShare]:
    """A unit's people in each target that the rule asks of it, where both numbers are known."""
    for of in rule.of:
        figure = progress.figures[of]
        size = _headcount(progress, unit, figure.target.population)
        if size and figure.actual is not None:
            have = awards.by_unit(figure.target, rows.get(of, [])).get(unit, Fraction())
            yield _UnitShare(progress.campaign.units[unit].name, have, Fraction(size), of)


def _is_enough(percent: Fraction, rule: Rule) -> bool:
    asked = rule.percent or Fraction()
    return percent > asked if rule.strict else percent >= asked


def _awarded_units(target_id: str, progress: Progress, rows: Rows) -> list[str]:
    """The units that a target has something recorded for."""
    target = progress.campaign.plan.targets[target_id]
    return [unit for unit, value in awards.by_unit(target, rows.get(target_id, [])).items() if value > 0]


def _exact_share(rule: Rule, progress: Progress, rows: Rows) -> Judged:
    """What a percentage means in whole subjects."""
    sentences = []
    for target_id in rule.about:
        target, figure = progress.campaign.plan.targets[target_id], progress.figures[target_id]
        need, size = figure.needed, figure.population
        if need is None or size is None:
            continue
        unit = progress.campaign.plan.unit_word(target)
        template = (
            mark("{target}: mục tiêu nghĩa là cả {size} {unit}.")
            if need == size
            else mark("{target}: mục tiêu nghĩa là ít nhất {need} trong {size} {unit}.")
        )
        sentences.append(Text(template, target=target.id, need=need, size=Fraction(size), unit=unit))
    return None, sentences


def _distinct_units(rule: Rule, progress: Progress, rows: Rows) -> Judged:
    """A unit that appears under several awards: the law forbids several rewards for one achievement."""
    found: dict[str, list[str]] = {}
    for target_id in rule.about:
        for unit in _awarded_units(target_id, progress, rows):
            found.setdefault(unit, []).append(target_id)
    several = [(progress.campaign.units[unit].name, ids) for unit, ids in found.items() if len(ids) > 1]
    if not found:
        return None, [Text("Chưa có đơn vị nào được khen.")]
    if not several:
        return True, [Text("Không đơn vị nào nhận nhiều hình thức khen.")]
    said = mark("{unit} có tên ở {targets}: kiểm tra có cùng một thành tích không.")
    return False, [Text(said, unit=name, targets=", ".join(ids)) for name, ids in several]


def _staff_share(rule: Rule, progress: Progress, rows: Rows) -> Judged:
    """How many awards went to people without a leadership post; no threshold, so no light."""
    found = awards.shares(rule.about, progress.campaign, rows)
    if found.percent is None:
        return None, [Text("Chưa có người được khen.")]
    every = found.leaders + found.staff
    said = mark("{staff}/{total} người được khen không giữ chức vụ lãnh đạo.")
    return None, [Text(said, staff=found.staff, total=every)]


_RULES: dict[RuleKind, Callable[[Rule, Progress, Rows], Judged]] = {
    RuleKind.CEILING: _ceiling,
    RuleKind.AT_MOST_TARGET: _at_most_target,
    RuleKind.UNIT_SHARE: _unit_share,
    RuleKind.EXACT_SHARE: _exact_share,
    RuleKind.DISTINCT_UNITS: _distinct_units,
    RuleKind.STAFF_SHARE: _staff_share,
}


def _sum(target_ids: tuple[str, ...], progress: Progress) -> Fraction | None:
    values = [actual.value for one in target_ids if (actual := progress.figures[one].actual)]
    return sum(values, Fraction()) if values else None


def _headcount(progress: Progress, unit: str, population: str | None) -> int | None:
    found: Iterator[int] = (
        row.size
        for row in sorted(progress.campaign.headcounts, key=lambda row: row.on, reverse=True)
        if row.unit == unit and row.population == population and row.on <= progress.as_of
    )
    return next(found, None)
