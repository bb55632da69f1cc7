"""The fixed words of plan.yml, in English and Vietnamese; case and diacritics do not matter."""

from __future__ import annotations

from thidua.keyed.shapes import OneOf
from thidua.model import Accumulation, Across, Measure, PaceKind, ReportEvery, RuleKind
from thidua.reading.cells import Vocabulary
from thidua.text import Text

THE_PLAN = Text("kế hoạch")  # what messages call the file

_CODE = "unknown-word"

# By what other words a key may be written.
AT_LEAST = ("ít nhất",)
MORE_THAN = ("trên",)
AT_MOST = ("không quá",)
LESS_THAN = ("dưới",)
BETWEEN = ("từ đến",)
HOLD = ("phải giữ",)
SUM = ("tổng",)
PERCENT = ("phần trăm",)
UNITS_MEETING = ("số đơn vị đạt",)

MEASURES = OneOf(
    "measure",
    Vocabulary(_CODE, {word: each for each in Measure for word in (each.value, *each.traits.words)}),
)
# What the three headings that stand where a plan names none may be called.
GROUP_WORDS: Vocabulary[str] = Vocabulary(
    _CODE,
    {
        "collective": "collective",
        "tập thể": "collective",
        "individual": "individual",
        "cá nhân": "individual",
        "task": "task",
        "nhiệm vụ": "task",
    },
)
ACROSS = OneOf(
    "across",
    Vocabulary(
        _CODE,
        {
            "sum": Across.SUM,
            "tổng": Across.SUM,
            "mean": Across.MEAN,
            "trung bình": Across.MEAN,
            "weighted": Across.WEIGHTED,
            "trung bình có trọng số": Across.WEIGHTED,
            "least": Across.LEAST,
            "thấp nhất": Across.LEAST,
            "most": Across.MOST,
            "cao nhất": Across.MOST,
        },
    ),
)
REPORT_EVERY = OneOf(
    "report_every",
    Vocabulary(
        _CODE,
        {
            "month": ReportEvery.MONTH,
            "tháng": ReportEvery.MONTH,
            "quarter": ReportEvery.QUARTER,
            "quý": ReportEvery.QUARTER,
        },
    ),
)
READINGS = OneOf(
    "reading",
    Vocabulary(
        _CODE,
        {
            "increment": Accumulation.INCREMENT,
            "tăng thêm": Accumulation.INCREMENT,
            "cumulative": Accumulation.CUMULATIVE,
            "lũy kế": Accumulation.CUMULATIVE,
            "cộng dồn": Accumulation.CUMULATIVE,
        },
    ),
)
PACES = OneOf(
    "pace",
    Vocabulary(
        _CODE,
        {
            "even": PaceKind.EVEN,
            "đều": PaceKind.EVEN,
            "at_end": PaceKind.AT_END,
            "cuối kỳ": PaceKind.AT_END,
        },
    ),
)
RULE_KINDS = OneOf(
    "rule kind",
    Vocabulary(
        _CODE,
        {
            "ceiling": RuleKind.CEILING,
            "mức trần": RuleKind.CEILING,
            "at_most_target": RuleKind.AT_MOST_TARGET,
            "không quá chỉ tiêu": RuleKind.AT_MOST_TARGET,
            "unit_share": RuleKind.UNIT_SHARE,
            "tỷ lệ trong đơn vị": RuleKind.UNIT_SHARE,
            "exact_share": RuleKind.EXACT_SHARE,
            "số tối thiểu": RuleKind.EXACT_SHARE,
            "distinct_units": RuleKind.DISTINCT_UNITS,
            "đơn vị trùng": RuleKind.DISTINCT_UNITS,
            "staff_share": RuleKind.STAFF_SHARE,
            "không giữ chức vụ": RuleKind.STAFF_SHARE,
        },
    ),
)
