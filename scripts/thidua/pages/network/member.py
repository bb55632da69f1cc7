"""A member's page: its figures here, its place on the common lines, and the way to its own site."""

from thidua import wording
from thidua.network.records import Standing
from thidua.pages.headline import KeyEntry, headline, with_bar
from thidua.pages.network import said
from thidua.pages.network.lines import member_lines
from thidua.pages.network.rows import age
from thidua.pages.network.trend import trend
from thidua.pages.network.view import NetworkView
from thidua.site.batches import content_key
from thidua.site.page import Page
from thidua.text import mark


def member_key(view: NetworkView, one: Standing) -> str:
    """All that a member's page shows beside what every page of the network has in common."""
    lines = [(line.name, row) for line, row in member_lines(view, one.member.id)]
    days = [(past.day, past.members.get(one.member.id)) for past in view.days]
    return content_key(one, lines, days, view.day)


def member_page(view: NetworkView, one: Standing) -> Page:
    """What is known of a member."""
    words, member, answer = view.words, one.member, one.answer
    path, standing = view.home.member(member.id), None
    said_first = words.gettext("Chưa có số liệu của nơi này.")
    if answer:
        entries = [
            KeyEntry(status, count, "", f"{words.gettext(status.label)}: {count}")
            for status, count in answer.totals.items()
        ]
        first, total = headline(answer.totals, words), sum(answer.totals.values())
        standing = with_bar(first, entries, words.say("= {n} chỉ tiêu", n=total))
        said_first = str(first)
    body = view.render(
        "member.html",
        path,
        member=member,
        standing=standing,
        notes=_notes(view, one),
        facts=_facts(view, one),
        site=said.site(member),
        lines=member_lines(view, member.id),
        ranked=view.is_small,
        targets=[*answer.figures.values()] if answer else [],
        trend=trend(view, [(past.day, past.members.get(member.id, {})) for past in view.days]),
    )
    search = wording.plain((member.name, member.id))
    return Page(path, "members", member.name, body, search, description=said_first)


def _notes(view: NetworkView, one: Standing) -> list[str]:
    """What is wrong with the figures; that they are made up. What to do is told to who collects, not here."""
    words, fault, notes = view.words, one.kept.fault, []
    if fault:
        template = mark("Lần lấy gần nhất không được: {reason}.")
        notes.append(words.say(template, reason=fault.message.render(words.gettext)))
    if one.answer and one.answer.illustrative:
        said_so = mark("Nơi này chỉ công bố số liệu minh họa: không cộng vào tổng, không xếp hạng.")
        notes.append(words.gettext(said_so))
    return notes


def _facts(view: NetworkView, one: Standing) -> list[tuple[str, str]]:
    words, answer, had = view.words, one.answer, one.kept.collected
    facts = [(words.gettext("Tình trạng"), words.gettext(one.state.label))]
    if answer:
        day = words.say("{day} ({n} ngày trước)", day=words.date(answer.figures_of), n=age(view, one))
        facts.append((words.gettext("Số liệu đến ngày"), day))
    if had:
        facts.append((words.gettext("Lấy về ngày"), words.date(had)))
    if one.member.network is not None and answer:
        facts.append((words.gettext("Số cơ quan bên trong"), words.number(answer.offices)))
    if answer and answer.cancelled:
        facts.append((words.gettext("Thôi thực hiện"), words.number(answer.cancelled)))
    return facts
