"""The keys of plan.yml: one description, from which the checks, the JSON Schema and the docs derive."""

from __future__ import annotations

from thidua.keyed.shapes import Either, Field, Kind, ListOf, Record, TableOf, Value, Variants
from thidua.plan.words import GROUPS, MEASURES, PACES, READINGS, RULE_KINDS
from thidua.reading.cells import BOOLEANS, STAGES

TEXT = Value()
DAY = Value(Kind.DAY)
ID = Value(Kind.ID)
NUMBER = Value(Kind.NUMBER)
AMOUNT = Value(Kind.AMOUNT)
REFERENCE = Value(Kind.REFERENCE)
REFERENCES = ListOf(REFERENCE)

# fmt: off
# One row a key: what it holds, what it means in Vietnamese and in English.

DOCUMENT = Record("document", (
    Field("number", TEXT, "số của văn bản; để trống nếu chưa có số", "the document's number"),
    Field("date", DAY, "ngày ký văn bản", "the day it was signed"),
    Field("basis", Either(text=TEXT, items=ListOf(TEXT)), "căn cứ ban hành",
          "what it rests on: text, or a list"),
    Field("title", TEXT, "trích yếu của văn bản", "the document's own title"),
    Field("symbol", TEXT, "ký hiệu văn bản", "the symbol after the number"),
    Field("place", TEXT, "nơi ban hành", "where it was signed"),
    Field("signer", TEXT, "chức vụ người ký, không ghi tên",
          "the capacity that signs, never a person's name"),
))

ISSUER = Record("issuer", (
    Field("name", TEXT, "tên cơ quan ban hành", "the issuing office", required=True),
    Field("parent", TEXT, "cơ quan cấp trên, in phía trên tên cơ quan",
          "the body above it on the letterhead"),
    Field("short", TEXT, "tên viết tắt trong số văn bản", "its abbreviation in document numbers"),
    Field("report_to", TEXT, "nơi nhận báo cáo", "to whom its reports go"),
))

PHASE = Record("phase", (
    Field("id", ID, "mã đợt, không dấu, không đổi về sau", "the phase's id", required=True),
    Field("name", TEXT, "tên đợt thi đua", "its name", required=True),
    Field("start", DAY, "ngày đầu của đợt", "its first day", required=True),
    Field("end", DAY, "ngày cuối của đợt", "its last day", required=True),
    Field("review_before", DAY, "phải tổng kết trước ngày này",
          "the review is held strictly before this day"),
    Field("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words"),
    Field("objective", TEXT, "mục tiêu của đợt", "what the phase is for"),
))

THRESHOLDS = Record("thresholds", (
    Field("at_risk", NUMBER, "dưới tỷ lệ này của tiến độ cần đạt thì là Chậm; lớn hơn 0, không quá 1",
          "share of the expected progress below which a target is off track: above 0, at most 1",
          default="0.8"),
))

GOAL = Record("goal", (
    Field("at_least", AMOUNT, "ít nhất; xếp loại thì ghi tên mức", "at least; a rank names its level"),
    Field("more_than", AMOUNT, "trên (nhiều hơn hẳn)", "strictly more than"),
    Field("at_most", AMOUNT, "không quá; chỉ dùng cho mức", "at most; only for a level"),
    Field("between", ListOf(AMOUNT, least=2), "từ … đến …, ví dụ [7, 9]",
          "lower and upper bound, both included"),
), only_one=True)

POINT = Record("pace", (
    Field("by", DAY, "đến ngày", "on this day", required=True),
    Field("value", AMOUNT, "phải đạt được bao nhiêu", "so much must be reached", required=True),
))

CEILING = Record("ceiling", (
    Field("at_most_percent", NUMBER, "tối đa bao nhiêu phần trăm", "at most so many percent", required=True),
    Field("of", REFERENCE, "của số đạt chỉ tiêu nào (mã chỉ tiêu)",
          "of the count of this target", required=True),
    Field("cite", TEXT, "điều khoản quy định mức trần", "the law it comes from", required=True),
))

TARGET = Record("target", (
    Field("id", Value(Kind.TARGET_ID), "mã chỉ tiêu: chữ in hoa, chữ số, gạch ngang; không bao giờ dùng lại",
          "[A-Z0-9-]+, never reused", required=True),
    Field("clause", TEXT, "chỉ tiêu nằm ở mục nào của kế hoạch",
          "where it stands in the plan", required=True),
    Field("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words", required=True),
    Field("name", TEXT, "tên ngắn để hiển thị", "a short name", required=True),
    Field("group", GROUPS, "nhóm chỉ tiêu", "the plan's heading", required=True),
    Field("measure", MEASURES, "cách đo: số lượng, tỷ lệ, tuân thủ, xếp loại hay mức",
          "what kind of figure it is judged by", required=True),
    Field("goal", GOAL, "mức phải đạt, ghi đúng một phép so",
          "what is asked: exactly one operator", required=True),
    Field("population", REFERENCE, "tính phần trăm trên đối tượng nào (bắt buộc với tỷ lệ và tuân thủ)",
          "percent of what; required for ratio and compliance"),
    Field("unit", TEXT, "đơn vị tính để hiển thị; dấu % làm một mức thành phần trăm",
          "for display; % makes a level a percentage"),
    Field("scale", REFERENCE, "thang xếp loại (bắt buộc với xếp loại)", "the scale; required for a rank"),
    Field("baseline", AMOUNT, "mức đầu kỳ, chỉ dùng cho mức; bắt buộc khi dùng at_most",
          "level only: where it starts; required with at_most", default="0"),
    Field("counts", STAGES, "bước nào thì được tính", "the stage that counts", default="awarded"),
    Field("reading", READINGS, "mỗi dòng số liệu là số tăng thêm hay số lũy kế",
          "what a row of achievements.csv holds",
          default="increment"),
    Field("start", DAY, "ngày bắt đầu tính", "first day", default="the first phase's start"),
    Field("due", DAY, "hạn phải đạt", "last day", default="the last phase's end"),
    Field("pace", Either(text=PACES, items=ListOf(POINT, least=1)),
          "tiến độ: đều, cuối kỳ, hoặc danh sách các mốc",
          "even, at_end, or a list of points; a rank is always at_end", default="even"),
    Field("owner", REFERENCE, "đơn vị chủ trì (mã hoặc tên viết tắt trong units.csv)",
          "unit in charge: id or short name in units.csv"),
    Field("authority", TEXT, "cấp quyết định công nhận", "who decides on the award"),
    Field("award", TEXT, "danh hiệu hoặc hình thức khen thưởng", "the title or form of reward"),
    Field("interpretation", TEXT, "cách hiểu khi kế hoạch viết chưa rõ",
          "how an open wording of the plan is read"),
    Field("ceiling", CEILING, "mức trần theo luật, tính theo một chỉ tiêu khác",
          "a legal cap, in terms of another target's count"),
))

MOVEMENT = Record("movement", (
    Field("id", ID, "mã phong trào", "the movement's id", required=True),
    Field("name", TEXT, "tên phong trào, cuộc vận động", "its name", required=True),
    Field("kind", TEXT, "loại: phong trào, cuộc vận động…", "movement, campaign …"),
    Field("note", TEXT, "ghi chú", "a note"),
))

TASK = Record("task", (
    Field("id", ID, "mã nhiệm vụ", "the task's id", required=True),
    Field("clause", TEXT, "nhiệm vụ nằm ở mục nào của kế hoạch",
          "where it stands in the plan", required=True),
    Field("text", TEXT, "nguyên văn nhiệm vụ", "its full text", required=True),
    Field("name", TEXT, "tên ngắn để hiển thị", "a short name"),
    Field("targets", REFERENCES, "các chỉ tiêu thuộc nhiệm vụ", "its targets"),
    Field("movements", REFERENCES, "các phong trào mà nhiệm vụ thực hiện",
          "the movements that it carries out"),
    Field("owner", REFERENCE, "đơn vị chủ trì", "unit in charge: id or short name in units.csv"),
))

REVIEW = Record("review", (
    Field("phase", REFERENCE, "tổng kết đợt nào", "the phase that it closes", required=True),
    Field("before", DAY, "phải xong trước ngày này", "strictly before this day", required=True),
    Field("held", DAY, "ngày đã họp tổng kết, điền sau khi họp", "the day it was held, once it was"),
    Field("name", TEXT, "tên cuộc tổng kết", "its name"),
    Field("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words"),
))

COMMEMORATION = Record("commemoration", (
    Field("id", ID, "mã ngày kỷ niệm", "its id", required=True),
    Field("name", TEXT, "tên ngày kỷ niệm", "its name", required=True),
    Field("date", DAY, "ngày kỷ niệm; bỏ trống nếu kế hoạch không ghi",
          "the day; none where the plan gives none"),
    Field("phase", REFERENCE, "thuộc đợt nào", "the phase in which the plan names it"),
    Field("years", Value(Kind.WHOLE), "kỷ niệm bao nhiêu năm", "how many years"),
    Field("quote", TEXT, "nguyên văn trong kế hoạch", "the plan's own words"),
))

MILESTONES = Record("milestones", (
    Field("reviews", ListOf(REVIEW), "các cuộc tổng kết", "the reviews"),
    Field("commemorations", ListOf(COMMEMORATION), "các ngày kỷ niệm", "the commemorations"),
))

RULE = Record("rule", (
    Field("id", ID, "mã quy tắc", "the rule's id", required=True),
    Field("kind", RULE_KINDS, "loại quy tắc", "which check", required=True),
    Field("about", ListOf(REFERENCE, least=1), "áp dụng cho chỉ tiêu nào",
          "the targets it judges", required=True),
    Field("text", TEXT, "nội dung quy tắc", "the rule in words", required=True),
    Field("cite", TEXT, "điều khoản của quy tắc", "the law or clause it comes from", required=True),
    Field("of", REFERENCES, "so với chỉ tiêu nào", "the targets it compares with"),
    Field("percent", NUMBER, "bao nhiêu phần trăm", "how many percent"),
    Field("strict", BOOLEANS, "có = trên, không = ít nhất", "true: more than; false: at least",
          default="false"),
))


def _clause(name: str, who: bool = False) -> Record:
    """A passage of the plan that is shown as it stands."""
    fields = (
        Field("id", ID, "mã", "its id; made from its place where it is absent"),
        Field("clause", TEXT, "nằm ở mục nào của kế hoạch", "where it stands in the plan"),
        Field("text", TEXT, "nguyên văn", "the plan's own words", required=True),
    )
    role = Field("who", TEXT, "ai thực hiện", "whose duty it is", required=True)
    return Record(name, (fields[0], role, *fields[1:]) if who else fields)


CITED = Record("cited", (
    Field("text", TEXT, "văn bản được viện dẫn", "the document, as printed", required=True),
    Field("date", DAY, "ngày của văn bản", "its day"),
    Field("who", TEXT, "cơ quan ban hành", "who issued it"),
    Field("id", ID, "mã", "its id; made from its place where it is absent"),
    Field("clause", TEXT, "viện dẫn ở mục nào của kế hoạch", "where the plan cites it"),
))

PLAN = Record("plan", (
    Field("campaign", ID, "mã phong trào, trùng tên thư mục",
          "the campaign's id: its folder's name", required=True),
    Field("title", TEXT, "tên phong trào thi đua", "the campaign's title", required=True),
    Field("illustrative", BOOLEANS, "có = số liệu minh họa, trang web sẽ ghi rõ như vậy",
          "true: the figures are made up, and every page says so", default="false"),
    Field("theme", TEXT, "chủ đề thi đua", "the campaign's motto"),
    Field("objective", TEXT, "mục tiêu tổng quát", "the general objective"),
    Field("document", DOCUMENT, "văn bản kế hoạch", "the plan as a document"),
    Field("issuer", Either(text=TEXT, mapping=ISSUER), "cơ quan ban hành",
          "who issued it: a name, or a mapping"),
    Field("phases", ListOf(PHASE, least=1), "các đợt thi đua, theo thứ tự thời gian, không chồng nhau",
          "the phases, in order, without overlap", required=True),
    Field("closes", DAY, "ngày cuối cùng còn nhận số liệu của phong trào này",
          "last day on which a late decision still belongs to this campaign", required=True),
    Field("report_day", Value(Kind.WHOLE), "hạn báo cáo: ngày thứ mấy của tháng sau (1–28)",
          "day of the following month by which a unit reports its month: 1 to 28"),
    Field("thresholds", THRESHOLDS, "ngưỡng đánh giá tiến độ", "where a status begins"),
    Field("scales", TableOf(Kind.TEXT, ListOf(TEXT, least=1)),
          "các thang xếp loại, mỗi thang xếp từ thấp đến cao",
          "scales of ranks, each from low to high"),
    Field("populations", TableOf(Kind.TEXT, TEXT), "các nhóm đối tượng để tính phần trăm, kèm tên gọi",
          "what percentages are taken of, with the word for its subjects"),
    Field("targets", ListOf(TARGET, least=1), "các chỉ tiêu", "the targets", required=True),
    Field("movements", ListOf(MOVEMENT), "các phong trào, cuộc vận động", "movements that tasks carry out"),
    Field("tasks", ListOf(TASK), "các nhiệm vụ thi đua không có con số",
          "tasks without a number of their own"),
    Field("milestones", Either(items=ListOf(Variants("before", REVIEW, COMMEMORATION)), mapping=MILESTONES),
          "các cuộc tổng kết và ngày kỷ niệm", "reviews (they have `before`) and commemorations"),
    Field("rules", ListOf(RULE), "các quy tắc giữa nhiều chỉ tiêu", "checks across targets"),
    Field("purposes", ListOf(_clause("purpose")), "mục đích", "the plan's purposes"),
    Field("requirements", ListOf(_clause("requirement")), "yêu cầu", "the plan's requirements"),
    Field("roles", ListOf(_clause("role", who=True)), "phân công thực hiện", "who does what"),
    Field("recipients", ListOf(TEXT), "nơi nhận", "to whom the plan goes"),
    Field("cited", ListOf(CITED), "các văn bản được viện dẫn", "documents that the plan cites"),
))
# fmt: on
