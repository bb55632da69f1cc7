"""The keys of plan.yml that describe a target, a number that is none, and what a revision changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from thidua import model
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, TableOf, Value, ValueType
from thidua.plan import words
from thidua.plan.words import ACROSS, MEASURES, PACES, READINGS
from thidua.reading.cells import BOOLEANS
from thidua.tables.contents import STAGES

TEXT = Value()
DAY = Value(ValueType.DAY)
ID = Value(ValueType.ID)
NUMBER = Value(ValueType.NUMBER)
AMOUNT = Value(ValueType.AMOUNT)
UNIT = Value(ValueType.REFERENCE)  # in units.csv
SOURCE = Value(ValueType.REFERENCE)  # a target, or a number that is none
A_PREVIOUS = Value(ValueType.REFERENCE)  # in another campaign
A_TARGET = Value(ValueType.REFERENCE, to="targets")
A_PHASE = Value(ValueType.REFERENCE, to="phases")
STAGE = OneOf("stage", STAGES)
YES_OR_NO = OneOf("yes or no", BOOLEANS)

# fmt: off
# One row a key: what it holds, what it means in Vietnamese and in English.

GOAL: Record[Any] = Record("goal", (
    Key("at_least", AMOUNT, "ít nhất; xếp loại thì ghi tên mức", "at least; a rank names its level",
        also=words.AT_LEAST),
    Key("more_than", AMOUNT, "trên (nhiều hơn hẳn)", "strictly more than", also=words.MORE_THAN),
    Key("at_most", AMOUNT, "không quá", "at most", also=words.AT_MOST),
    Key("less_than", AMOUNT, "dưới (ít hơn hẳn)", "strictly less than", also=words.LESS_THAN),
    Key("between", ListOf(AMOUNT, least=2), "từ … đến …, ví dụ [7, 9]",
        "lower and upper bound, both included", also=words.BETWEEN),
), only_one=True, opposed=True)

POINT: Record[Any] = Record("pace", (
    Key("by", DAY, "đến ngày", "on this day", required=True),
    Key("value", AMOUNT, "phải đạt được bao nhiêu", "so much must be reached", required=True),
))

CEILING = Record("ceiling", makes=model.Ceiling, keys=(
    Key("at_most_percent", NUMBER, "tối đa bao nhiêu phần trăm", "at most so many percent", required=True,
        into="percent"),
    Key("of", A_TARGET, "của số đạt chỉ tiêu nào (mã chỉ tiêu)",
        "of the count of this target", required=True),
    Key("cite", TEXT, "điều khoản quy định mức trần", "the law it comes from", required=True),
))

DERIVED: Record[Any] = Record("from", (
    Key("sum", ListOf(SOURCE, least=1), "tổng các chỉ tiêu này (số lượng hoặc khối lượng cùng đơn vị tính)",
        "the sum of counts or amounts alike in unit", also=words.SUM),
    Key("percent", ListOf(Either(text=SOURCE, items=ListOf(SOURCE, least=1)), least=2),
        "[phần, toàn bộ]: phần bằng bao nhiêu phần trăm; mỗi bên là một mã hoặc một danh sách mã được cộng",
        "[part, whole], each an id or a list of ids that are added: a level in %", also=words.PERCENT),
    Key("units_meeting", SOURCE, "số đơn vị đạt mức giao của chỉ tiêu này",
        "how many units satisfy their allocation of this target", also=words.UNITS_MEETING),
), only_one=True)

# What a target and a number that is no target have in common.
MEASURED = (
    Key("population", Value(ValueType.REFERENCE, to="populations"),
        "tính phần trăm trên đối tượng nào (bắt buộc với tỷ lệ, tuân thủ và trung bình có trọng số)",
        "percent of what; required for ratio, compliance and a weighted level"),
    Key("unit", TEXT, "đơn vị tính để hiển thị; dấu % làm một mức thành phần trăm",
        "for display; % makes a level a percentage"),
    Key("scale", Value(ValueType.REFERENCE, to="scales"), "thang xếp loại (bắt buộc với xếp loại)",
        "the scale; required for a rank", into="scale_id"),
    Key("across", ACROSS,
        "mức, xếp loại: số của nhiều đơn vị gộp lại thế nào; xếp loại không ghi thì lấy thấp nhất",
        "level, rank: how the rows of several units make one figure; a rank's default is least"),
    Key("counts", STAGE, "bước nào thì được tính", "the stage that counts", default="awarded"),
    Key("reading", READINGS, "số lượng, khối lượng, tỷ lệ: mỗi dòng số liệu là số tăng thêm hay số lũy kế",
        "count, amount, ratio: what a row of achievements.csv holds",
        default="increment"),
    Key("from", DERIVED, "tính từ các chỉ tiêu khác, không có số liệu riêng",
        "made from others: no rows of its own",
        into=None),
    Key("start", DAY, "ngày bắt đầu tính", "first day", default="the first phase's start"),
    Key("owner", UNIT, "đơn vị chủ trì (mã hoặc tên viết tắt trong units.csv)",
        "unit in charge: id or short name in units.csv"),
    Key("previous", A_PREVIOUS, "mã của nó trong phong trào ghi ở previous, nếu khác",
        "its id in the campaign named by `previous`", default="the same id"),
    Key("name_en", TEXT, "tên bằng tiếng Anh", "its name in English"),
    Key("unit_en", TEXT, "đơn vị tính bằng tiếng Anh", "its unit in English"),
)

# What a revision may set of a target.
OPEN_TO_CHANGE = (
    Key("clause", TEXT, "chỉ tiêu nằm ở mục nào của kế hoạch",
        "where it stands in the plan", required=True),
    Key("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words", required=True),
    Key("name", TEXT, "tên ngắn để hiển thị", "a short name", required=True),
    Key("goal", GOAL, "mức phải đạt, ghi đúng một phép so",
        "what is asked: exactly one operator", required=True),
    Key("due", DAY, "hạn phải đạt", "last day", default="the last phase's end"),
    Key("pace", Either(text=PACES, items=ListOf(POINT, least=1)),
        "tiến độ: đều, cuối kỳ, hoặc danh sách các mốc",
        "even, at_end, or a list of points; a rank is always at_end", default="even"),
    Key("interpretation", TEXT, "cách hiểu khi kế hoạch viết chưa rõ",
        "how an open wording of the plan is read"),
    Key("ceiling", CEILING, "mức trần theo luật, tính theo một chỉ tiêu khác",
        "a legal cap, in terms of another target's count"),
)
_CLAUSE, _QUOTE, _NAME, _GOAL, _DUE, _PACE, _INTERPRETATION, _CEILING = OPEN_TO_CHANGE
_OWNER = next(key for key in MEASURED if key.name == "owner")

TARGET = Record("target", makes=model.Target, keys=(
    Key("id", Value(ValueType.TARGET_ID),
        "mã chỉ tiêu: chữ in hoa, chữ số, gạch ngang; không bao giờ dùng lại",
        "[A-Z0-9-]+, never reused", required=True),
    _CLAUSE,
    _QUOTE,
    _NAME,
    Key("group", Value(ValueType.REFERENCE), "nhóm chỉ tiêu: một mã trong groups", "a key of `groups`",
        required=True),
    Key("measure", MEASURES, "cách đo: số lượng, khối lượng, tỷ lệ, tuân thủ, xếp loại hay mức",
        "what kind of figure it is judged by", required=True),
    _GOAL,
    Key("hold", YES_OR_NO, "mức, tỷ lệ: có = phải giữ suốt thời gian, không phải đích để đạt tới",
        "level, ratio: a bound to be kept all the time, not a mark to be reached", default="false",
        also=words.HOLD),
    Key("baseline", AMOUNT,
        "mức đầu kỳ, chỉ dùng cho mức; bắt buộc khi dùng at_most, less_than mà không hold",
        "level only: where it starts; required with at_most and less_than unless hold", default="0"),
    *MEASURED,
    _DUE,
    _PACE,
    Key("authority", TEXT, "cấp quyết định công nhận", "who decides on the award"),
    Key("award", TEXT, "danh hiệu hoặc hình thức khen thưởng", "the title or form of reward"),
    _INTERPRETATION,
    _CEILING,
))

FIGURE = Record("figure", makes=model.Quantity, keys=(
    Key("id", Value(ValueType.TARGET_ID), "mã số theo dõi, cùng quy tắc với mã chỉ tiêu",
        "as a target's, and none of theirs", required=True),
    Key("name", TEXT, "tên ngắn để hiển thị", "a short name", required=True),
    Key("measure", MEASURES, "cách đo", "what kind of figure it is", required=True),
    *MEASURED,
))

CHANGE: Record[Any] = Record("change", (
    *(replace(key, required=False, default="") for key in OPEN_TO_CHANGE),
    _OWNER,
    Key("cancelled", YES_OR_NO, "có = thôi thực hiện chỉ tiêu này", "true: the target is no longer pursued"),
))

REVISION: Record[Any] = Record("revision", (
    Key("date", DAY, "ngày có hiệu lực, mỗi ngày nhiều nhất một lần điều chỉnh",
        "from this day on; at most one a day", required=True),
    Key("cite", TEXT, "văn bản điều chỉnh", "the decision", required=True),
    Key("targets", TableOf(CHANGE), "mã chỉ tiêu và những mục thay đổi",
        "target ids, and what is set of each"),
    Key("adds", ListOf(A_TARGET), "các chỉ tiêu chỉ thuộc kế hoạch từ ngày này",
        "targets that are part of the plan only from this day on"),
))
# fmt: on
