"""The table of what each unit has registered for in the campaign: counts, never a name."""

from collections.abc import Iterator, Mapping, Sequence

from thidua import wording
from thidua.figures import awards
from thidua.figures.progress import Progress
from thidua.model import Achievement, Role, Stage, Target
from thidua.report.content import matter_of
from thidua.report.matter import Matter
from thidua.report.model import BodyPart, Form, ReportContent, Row, Table, columns_of
from thidua.report.office import document, filed
from thidua.report.phrases import count, document_date, inside, numbered, padded
from thidua.words import VIETNAMESE

WHOLE = "toan-co-quan"
Rows = Mapping[str, Sequence[Achievement]]


def registration_content(progress: Progress) -> ReportContent:
    """What each unit has registered for up to the day, and all of them together beside the plan."""
    plan = progress.campaign.plan
    matter = matter_of(progress, plan.phases[-1])
    return document(
        Form.REGISTER,
        "dang-ky",
        plan,
        progress.as_of,
        subject=inside(plan.title),
        addressees=(),
        body=tuple(_body(matter)),
        recipients=(f"- {filed(plan)}.",),
    )


def _body(matter: Matter) -> Iterator[BodyPart]:
    registered = {
        target.id: [row for row in matter.rows.get(target.id, []) if row.stage is Stage.REGISTERED]
        for target in (figure.target for figure in matter.in_force)
        if target.traits.has_stages
    }
    day = document_date(matter.day)
    known = {row.unit for rows in registered.values() for row in rows if row.unit}
    if not any(registered.values()):
        yield matter.text(f"Đến ngày {day} chưa ghi nhận đăng ký thi đua.", "dang-ky")
        return
    yield matter.text(f"Đến ngày {day}, các phòng, đơn vị đăng ký thi đua như sau:", "dang-ky")
    yield Table("bang", columns_of("registrations"), tuple(_rows(registered, matter)))
    silent = [
        unit.name
        for unit in matter.campaign.units.values()
        if unit.in_being(matter.day) and unit.id not in known
    ]
    if silent:
        yield matter.text(f"Đơn vị chưa đăng ký: {numbered(silent, _MORE_UNITS)}.", "chua-dang-ky")
    yield matter.blank("[Ý kiến của cơ quan về việc đăng ký]")


_MORE_UNITS = "{names}; và {n} đơn vị khác"


def _rows(registered: Rows, matter: Matter) -> Iterator[Row]:
    """A block a unit, one for what is of no unit, and the sum beside the plan."""
    for unit in (*matter.campaign.units, None):
        own = {name: [row for row in rows if row.unit == unit] for name, rows in registered.items()}
        if any(own.values()):
            yield Row(unit or "chung", (matter.unit_name(unit) if unit else "Chung của cơ quan",))
            yield from _block(unit or "chung", own, matter)
    yield Row(WHOLE, ("Toàn cơ quan, so với kế hoạch",))
    yield from _block(WHOLE, registered, matter)


def _block(name: str, registered: Rows, matter: Matter) -> Iterator[Row]:
    place = 0
    for target_id, rows in registered.items():
        target = matter.plan.targets[target_id]
        standing = awards.standing_rows(target, rows)
        if standing:
            place += 1
            yield Row(f"{name}/{target_id}", (str(place), *_cells(name, target, standing, matter)))


def _cells(name: str, target: Target, rows: list[Achievement], matter: Matter) -> tuple[str, ...]:
    goal = padded(wording.goal_phrase(target, matter.plan, VIETNAMESE), target)
    staff = [row.value for row in rows if row.role is Role.STAFF]
    label = inside(target.name)
    return (
        f"{label} (kế hoạch: {goal})" if name == WHOLE else label,
        matter.plan.unit_word(target) or "–",
        count(sum(row.value for row in rows)),
        count(sum(staff)) if any(row.role for row in rows) else "–",
        document_date(max(row.on for row in rows)),
    )
