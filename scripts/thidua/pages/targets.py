"""The list of targets, and a page for each."""

from typing import Any

from thidua import wording
from thidua.figures import rules
from thidua.figures.progress import Figure
from thidua.model import Status, Target
from thidua.pages import bars, grid
from thidua.pages.awards import ceiling
from thidua.pages.chart_parts import year_figure
from thidua.pages.league import league
from thidua.pages.target_rows import target_rows
from thidua.pages.target_story import (
    holders,
    made_of,
    phase_stories,
    revision_sentences,
    unassigned,
    waiting_card,
    year_before_card,
)
from thidua.pages.view import View
from thidua.site.page import Link, Page
from thidua.text import Text, mark


def target_page(view: View, place: int) -> Page:
    """The page of the target at a place of the plan, leading to the one before and after it."""
    figures = view.figures
    before = _link(view, figures[place - 1].target) if place else None
    after = _link(view, figures[place + 1].target) if place + 1 < len(figures) else None
    return _target_page(view, figures[place], before, after)


def _link(view: View, target: Target) -> Link:
    return Link(view.home.target(target.id), f"{target.id} {target.name}")


def target_list_page(view: View) -> Page:
    """Every target in the grid."""
    return view.page(
        "targets.html",
        view.home.targets,
        "targets",
        view.words.pgettext("heading", "Chỉ tiêu"),
        groups=grid.plan_groups(view, view.figures),
        status_line=wording.status_list(view.progress.totals, view.words, len(view.progress.cancelled)),
    )


def _target_page(view: View, one: Figure, before: Link | None, after: Link | None) -> Page:
    target, plan, words = one.target, view.campaign.plan, view.words
    path = view.home.target(target.id)
    head = view.scene.target_head(one)
    sentence = head.description
    delta = wording.delta_phrase(target, grid.moved(view, target), words)
    body = view.render(
        "target.html",
        path,
        figure=one,
        target=target,
        group=plan.groups[target.group],
        sentence=sentence,
        actual=wording.actual_phrase(target, one.actual, words),
        delta=_notes(view, one, delta),
        goal=_goal(view, one),
        missing=_missing(view, one),
        law=_law(view, one),
        from_where=_from_where(view, one),
        left="" if target.cancelled else wording.days_left(view.as_of, target.due, words),
        ceiling=_ceiling_note(view, target),
        outlook=wording.outlook_sentence(one, plan, view.as_of, words),
        chart=year_figure(view, path, target.id, titled=False),
        headline=head.title,
        league=league(view, one),
        phases=phase_stories(view, one),
        unassigned=unassigned(view, one),
        revisions=revision_sentences(view, one),
        before=year_before_card(view, one),
        waiting=waiting_card(view, one),
        holders=holders(view, one),
        made=made_of(view, target),
        tasks=[task for task in plan.tasks.values() if target.id in task.targets],
        found=rules.findings_about(view.facts.findings, target.id),
        rows=target_rows(view, target),
        no_rows=words.say("Đến {day} chưa có dòng số liệu nào.", day=words.date(view.as_of)),
    )
    search = wording.plain(
        (target.id, target.name, target.quote, target.clause, words.gettext(one.status.label), sentence)
    )
    title = f"{target.id} {target.name}"
    return Page(path, "targets", title, body, search, sentence, before, after, view.home)


def _notes(view: View, one: Figure, delta: str) -> str:
    """What has changed since the month before; where a year before is told too, the part of the plan."""
    say, notes = view.words.say, []
    if delta:
        notes.append(say("{delta} so với {day}", delta=delta, day=view.words.date(view.facts.earlier_day)))
    if one.previous and one.part_reached is not None:
        notes.append(say("{share} kế hoạch", share=view.words.percent(one.part_reached * 100)))
    return " · ".join(notes)


def _ceiling_note(view: View, target: Target) -> str:
    """The conflict with the law in a sentence; "" where both can be kept."""
    found = [
        one
        for one in view.facts.findings
        if one.holds is False and target.ceiling is not None and target.id in one.rule.about
    ]
    sentences: list[Text] = [sentence for one in found for sentence in one.sentences]
    return " ".join(one.render(view.words.gettext) for one in sentences)


def _goal(view: View, one: Figure) -> dict[str, str]:
    """The goal as a figure, for a card, and in words: ≥ 6, "ít nhất 15% CBCCVC"; of levels words alone."""
    words, plan, target = view.words, view.campaign.plan, one.target
    phrase = wording.goal_phrase(target, plan, words)
    if target.traits.has_levels:
        return {"value": phrase, "note": ""}
    need = one.needed if target.needs_population else None
    if need is not None:
        asked = words.number(need)
        if target.goal.upper is not None and target.is_kept:
            asked = bars.subjects_asked(one, words)
        elif need == one.population:
            asked = f"{asked}/{asked}"
        else:
            asked = f"≥ {asked}"
        return {"value": asked, "note": phrase}
    return {
        "value": wording.goal_sign(target, words),
        "note": plan.whole_word(target, target.goal.upper or target.goal.lower),
    }


def _missing(view: View, one: Figure) -> dict[str, str]:
    """What is missing, for a card; of a conduct norm what has been found."""
    say = view.words.gettext
    number, unit = bars.missing(view, one)
    if one.target.traits.counts_breaches:
        number, unit = bars.breach_parts(wording.breaches(one.actual), view.words)
        return {"label": say("Đã ghi nhận"), "value": number, "note": unit}
    if one.status is Status.CANCELLED:
        number, unit = "–", ""
    if one.shortfall == 0 and number == "–":
        number = "0"
    label = say("Vượt") if number.startswith("+") else say("Còn thiếu")
    return {"label": label, "value": number or unit or "–", "note": unit if number else ""}


def _law(view: View, one: Figure) -> dict[str, Any] | None:
    """What the law allows beside what the plan asks for; None where it sets no ceiling."""
    words, target = view.words, one.target
    cap = rules.legal_ceiling(target, view.progress)
    if target.ceiling is None or cap is None:
        return None
    base = view.progress.figures[target.ceiling.of].target
    both = grid.law_conflict(view, one) is None
    return {
        "value": f"≤ {words.number(cap)}",
        "note": words.say("{share} số {name}", share=words.percent(target.ceiling.percent), name=base.name),
        "heading": words.gettext(mark("Kế hoạch và luật") if both else mark("Hai mức không cùng đạt được")),
        "rows": ceiling(view, target)["rows"],
    }


def _from_where(view: View, one: Figure) -> str:
    """The heading over the rows: the figure that they make, where there is one."""
    number, _ = bars.numbers(one, view.words)
    if number == "–" or one.target.traits.has_levels:
        return view.words.gettext("Con số này từ đâu")
    return view.words.say("Con số {n} từ đâu", n=number)
