"""How every figure is worked out: the page written from the same constants as the figures."""

from __future__ import annotations

from fractions import Fraction

from thidua import wording
from thidua.figures.progress import Figure
from thidua.model import Accumulation, Measure, Status
from thidua.pages.view import View
from thidua.site.page import Page
from thidua.text import mark

# The rules of the status table: when each fits, and the statuses that it gives.
_TABLE = (
    (mark("chưa đến ngày bắt đầu của chỉ tiêu"), (Status.NOT_STARTED,)),
    (mark("chỉ tiêu chấp hành, đã ghi nhận vi phạm nên không còn đạt được"), (Status.MISSED,)),
    (
        mark("chỉ tiêu chấp hành, còn lại: đạt từ ngày đến hạn, trước đó là đúng tiến độ"),
        (Status.MET, Status.ON_TRACK),
    ),
    (mark("chưa có dòng nào, mà đã đến hạn hoặc tiến độ đã đòi hỏi"), (Status.NO_DATA,)),
    (mark("chưa có dòng nào, và chưa đòi hỏi gì"), (Status.NOT_DUE,)),
    (mark("đạt mục tiêu, nhưng đạt sau ngày đến hạn"), (Status.MET_LATE,)),
    (mark("đạt mục tiêu và vượt quá mục tiêu, tính đến ngày đến hạn"), (Status.EXCEEDED,)),
    (mark("đạt mục tiêu"), (Status.MET,)),
    (mark("đã đến hạn mà chưa đạt"), (Status.MISSED,)),
    (mark("chưa đến hạn, tiến độ chưa đòi hỏi gì"), (Status.NOT_DUE,)),
    (mark("không thấp hơn tiến độ"), (Status.ON_TRACK,)),
    (mark("từ {share} tiến độ trở lên"), (Status.AT_RISK,)),
    (mark("thấp hơn {share} tiến độ"), (Status.OFF_TRACK,)),
)


def method_page(view: View) -> Page:
    """The method in the office's words, with this campaign's own limits."""
    words, plan = view.words, view.campaign.plan
    share = words.percent(plan.at_risk * 100)
    return view.page(
        "method.html",
        view.home.method,
        "method",
        words.gettext("Cách tính"),
        (words.gettext(one.traits.method) for one in Measure),
        measures=[{"label": one.traits.label, "text": words.gettext(one.traits.method)} for one in Measure],
        table=[(words.say(text, share=share), statuses) for text, statuses in _TABLE],
        pace=[
            words.gettext(
                "Tiến độ cho biết đến một ngày phải được bao nhiêu: tăng đều từ ngày bắt đầu đến hạn, "
                "theo các mốc đã định, hoặc chỉ xét một lần khi đến hạn."
            ),
            words.say(
                "Đạt từ {share} tiến độ trở lên là có nguy cơ, thấp hơn là chậm. "
                "Không chỉ tiêu nào bị coi là chậm trước khi tiến độ của nó đòi hỏi.",
                share=share,
            ),
        ],
        phase=[
            words.gettext(
                "Yêu cầu của một đợt là tiến độ vào ngày cuối đợt (số lượng làm tròn lên), "
                "nên chỉ tiêu chỉ xét cuối năm thì không giao trong đợt đầu. "
                "Kết quả của đợt tính từ đầu phong trào đến hết đợt."
            ),
            words.gettext("Chỉ tiêu chấp hành phải giữ đủ trong mọi đợt."),
        ],
        readings=[one for one in plan.targets.values() if one.interpretation],
        found=view.facts.findings,
    )


def target_method(view: View, figure: Figure) -> list[str]:
    """How this target's figure and status came about, with its numbers put in."""
    target, words, plan = figure.target, view.words, view.campaign.plan
    lines = []
    if target.derived is None:  # the page tells of which others it is made
        measure, text = words.gettext(target.traits.label), words.gettext(target.traits.method)
        lines.append(words.say("{measure}: {text}.", measure=measure, text=text))
    if target.derived is None and target.traits.has_reading:
        lines.append(
            words.gettext("Mỗi dòng là số lũy kế của đơn vị.")
            if target.reading is Accumulation.CUMULATIVE
            else words.gettext("Mỗi dòng là số mới thêm; các dòng được cộng lại.")
        )
    lines.append(
        words.say(
            "Tiến độ: {pace}; từ {start} đến {due}.",
            pace=wording.pace_phrase(target, words),
            start=words.date(target.start),
            due=words.date(target.due),
        )
    )
    if not target.is_kept and not target.traits.has_levels:
        lines.append(
            words.say(
                "Ngày {day}: thực hiện {actual}, tiến độ {expected}, mục tiêu {goal}.",
                day=words.date(view.as_of),
                actual=wording.actual_phrase(target, figure.actual, words),
                expected=wording.amount(target, figure.expected or Fraction(), words),
                goal=wording.goal_phrase(target, plan, words),
            )
        )
    lines.append(words.say("Vậy trạng thái là: {status}.", status=words.gettext(figure.status.label)))
    return lines
