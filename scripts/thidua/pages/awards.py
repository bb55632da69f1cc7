"""Awards: what the law caps, how far each award has come, and who gets them."""

from typing import Any

from markupsafe import Markup

from thidua import wording
from thidua.figures import awards, rules
from thidua.model import RuleKind, Stage, Target
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.site.page import Page


def awards_page(view: View) -> Page:
    """The way of every award from registration to recognition."""
    return view.page(
        "awards.html",
        view.home.awards,
        "awards",
        view.words.gettext("Khen thưởng"),
        (one.award or "" for one in view.campaign.plan.targets.values()),
        ceilings=[ceiling(view, one) for one in view.campaign.plan.targets.values() if one.ceiling],
        pipeline=[_steps(view, one) for one in awards.pipeline(view.campaign, view.facts.rows)],
        shares=_shares(view),
        found=[one for one in view.facts.findings if one.rule.kind is not RuleKind.STAFF_SHARE],
    )


def _stage_totals(view: View, target: Target) -> dict[Stage, str]:
    rows = view.facts.rows.get(target.id, [])
    totals = {stage: awards.total(target, [row for row in rows if row.stage is stage]) for stage in Stage}
    return {stage: "–" if one is None else view.words.number(one) for stage, one in totals.items()}


def ceiling(view: View, target: Target) -> dict[str, Any]:
    """Need, legal cap, what they rest on and stages of a capped title, and the conflict in a sentence."""
    need, cap = view.progress.figures[target.id].needed, rules.legal_ceiling(target, view.progress)
    stages, say = _stage_totals(view, target), view.words.gettext
    cite = target.ceiling.cite if target.ceiling else ""
    rows = [
        (say("Kế hoạch cần"), target.clause, "–" if need is None else f"≥ {view.words.number(need)}"),
        (say("Luật cho"), cite, "–" if cap is None else f"≤ {view.words.number(cap)}"),
        (say("Đăng ký"), "", stages[Stage.REGISTERED]),
        *_condition(view, target),
    ]
    sentences = [
        sentence.render(view.words.gettext)
        for one in view.facts.findings
        if target.id in one.rule.about and one.rule.kind is RuleKind.CEILING
        for sentence in one.sentences
    ]
    return {
        "target": target,
        "rows": rows,
        "proposed": stages[Stage.PROPOSED],
        "awarded": stages[Stage.AWARDED],
        "sentences": sentences,
    }


def _condition(view: View, target: Target) -> list[tuple[str, str, str]]:
    """Results that the title needs behind it, such as recognised initiatives."""
    for rule in view.campaign.plan.rules:
        if rule.kind is RuleKind.AT_MOST_TARGET and target.id in rule.about:
            found = [view.progress.figures[one].actual for one in rule.of]
            total = sum(int(one.value) for one in found if one)
            plan = view.campaign.plan
            kinds = [plan.unit_word(plan.targets[one]) or one for one in rule.of]
            label = view.words.say("{kinds} được công nhận", kinds=", ".join(kinds).capitalize())
            return [(label, ", ".join(rule.of), view.words.number(total))]
    return []


def _steps(view: View, one: awards.Pipeline) -> dict[str, Any]:
    target, words = one.target, view.words
    figure = view.progress.figures[target.id]
    need = figure.needed
    steps = [
        {
            "label": words.gettext(wording.STAGES[stage]),
            "value": "–" if value is None else words.number(value),
            "counts": stage is target.counts,
            "line": _line(min(100, int(100 * value / need)) if value and need else 0),
        }
        for stage, value in one.stages.items()
    ]
    goal = "–" if need is None else words.number(need)
    return {"target": target, "steps": steps, "goal": goal, "status": figure.status}


def _line(fill: int) -> Markup:
    """A line under a number, as long as it has come of what is asked, in per cent."""
    drawn = f'<rect class="td-g-da" width="{fill}" height="3"/>' if fill else ""
    return inert(
        '<svg class="td-step" viewBox="0 0 100 3" height="3" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="td-g-tr" width="100" height="3"/>{drawn}</svg>'
    )


def _shares(view: View) -> dict[str, Any] | None:
    """Awards to people without a leadership post, by the plan's own rule; None where it has none."""
    rule = next((one for one in view.campaign.plan.rules if one.kind is RuleKind.STAFF_SHARE), None)
    if rule is None:
        return None
    words = view.words
    whole = awards.shares(rule.about, view.campaign, view.facts.rows)
    if whole.percent is None:
        return {"sentence": words.gettext("Chưa có người được khen."), "rows": []}
    sentence = words.say(
        "{staff}/{all} người được khen không giữ chức vụ lãnh đạo ({percent}).",
        staff=whole.staff,
        all=whole.staff + whole.leaders,
        percent=words.percent(whole.percent),
    )
    rows = [
        {
            "target": view.campaign.plan.targets[one],
            "shares": awards.shares([one], view.campaign, view.facts.rows),
        }
        for one in rule.about
    ]
    return {"sentence": sentence, "rows": rows}
