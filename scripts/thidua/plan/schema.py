"""The keys of plan.yml: one description, from which reader, records, JSON Schema and docs derive."""

from __future__ import annotations

from typing import Any

from thidua import model
from thidua.keyed.shapes import Either, Key, ListOf, Record, TableOf, Value, ValueType, Variants
from thidua.plan.target_keys import (
    A_PHASE,
    A_TARGET,
    DAY,
    FIGURE,
    ID,
    NUMBER,
    REVISION,
    TARGET,
    TEXT,
    UNIT,
    YES_OR_NO,
)
from thidua.plan.words import REPORT_EVERY, RULE_KINDS

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
    Key("unit_en", TEXT, "từ chỉ một đối tượng bằng tiếng Anh", "the word for one subject in English"),
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
