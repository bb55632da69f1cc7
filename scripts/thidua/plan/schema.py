"""The keys of plan.yml: one description, from which reader, records, JSON Schema and docs derive."""

from __future__ import annotations

from typing import Any

from thidua import model
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, TableOf, Value, ValueType, Variants
from thidua.plan.words import GROUPS, MEASURES, PACES, READINGS, RULE_KINDS
from thidua.reading.cells import BOOLEANS
from thidua.tables.contents import STAGES

TEXT = Value()
DAY = Value(ValueType.DAY)
ID = Value(ValueType.ID)
NUMBER = Value(ValueType.NUMBER)
AMOUNT = Value(ValueType.AMOUNT)
UNIT = Value(ValueType.REFERENCE)  # in units.csv
A_TARGET = Value(ValueType.REFERENCE, to="targets")
A_PHASE = Value(ValueType.REFERENCE, to="phases")
STAGE = OneOf("stage", STAGES)
YES_OR_NO = OneOf("yes or no", BOOLEANS)

# fmt: off
# One row a key: what it holds, what it means in Vietnamese and in English.

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
    Key("short", TEXT, "tên viết tắt trong số văn bản", "its abbreviation in document numbers"),
    Key("report_to", TEXT, "nơi nhận báo cáo", "to whom its reports go"),
))

PHASE = Record("phase", makes=model.Phase, keys=(
    Key("id", ID, "mã đợt, không dấu, không đổi về sau", "the phase's id", required=True),
    Key("name", TEXT, "tên đợt thi đua", "its name", required=True),
    Key("start", DAY, "ngày đầu của đợt", "its first day", required=True),
    Key("end", DAY, "ngày cuối của đợt", "its last day", required=True),
    Key("review_before", DAY, "phải tổng kết trước ngày này",
        "the review is held strictly before this day"),
    Key("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words"),
    Key("objective", TEXT, "mục tiêu của đợt", "what the phase is for"),
))

THRESHOLDS: Record[Any] = Record("thresholds", (
    Key("at_risk", NUMBER, "dưới tỷ lệ này của tiến độ cần đạt thì là Chậm; lớn hơn 0, không quá 1",
        "share of the expected progress below which a target is off track: above 0, at most 1",
        default="0.8"),
))

GOAL: Record[Any] = Record("goal", (
    Key("at_least", AMOUNT, "ít nhất; xếp loại thì ghi tên mức", "at least; a rank names its level"),
    Key("more_than", AMOUNT, "trên (nhiều hơn hẳn)", "strictly more than"),
    Key("at_most", AMOUNT, "không quá; chỉ dùng cho mức", "at most; only for a level"),
    Key("between", ListOf(AMOUNT, least=2), "từ … đến …, ví dụ [7, 9]",
        "lower and upper bound, both included"),
), only_one=True)

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

TARGET = Record("target", makes=model.Target, keys=(
    Key("id", Value(ValueType.TARGET_ID),
        "mã chỉ tiêu: chữ in hoa, chữ số, gạch ngang; không bao giờ dùng lại",
        "[A-Z0-9-]+, never reused", required=True),
    Key("clause", TEXT, "chỉ tiêu nằm ở mục nào của kế hoạch",
        "where it stands in the plan", required=True),
    Key("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words", required=True),
    Key("name", TEXT, "tên ngắn để hiển thị", "a short name", required=True),
    Key("group", GROUPS, "nhóm chỉ tiêu", "the plan's heading", required=True),
    Key("measure", MEASURES, "cách đo: số lượng, tỷ lệ, tuân thủ, xếp loại hay mức",
        "what kind of figure it is judged by", required=True),
    Key("goal", GOAL, "mức phải đạt, ghi đúng một phép so",
        "what is asked: exactly one operator", required=True),
    Key("population", Value(ValueType.REFERENCE, to="populations"),
        "tính phần trăm trên đối tượng nào (bắt buộc với tỷ lệ và tuân thủ)",
        "percent of what; required for ratio and compliance"),
    Key("unit", TEXT, "đơn vị tính để hiển thị; dấu % làm một mức thành phần trăm",
        "for display; % makes a level a percentage"),
    Key("scale", Value(ValueType.REFERENCE, to="scales"), "thang xếp loại (bắt buộc với xếp loại)",
        "the scale; required for a rank", into="scale_id"),
    Key("baseline", AMOUNT, "mức đầu kỳ, chỉ dùng cho mức; bắt buộc khi dùng at_most",
        "level only: where it starts; required with at_most", default="0"),
    Key("counts", STAGE, "bước nào thì được tính", "the stage that counts", default="awarded"),
    Key("reading", READINGS, "mỗi dòng số liệu là số tăng thêm hay số lũy kế",
        "what a row of achievements.csv holds",
        default="increment"),
    Key("start", DAY, "ngày bắt đầu tính", "first day", default="the first phase's start"),
    Key("due", DAY, "hạn phải đạt", "last day", default="the last phase's end"),
    Key("pace", Either(text=PACES, items=ListOf(POINT, least=1)),
        "tiến độ: đều, cuối kỳ, hoặc danh sách các mốc",
        "even, at_end, or a list of points; a rank is always at_end", default="even"),
    Key("owner", UNIT, "đơn vị chủ trì (mã hoặc tên viết tắt trong units.csv)",
        "unit in charge: id or short name in units.csv"),
    Key("authority", TEXT, "cấp quyết định công nhận", "who decides on the award"),
    Key("award", TEXT, "danh hiệu hoặc hình thức khen thưởng", "the title or form of reward"),
    Key("interpretation", TEXT, "cách hiểu khi kế hoạch viết chưa rõ",
        "how an open wording of the plan is read"),
    Key("ceiling", CEILING, "mức trần theo luật, tính theo một chỉ tiêu khác",
        "a legal cap, in terms of another target's count"),
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
    Key("report_day", Value(ValueType.WHOLE), "hạn báo cáo: ngày thứ mấy của tháng sau (1–28)",
        "day of the following month by which a unit reports its month: 1 to 28"),
    Key("thresholds", THRESHOLDS, "ngưỡng đánh giá tiến độ", "where a status begins", into=None),
    Key("scales", TableOf(ListOf(TEXT, least=1)),
        "các thang xếp loại, mỗi thang xếp từ thấp đến cao",
        "scales of ranks, each from low to high"),
    Key("populations", TableOf(TEXT), "các nhóm đối tượng để tính phần trăm, kèm tên gọi",
        "what percentages are taken of, with the word for its subjects"),
    Key("targets", ListOf(TARGET, least=1), "các chỉ tiêu", "the targets", required=True),
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
