"""The fixed words of plan.yml, in English and Vietnamese; case and diacritics do not matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.keyed.shapes import OneOf
from thidua.model import Accumulation, Across, Measure, PaceKind, ReportEvery, RuleKind
from thidua.reading.cells import Vocabulary
from thidua.text import Text

THE_PLAN = Text("kế hoạch")  # what messages call the file

_CODE = "unknown-word"


def _one_of(name: str, also: Mapping[Any, tuple[str, ...]]) -> OneOf:
    """Each meaning by its own word, and by those that may stand for it."""
    return OneOf(name, Vocabulary(_CODE, {word: each for each in also for word in (each.value, *also[each])}))


MEASURES = _one_of("measure", {each: tuple(each.traits.words) for each in Measure})
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
ACROSS = _one_of(
    "across",
    {
        Across.SUM: ("tổng",),
        Across.MEAN: ("trung bình",),
        Across.WEIGHTED: ("trung bình có trọng số",),
        Across.LEAST: ("thấp nhất",),
        Across.MOST: ("cao nhất",),
    },
)
REPORT_EVERY = _one_of("report_every", {ReportEvery.MONTH: ("tháng",), ReportEvery.QUARTER: ("quý",)})
READINGS = _one_of(
    "reading",
    {Accumulation.INCREMENT: ("tăng thêm",), Accumulation.CUMULATIVE: ("lũy kế", "cộng dồn")},
)
PACES = _one_of("pace", {PaceKind.EVEN: ("đều",), PaceKind.AT_END: ("cuối kỳ",)})
RULE_KINDS = _one_of(
    "rule kind",
    {
        RuleKind.CEILING: ("mức trần",),
        RuleKind.AT_MOST_TARGET: ("không quá chỉ tiêu",),
        RuleKind.UNIT_SHARE: ("tỷ lệ trong đơn vị",),
        RuleKind.EXACT_SHARE: ("số tối thiểu",),
        RuleKind.DISTINCT_UNITS: ("đơn vị trùng",),
        RuleKind.STAFF_SHARE: ("không giữ chức vụ",),
    },
)
