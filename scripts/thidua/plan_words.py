"""The fixed words of plan.yml, in English and Vietnamese; case and diacritics do not matter."""

from __future__ import annotations

from thidua.model import Accumulation, Group, Measure, PaceKind, RuleKind, Stage
from thidua.plan_shapes import Word

MEASURE = Word({
    "count": Measure.COUNT, "số lượng": Measure.COUNT,
    "ratio": Measure.RATIO, "tỷ lệ": Measure.RATIO, "tỉ lệ": Measure.RATIO,
    "compliance": Measure.COMPLIANCE, "tuân thủ": Measure.COMPLIANCE, "chấp hành": Measure.COMPLIANCE,
    "rank": Measure.RANK, "xếp loại": Measure.RANK,
    "level": Measure.LEVEL, "mức": Measure.LEVEL, "mức độ": Measure.LEVEL,
})
GROUP = Word({
    "collective": Group.COLLECTIVE, "tập thể": Group.COLLECTIVE,
    "individual": Group.INDIVIDUAL, "cá nhân": Group.INDIVIDUAL,
    "task": Group.TASK, "nhiệm vụ": Group.TASK,
})
STAGE = Word({
    "registered": Stage.REGISTERED, "đăng ký": Stage.REGISTERED,
    "proposed": Stage.PROPOSED, "đề nghị": Stage.PROPOSED,
    "awarded": Stage.AWARDED, "công nhận": Stage.AWARDED,
})
READING = Word({
    "increment": Accumulation.INCREMENT, "tăng thêm": Accumulation.INCREMENT,
    "cumulative": Accumulation.CUMULATIVE, "lũy kế": Accumulation.CUMULATIVE,
    "luỹ kế": Accumulation.CUMULATIVE, "cộng dồn": Accumulation.CUMULATIVE,
})
PACE = Word({
    "even": PaceKind.EVEN, "đều": PaceKind.EVEN,
    "at_end": PaceKind.AT_END, "cuối kỳ": PaceKind.AT_END,
})
RULE_KIND = Word({
    "ceiling": RuleKind.CEILING, "trần": RuleKind.CEILING,
    "at_most_target": RuleKind.AT_MOST_TARGET, "không quá chỉ tiêu": RuleKind.AT_MOST_TARGET,
    "unit_share": RuleKind.UNIT_SHARE, "tỷ lệ trong đơn vị": RuleKind.UNIT_SHARE,
    "exact_share": RuleKind.EXACT_SHARE, "số tối thiểu": RuleKind.EXACT_SHARE,
    "distinct_units": RuleKind.DISTINCT_UNITS, "đơn vị trùng": RuleKind.DISTINCT_UNITS,
    "staff_share": RuleKind.STAFF_SHARE, "không giữ chức vụ": RuleKind.STAFF_SHARE,
})
FLAG = Word({"true": True, "có": True, "false": False, "không": False})
