"""The plan's checks across targets, worked out on a day and said in a sentence with its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from thidua import awards
from thidua.model import Achievement, Campaign, Rule, RuleKind, Target
from thidua.progress import Progress, subjects_needed
from thidua.text import Text

Rows = Mapping[str, list[Achievement]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule on the as-of day; ``holds`` is None for an indicator and where figures are missing."""

    rule: Rule
    holds: bool | None
    sentences: tuple[Text, ...]


def findings(progress: Progress, rows: Rows) -> list[Finding]:
    """Every rule of the plan, in its order; ``rows`` are those on or before the as-of day."""
    return [_RULES[rule.kind](rule, progress, rows) for rule in progress.campaign.plan.rules]


def findings_about(found: list[Finding], target_id: str) -> list[Finding]:
    """The findings that touch a target."""
    return [one for one in found if target_id in one.rule.about or target_id in one.rule.of]


def legal_ceiling(target: Target, progress: Progress) -> int | None:
    """The most subjects that the law allows a target today; None without a ceiling or its base.

    The base is the count of the other target; while that has no rows, its population: nobody can say more.
    """
    if target.ceiling is None:
        return None
    base = progress.figures[target.ceiling.of]
    size = base.actual.value if base.actual else base.history.population.on(progress.as_of)
    return None if size is None else floor(target.ceiling.percent * size / 100)


def _ceiling(rule: Rule, progress: Progress, rows: Rows) -> Finding:
    """What the plan needs beside what the law allows."""
    sentences, holds = [], None
    for target_id in rule.about:
        target = progress.campaign.plan.targets[target_id]
        figure = progress.figures[target_id]
        need = subjects_needed(target, figure.history.population.on(progress.as_of))
        cap = legal_ceiling(target, progress)
        if need is None or cap is None:
            continue
        holds = need <= cap and holds is not False
        fits = (
            Text("hai quy định cùng thực hiện được")
            if need <= cap
            else Text("không thể đạt cả hai, cần xin ý kiến cấp có thẩm quyền")
        )
        sentences.append(
            Text(
                "{target}: kế hoạch cần ít nhất {need} {unit} ({clause}), "
                "luật cho tối đa {cap} ({cite}): {fits}.",
                target=target.id,
                need=need,
                unit=_unit(progress.campaign, target),
                clause=target.clause,
                cap=cap,
                cite=target.ceiling.cite if target.ceiling else rule.cite,
                fits=fits,
            )
        )
    return Finding(rule, holds, tuple(sentences) or _unknown())


def _at_most_target(rule: Rule, progress: Progress, rows: Rows) -> Finding:
    """A title needs as many recognised results of another kind behind it."""
    asked, known = _sum(rule.about, progress), _sum(rule.of, progress)
    if asked is None:
        return Finding(
            rule,
            None,
            (
                Text(
                    "Chưa có số liệu {about}; hiện có {known} kết quả làm điều kiện ({of}).",
                    about=", ".join(rule.about),
                    known=int(known or 0),
                    of=", ".join(rule.of),
                ),
            ),
        )
    return Finding(
        rule,
        asked <= (known or 0),
        (
            Text(
                "{about}: {asked}; kết quả làm điều kiện ({of}): {known}.",
                about=", ".join(rule.about),
                asked=int(asked),
                of=", ".join(rule.of),
                known=int(known or 0),
            ),
        ),
    )


def _unit_share(rule: Rule, progress: Progress, rows: Rows) -> Finding:
    """Each awarded unit needs a share of its own people in another target."""
    campaign, sentences, holds = progress.campaign, [], None
    for about in rule.about:
        target = campaign.plan.targets[about]
        for unit in awards.by_unit(target, rows.get(about, [])):
            for of in rule.of:
                base = campaign.plan.targets[of]
                have = int(awards.by_unit(base, rows.get(of, [])).get(unit, 0))
                size = _headcount(progress, unit, base.population)
                if not size or rule.percent is None:
                    continue
                share = Fraction(have * 100, size)
                fits = share > rule.percent if rule.strict else share >= rule.percent
                holds = fits and holds is not False
                if not fits:
                    sentences.append(
                        Text(
                            "{unit}: {have}/{size} người đạt {of}.",
                            unit=campaign.units[unit].name,
                            have=have,
                            size=size,
                            of=of,
                        )
                    )
    if holds is None:
        return Finding(
            rule, None, (Text("Chưa có đơn vị nào được công nhận {about}.", about=", ".join(rule.about)),)
        )
    return Finding(rule, holds, tuple(sentences) or (Text("Mọi đơn vị được công nhận đều đủ điều kiện."),))


def _exact_share(rule: Rule, progress: Progress, rows: Rows) -> Finding:
    """What a percentage means in whole subjects."""
    sentences = []
    for target_id in rule.about:
        target = progress.campaign.plan.targets[target_id]
        size = progress.figures[target_id].history.population.on(progress.as_of)
        need = subjects_needed(target, size)
        if need is None or size is None:
            continue
        unit = _unit(progress.campaign, target)
        template = (
            "{target}: mục tiêu nghĩa là cả {size} {unit}."
            if need == size
            else "{target}: mục tiêu nghĩa là ít nhất {need} trong {size} {unit}."
        )
        sentences.append(Text(template, target=target.id, need=need, size=size, unit=unit))
    return Finding(rule, None, tuple(sentences) or _unknown())


def _distinct_units(rule: Rule, progress: Progress, rows: Rows) -> Finding:
    """A unit that appears under several awards: the law forbids several rewards for one achievement."""
    campaign = progress.campaign
    found: dict[str, list[str]] = {}
    for target_id in rule.about:
        for unit, value in awards.by_unit(campaign.plan.targets[target_id], rows.get(target_id, [])).items():
            if value > 0:
                found.setdefault(unit, []).append(target_id)
    several = {unit: ids for unit, ids in found.items() if len(ids) > 1}
    if not found:
        return Finding(rule, None, (Text("Chưa có đơn vị nào được khen."),))
    return Finding(
        rule,
        not several,
        tuple(
            Text(
                "{unit} có tên ở {targets}: kiểm tra có cùng một thành tích không.",
                unit=campaign.units[unit].name,
                targets=", ".join(ids),
            )
            for unit, ids in several.items()
        )
        or (Text("Không đơn vị nào nhận nhiều hình thức khen."),),
    )


def _staff_share(rule: Rule, progress: Progress, rows: Rows) -> Finding:
    """How many awards went to people without a leadership post; no threshold, so no light."""
    found = awards.shares(rule.about, progress.campaign, rows)
    if found.percent is None:
        return Finding(rule, None, (Text("Chưa có người được khen."),))
    return Finding(
        rule,
        None,
        (
            Text(
                "{staff}/{total} người được khen không giữ chức vụ lãnh đạo.",
                staff=found.staff,
                total=found.leaders + found.staff,
            ),
        ),
    )


_RULES: dict[RuleKind, Callable[[Rule, Progress, Rows], Finding]] = {
    RuleKind.CEILING: _ceiling,
    RuleKind.AT_MOST_TARGET: _at_most_target,
    RuleKind.UNIT_SHARE: _unit_share,
    RuleKind.EXACT_SHARE: _exact_share,
    RuleKind.DISTINCT_UNITS: _distinct_units,
    RuleKind.STAFF_SHARE: _staff_share,
}


def _unknown() -> tuple[Text, ...]:
    return (Text("Chưa đủ số liệu để kiểm tra."),)


def _unit(campaign: Campaign, target: Target) -> str:
    return campaign.plan.populations.get(target.population or "", target.unit or "")


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
