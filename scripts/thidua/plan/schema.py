"""The keys of plan.yml: one description, from which reader, records, JSON Schema and docs derive."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from thidua import model
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, TableOf, Value, ValueType, Variants
from thidua.plan import words
from thidua.plan.words import ACROSS, MEASURES, PACES, READINGS, REPORT_EVERY, RULE_KINDS
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
    Key("unit_en", TEXT, "đơn vị tính bằng tiếng Anh, một|nhiều", "its unit in English, one|many"),
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

DOCUMENT = Record("document", makes=model.Document, keys=(
    Key("number", TEXT, "số của văn bản; để trống nếu chưa có số", "the document's number"),
    Key("date", DAY, "ngày ký văn bản", "the day it was signed"),
    Key("basis", Either(text=TEXT, items=ListOf(TEXT)), "căn cứ ban hành",
        "what it rests on: text, or a list"),
    Key("title", TEXT, "trích yếu của văn bản", "the document's own title"),
    Key("symbol", TEXT, "ký hiệu văn bản", "the symbol after the number"),
    Key("place", TEXT, "nơi ban hành", "where it was signed"),
    Key("signer", TEXT, "chức vụ người ký, không ghi tên",
        "the capacity that signs, never a person's name"),
))

ISSUER = Record("issuer", makes=model.Issuer, keys=(
    Key("name", TEXT, "tên cơ quan ban hành", "the issuing office", required=True),
    Key("parent", TEXT, "cơ quan cấp trên, in phía trên tên cơ quan",
        "the body above it on the letterhead"),
    Key("short", TEXT, "tên viết tắt, ở đầu trang web và trong số văn bản",
        "its abbreviation, in headers and document numbers"),
    Key("report_to", TEXT, "nơi nhận báo cáo", "to whom its reports go"),
    Key("name_en", TEXT, "tên cơ quan bằng tiếng Anh", "its name in English"),
    Key("short_en", TEXT, "tên viết tắt bằng tiếng Anh", "its abbreviation in English"),
))

PHASE = Record("phase", makes=model.Phase, keys=(
    Key("id", ID, "mã đợt, không dấu, không đổi về sau", "the phase's id", required=True),
    Key("name", TEXT, "tên đợt thi đua", "its name", required=True),
    Key("short", TEXT, "tên ngắn để hiển thị ở chỗ hẹp, ví dụ Q.I", "a short name, for narrow places"),
    Key("start", DAY, "ngày đầu của đợt", "its first day", required=True),
    Key("end", DAY, "ngày cuối của đợt", "its last day", required=True),
    Key("review_before", DAY, "phải tổng kết trước ngày này",
        "the review is held strictly before this day"),
    Key("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words"),
    Key("objective", TEXT, "mục tiêu của đợt", "what the phase is for"),
    Key("name_en", TEXT, "tên đợt bằng tiếng Anh", "its name in English"),
    Key("short_en", TEXT, "tên ngắn bằng tiếng Anh", "its short name in English"),
))

POPULATION = Record("population", makes=model.Population, keys=(
    Key("name", TEXT, "tên gọi cả nhóm, ví dụ CBCCVC (15% CBCCVC)", "the name of the whole", required=True),
    Key("unit", TEXT, "từ chỉ một đối tượng, ví dụ người (6 người)", "the word for one subject",
        required=True),
    Key("name_en", TEXT, "tên gọi cả nhóm bằng tiếng Anh", "the name of the whole in English"),
    Key("unit_en", TEXT, "từ chỉ đối tượng bằng tiếng Anh, một|nhiều", "its subjects in English, one|many"),
))

GROUP: Record[Any] = Record("group", (
    Key("name", TEXT, "tên nhóm", "the heading", required=True),
    Key("name_en", TEXT, "tên nhóm bằng tiếng Anh", "the heading in English"),
))

THRESHOLDS: Record[Any] = Record("thresholds", (
    Key("at_risk", NUMBER, "dưới tỷ lệ này của tiến độ cần đạt thì là Chậm; lớn hơn 0, không quá 1",
        "share of the expected progress below which a target is off track: above 0, at most 1",
        default="0.8"),
))

MOVEMENT = Record("movement", makes=model.Movement, keys=(
    Key("id", ID, "mã phong trào", "the movement's id", required=True),
    Key("name", TEXT, "tên phong trào, cuộc vận động", "its name", required=True),
    Key("kind", TEXT, "loại: phong trào, cuộc vận động…", "movement, campaign …"),
    Key("note", TEXT, "ghi chú", "a note"),
))

TASK = Record("task", makes=model.Task, keys=(
    Key("id", ID, "mã nhiệm vụ", "the task's id", required=True),
    Key("clause", TEXT, "nhiệm vụ nằm ở mục nào của kế hoạch",
        "where it stands in the plan", required=True),
    Key("text", TEXT, "nguyên văn nhiệm vụ", "its full text", required=True),
    Key("name", TEXT, "tên ngắn để hiển thị", "a short name"),
    Key("targets", ListOf(A_TARGET), "các chỉ tiêu thuộc nhiệm vụ", "its targets"),
    Key("movements", ListOf(Value(ValueType.REFERENCE, to="movements")),
        "các phong trào mà nhiệm vụ thực hiện",
        "the movements that it carries out"),
    Key("owner", UNIT, "đơn vị chủ trì", "unit in charge: id or short name in units.csv"),
))

REVIEW = Record("review", makes=model.Review, keys=(
    Key("phase", A_PHASE, "tổng kết đợt nào", "the phase that it closes", required=True),
    Key("before", DAY, "phải xong trước ngày này", "strictly before this day", required=True),
    Key("held", DAY, "ngày đã họp tổng kết, điền sau khi họp", "the day it was held, once it was"),
    Key("name", TEXT, "tên cuộc tổng kết", "its name"),
    Key("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words"),
))

COMMEMORATION = Record("commemoration", makes=model.Commemoration, keys=(
    Key("id", ID, "mã ngày kỷ niệm", "its id", required=True),
    Key("name", TEXT, "tên ngày kỷ niệm", "its name", required=True),
    Key("date", DAY, "ngày kỷ niệm; bỏ trống nếu kế hoạch không ghi",
        "the day; none where the plan gives none", into="on"),
    Key("phase", A_PHASE, "thuộc đợt nào", "the phase in which the plan names it"),
    Key("years", Value(ValueType.WHOLE), "kỷ niệm bao nhiêu năm", "how many years"),
    Key("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words"),
))

MILESTONES: Record[Any] = Record("milestones", (
    Key("reviews", ListOf(REVIEW), "các cuộc tổng kết", "the reviews"),
    Key("commemorations", ListOf(COMMEMORATION), "các ngày kỷ niệm", "the commemorations"),
))

RULE = Record("rule", makes=model.Rule, keys=(
    Key("id", ID, "mã quy tắc", "the rule's id", required=True),
    Key("kind", RULE_KINDS, "loại quy tắc", "which check", required=True),
    Key("about", ListOf(A_TARGET, least=1), "áp dụng cho chỉ tiêu nào",
        "the targets it judges", required=True),
    Key("text", TEXT, "nội dung quy tắc", "the rule in words", required=True),
    Key("cite", TEXT, "điều khoản của quy tắc", "the law or clause it comes from", required=True),
    Key("of", ListOf(A_TARGET), "so với chỉ tiêu nào", "the targets it compares with"),
    Key("percent", NUMBER, "bao nhiêu phần trăm", "how many percent"),
    Key("strict", YES_OR_NO, "có = trên, không = ít nhất", "true: more than; false: at least",
        default="false"),
))


def _clause(name: str, who: bool = False) -> Record[model.Clause]:
    """A passage of the plan that is shown as it stands."""
    keys = (
        Key("id", ID, "mã", "its id; made from its place where it is absent"),
        Key("clause", TEXT, "nằm ở mục nào của kế hoạch", "where it stands in the plan"),
        Key("text", TEXT, "nguyên văn", "the plan's own words", required=True),
    )
    role = Key("who", TEXT, "ai thực hiện", "whose duty it is", required=True)
    return Record(name, makes=model.Clause, keys=(keys[0], role, *keys[1:]) if who else keys)


CITED = Record("cited", makes=model.Clause, keys=(
    Key("text", TEXT, "văn bản được viện dẫn", "the document, as printed", required=True),
    Key("date", DAY, "ngày của văn bản", "its day", into="on"),
    Key("who", TEXT, "cơ quan ban hành", "who issued it"),
    Key("id", ID, "mã", "its id; made from its place where it is absent"),
    Key("clause", TEXT, "viện dẫn ở mục nào của kế hoạch", "where the plan cites it"),
))

PLAN = Record("plan", makes=model.Plan, keys=(
    Key("campaign", ID, "mã phong trào, trùng tên thư mục",
        "the campaign's id: its folder's name", required=True),
    Key("title", TEXT, "tên phong trào thi đua", "the campaign's title", required=True),
    Key("short", TEXT, "tên ngắn ở đầu mọi trang, ví dụ Thi đua 2022",
        "its short name, at the head of every page"),
    Key("title_en", TEXT, "tên phong trào bằng tiếng Anh", "the title in English"),
    Key("short_en", TEXT, "tên ngắn bằng tiếng Anh", "the short name in English"),
    Key("illustrative", YES_OR_NO, "có = số liệu minh họa, trang web sẽ ghi rõ như vậy",
        "true: the figures are made up, and every page says so", default="false"),
    Key("theme", TEXT, "chủ đề thi đua", "the campaign's motto"),
    Key("objective", TEXT, "mục tiêu tổng quát", "the general objective"),
    Key("document", DOCUMENT, "văn bản kế hoạch", "the plan as a document"),
    Key("issuer", Either(text=TEXT, mapping=ISSUER, short="name"), "cơ quan ban hành",
        "who issued it: a name, or a mapping"),
    Key("phases", ListOf(PHASE, least=1), "các đợt thi đua, theo thứ tự thời gian, không chồng nhau",
        "the phases, in order, without overlap", required=True),
    Key("closes", DAY, "ngày cuối cùng còn nhận số liệu của phong trào này",
        "last day on which a late decision still belongs to this campaign", required=True),
    Key("report_day", Value(ValueType.WHOLE),
        "hạn báo cáo: ngày thứ mấy của tháng sau kỳ báo cáo (1–28); không ghi thì không ai phải báo cáo",
        "day of the month after a period by which a unit reports it, 1 to 28; without it nobody owes any"),
    Key("report_every", REPORT_EVERY, "báo cáo theo tháng hay theo quý", "a unit reports by month or quarter",
        default="month"),
    Key("report_on_working_day", YES_OR_NO,
        "có = hạn báo cáo rơi vào thứ Bảy, Chủ nhật thì lùi đến thứ Hai ngay sau",
        "true: a report day that falls on a weekend is the Monday after it", default="false"),
    Key("previous", ID, "mã phong trào để so sánh cùng kỳ, ví dụ năm trước", "the campaign to compare with"),
    Key("as_of", DAY, "chỉ dùng với số liệu minh họa: ngày được hiển thị khi không yêu cầu ngày nào",
        "only with illustrative: true: the day shown where none is asked for"),
    Key("thresholds", THRESHOLDS, "ngưỡng đánh giá tiến độ", "where a status begins", into=None),
    Key("scales", TableOf(ListOf(TEXT, least=1)),
        "các thang xếp loại, mỗi thang xếp từ thấp đến cao",
        "scales of ranks, each from low to high"),
    Key("populations", TableOf(Either(text=TEXT, mapping=POPULATION, short="name")),
        "các nhóm đối tượng để tính phần trăm: một từ, hoặc tên cả nhóm và từ chỉ một đối tượng",
        "what percentages are taken of: a word, or the name of the whole and the word for one subject",
        into=None),
    Key("groups", TableOf(Either(text=TEXT, mapping=GROUP, short="name")),
        "các nhóm chỉ tiêu theo thứ tự của kế hoạch; không có thì dùng collective, individual, task",
        "headings of targets, in the plan's order; without it collective, individual, task", into=None),
    Key("targets", ListOf(TARGET, least=1), "các chỉ tiêu", "the targets", required=True),
    Key("revisions", ListOf(REVISION), "các lần điều chỉnh kế hoạch, có hiệu lực từ ngày ghi ở date",
        "the plan as it was changed, each from its day on"),
    Key("figures", ListOf(FIGURE), "các số theo dõi không phải chỉ tiêu, có thể làm nguồn để tính",
        "numbers that are no targets, and may be a source of `from`"),
    Key("movements", ListOf(MOVEMENT), "các phong trào, cuộc vận động", "movements that tasks carry out"),
    Key("tasks", ListOf(TASK), "các nhiệm vụ thi đua không có con số",
        "tasks without a number of their own"),
    Key("milestones", Either(items=ListOf(Variants("before", REVIEW, COMMEMORATION)), mapping=MILESTONES),
        "các cuộc tổng kết và ngày kỷ niệm", "reviews (they have `before`) and commemorations",
        into=None),
    Key("rules", ListOf(RULE), "các quy tắc giữa nhiều chỉ tiêu", "checks across targets"),
    Key("purposes", ListOf(_clause("purpose")), "mục đích", "the plan's purposes"),
    Key("requirements", ListOf(_clause("requirement")), "yêu cầu", "the plan's requirements"),
    Key("roles", ListOf(_clause("role", who=True)), "phân công thực hiện", "who does what"),
    Key("recipients", ListOf(TEXT), "nơi nhận", "to whom the plan goes"),
    Key("cited", ListOf(CITED), "các văn bản được viện dẫn", "documents that the plan cites"),
))
# fmt: on
