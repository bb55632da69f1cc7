"""The section on awards: a table of what was decided, by form and by who got it, and what is on its way."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from thidua.figures import awards
from thidua.model import RuleKind, Stage, Target
from thidua.report.matter import Matter
from thidua.report.model import BodyPart, Row, Table, columns_of
from thidua.report.phrases import count, document_date, inside
from thidua.words import VIETNAMESE

_PEOPLE = ("người", "cá nhân")
_VERBS = {Stage.REGISTERED: "đăng ký", Stage.PROPOSED: "đề nghị", Stage.AWARDED: "công nhận"}


def commendation(matter: Matter) -> Iterator[BodyPart]:
    """III. Awards: the table, what is still on its way, and the share of people without a leadership post."""
    yield matter.section("III. CÔNG TÁC KHEN THƯỞNG")
    day = document_date(matter.day)
    moving = [
        one
        for one in awards.pipeline(matter.campaign, matter.rows)
        if any(value is not None for value in one.stages.values())
    ]
    table = award_table(matter)
    if table.rows:
        yield matter.text(f"Đến ngày {day}, kết quả khen thưởng như sau:", "khen")
        yield table
    elif not moving:
        yield matter.text(f"Đến ngày {day} chưa ghi nhận số liệu về khen thưởng.", "khen")
    shown = {target.id for target, _ in _decided(matter)}
    lines = [line for one in moving if (line := _on_its_way(one, one.target.id in shown, matter))]
    if lines:
        yield matter.text("Các bước bình xét, đề nghị:", "khen/cac-buoc")
        yield from lines
    for rule in matter.plan.rules:
        if rule.kind is RuleKind.STAFF_SHARE:
            yield from _staff(rule.about, matter)
    yield matter.blank("[Đánh giá công tác bình xét, đề nghị khen thưởng; việc phát hiện, nhân điển hình]")


def award_table(matter: Matter) -> Table:
    """Each form of award with how many units and people got it; people by their post. No row: no award.

    Titles and forms of commendation are different families: nothing is added up across rows.
    """
    known = [inside(target.award) for target in matter.plan.targets.values() if target.award]
    forms: dict[str, list[tuple[Target, bool]]] = {form: [] for form in known}  # in the order of the plan
    for target, is_personal in _decided(matter):
        forms[inside(target.award or "")].append((target, is_personal))
    rows = []
    for place, (form, targets) in enumerate((one for one in forms.items() if one[1]), 1):
        people = [target.id for target, is_personal in targets if is_personal]
        shares = awards.shares(people, matter.campaign, matter.rows)
        units = awards.shares(
            [one.id for one, is_personal in targets if not is_personal], matter.campaign, matter.rows
        )
        numbers = (units.total, shares.total, shares.leaders, shares.staff)
        cells = [count(number) if number else "–" for number in numbers]
        rows.append(Row(targets[0][0].id, (str(place), form, *cells)))
    return Table("khen", columns_of("awards"), tuple(rows))


def _decided(matter: Matter) -> list[tuple[Target, bool]]:
    """The targets of an award to units or people with any decided; and whether it goes to people."""
    found = []
    for target in matter.plan.targets.values():
        if not target.award:
            continue
        rows = [row for row in matter.rows.get(target.id, []) if row.stage is Stage.AWARDED]
        is_personal = matter.plan.unit_word(target) in _PEOPLE or any(row.role for row in rows)
        if rows and (is_personal or target.group == "collective"):
            found.append((target, is_personal))
    return found


def _on_its_way(one: awards.Pipeline, is_shown: bool, matter: Matter) -> BodyPart | None:
    """The steps of an award but the last where the table has it; None where nothing else is known."""
    stages = [
        _step(stage, one.target, value, matter)
        for stage in Stage
        if (value := one.stages[stage]) is not None and not (is_shown and stage is Stage.AWARDED)
    ]
    if not stages:
        return None
    told = f"{', '.join(stages)} {matter.plan.unit_word(one.target)}".rstrip()
    return matter.text(f"- {inside(one.target.name)}: {told}.", f"khen/{one.target.id}")


def _step(stage: Stage, target: Target, value: Fraction, matter: Matter) -> str:
    verb = "trình" if target.counts is stage is Stage.PROPOSED else _VERBS[stage]
    return f"đã {verb} {count(value)}" if value else f"chưa {verb}"


def _staff(target_ids: Sequence[str], matter: Matter) -> Iterator[BodyPart]:
    """Awards to people without a leadership post; nothing where no row says who got one."""
    judged = [one for one in target_ids if matter.plan.targets[one].traits.shows_people]
    found = awards.shares(judged, matter.campaign, matter.rows)
    if found.percent is not None:
        every, staff = count(found.leaders + found.staff), count(found.staff)
        yield matter.text(
            f"Trong {every} lượt người được khen đã rõ chức vụ, có {staff} lượt người không giữ chức vụ "
            f"lãnh đạo, quản lý ({VIETNAMESE.percent(found.percent)}).",
            "khen/khong-chuc-vu",
        )
