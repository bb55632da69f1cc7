"""The workbook's formulas: the rules of figures and statuses, said in what Excel 2010 and LibreOffice know.

Every function gives a formula without its leading "=". Addresses come in; ``day`` is a name or an address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from thidua.figures.terms import HUNDRED, Term, progress
from thidua.model import Measure, Operator, PaceKind, Status, Target
from thidua.office import serial

AS_OF = "NgaySoLieu"
AT_RISK = "NguongNguyCo"
NEVER = "DATE(9999,12,31)"
EXACT = 9  # decimals: far finer than any goal, far coarser than the error of a floating-point sum


def number(value: Fraction) -> str:
    """A number as formulas are stored: with a point, in any locale."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def rows_until(target: str, day: str) -> str:
    """How many counting rows a target has on or before a day."""
    return f'COUNTIFS(KQ_TT,{target},KQ_Tinh,1,KQ_Ngay,"<="&{day})'


def sum_until(target: str, day: str, extra: str = "") -> str:
    """The sum of a target's counting rows that hold at the end of a day."""
    return f'SUMIFS(KQ_GiaTri,KQ_TT,{target},KQ_Tinh,1,KQ_Ngay,"<="&{day},KQ_Den,">"&{day}{extra})'


def population_on(population: str, day: str) -> str:
    """The size of a population at the end of a day; 0 before its first row."""
    return f'SUMIFS(QS_SoLuong,QS_TT,{population},QS_Ngay,"<="&{day},QS_Den,">"&{day})'


def value_on(measure: Measure, target: str, population: str, day: str) -> str:
    """The recorded value at the end of a day, "" where there is none."""
    if measure.traits.counts_breaches:
        size = population_on(population, day)
        return f'IF({size}=0,"",{size}-{sum_until(target, day)})'
    known = f"{rows_until(target, day)}=0"
    if measure.traits.is_share:
        known = f"OR({known},{population_on(population, day)}=0)"
    return f'IF({known},"",{sum_until(target, day)})'


def size_on(measure: Measure, population: str, value: str, day: str) -> str:
    """The population beside a value, "" without either."""
    if not measure.traits.is_share:
        return '""'
    return f'IF({value}="","",{population_on(population, day)})'


def figure_of(measure: Measure, value: str, size: str) -> str:
    """What is held against the goal: a percentage, or the value itself."""
    if measure.traits.is_share:
        return f'IF({value}="","",{value}*100/{size})'
    return f"{value}"


def _distance(measure: Measure, value: str, size: str, bound: str) -> str:
    """How far a value is above a bound; whole numbers are compared, not quotients: 27 of 30 is not > 90 %."""
    if measure.traits.is_share:
        return f"ROUND({value}*100-{bound}*{size},{EXACT})"
    return f"ROUND({value}-{bound},{EXACT})"


def satisfied(target: Target, value: str, size: str, low: str) -> str:
    """Whether the goal is reached; FALSE without a value."""
    sign = {Operator.MORE_THAN: ">", Operator.AT_MOST: "<="}.get(target.goal.operator, ">=")
    return f'IF({value}="",FALSE,{_distance(target.measure, value, size, low)}{sign}0)'


def beyond(term: Term, value: str, size: str, bound: str) -> str:
    """Whether the value that counts as on time goes past the goal; ``bound`` is the upper one of a range."""
    goal, target = term.goal, term.target
    falls = goal.operator is Operator.AT_MOST
    all_of_them = goal.upper is None and target.traits.is_share and goal.lower == HUNDRED
    if target.traits.counts_breaches or goal.operator is Operator.MORE_THAN:
        return "FALSE"
    if not term.final if falls else all_of_them:
        return "FALSE"
    sign = "<" if falls else ">"
    return f'IF({value}="",FALSE,{_distance(target.measure, value, size, bound)}{sign}0)'


def since(block: tuple[str, str], day: str) -> str:
    """The first day of the satisfied stretch that reaches a day: looked up in the target's history."""
    days, stretches = block
    return f'IFERROR(LOOKUP({day},{days},{stretches}),"")'


def stretch(is_satisfied: str, day: str, previous: str | None) -> str:
    """The first day of the stretch in the history, row after row."""
    if previous is None:
        return f'IF({is_satisfied},{day},"")'
    return f'IF({is_satisfied},IF({previous}<>"",{previous},{day}),"")'


def asked_share(target: Target, start: str, due: str) -> str:
    """The part of the way that the pace asks for by the as-of day, 0 to 1."""
    if target.pace.kind is PaceKind.AT_END:
        return f"IF({AS_OF}>={due},1,0)"
    even = f"({AS_OF}-{start}+1)/({due}-{start}+1)"
    way = even if target.pace.kind is PaceKind.EVEN else _on_line(target)
    return f"IF({AS_OF}>={due},1,IF({AS_OF}<{start},0,{way}))"


def _on_line(target: Target) -> str:
    """The pace's points joined by straight lines; the stretch is found by the day that it begins on."""
    corners = [(target.start - timedelta(days=1), Fraction())]
    corners += [
        (day, progress(value, target.baseline, target.goal.lower)) for day, value in target.pace.points
    ]
    if corners[-1][0] < target.due:
        corners.append((target.due, Fraction(1)))
    days = [str(serial(day)) for day, _ in corners]
    shares = [number(share) for _, share in corners]
    begins = _array(days[:-1])

    def at(values: Sequence[str]) -> str:
        return f"LOOKUP({AS_OF}-1,{begins},{_array(values)})"

    first, last = at(shares[:-1]), at(shares[1:])
    gone, long = f"({AS_OF}-{at(days[:-1])})", f"({at(days[1:])}-{at(days[:-1])})"
    return f"({first}+({last}-{first})*{gone}/{long})"


def _array(values: Sequence[str]) -> str:
    return "{" + ",".join(values) + "}"


def made_share(figure: str, low: str, base: str) -> str:
    """The part of the way from the baseline to the goal that the figure has made; "" where there is none."""
    return f'IF(OR({figure}="",{low}={base}),"",({figure}-{base})/({low}-{base}))'


def expected(share: str, low: str, base: str) -> str:
    """The figure that the pace asks for."""
    return f"{base}+({low}-{base})*{share}"


def attainment(target: Target, figure: str, low: str) -> str:
    """The figure over the lower bound; "" for a rank, a cap, without rows, and for a bound of nothing."""
    if target.traits.has_levels or target.is_cap:
        return '""'
    return f'IF(OR({figure}="",{low}=0),"",{figure}/{low})'


def shortfall(target: Target, value: str, population: str, low: str, day: str) -> str:
    """What would satisfy the goal: further subjects, or the distance to it; "" where there is none."""
    if target.traits.has_levels:
        return '""'
    if not target.traits.counts_subjects:
        away = f"{value}-{low}" if target.is_cap else f"{low}-{value}"
        nothing = '""' if target.traits.is_state else low
        return f'IF({value}="",{nothing},MAX(0,ROUND({away},{EXACT})))'
    need = f"{low}*{population_on(population, day)}/100" if target.needs_population else low
    exact = f"ROUND({need},{EXACT})"
    whole = f"INT({exact})+1" if target.goal.operator is Operator.MORE_THAN else f"-INT(-{exact})"
    missing = f'MAX(0,{whole}-IF({value}="",0,INT({value})))'
    if not target.needs_population:
        return missing
    return f'IF({population_on(population, day)}=0,"",{missing})'


@dataclass(frozen=True, slots=True)
class Judged:
    """The addresses that a status is judged from."""

    start: str
    due: str
    value: str
    size: str
    satisfied: str
    since: str
    beyond: str
    made: str
    asked: str


def status(measure: Measure, at: Judged, labels: Mapping[Status, str]) -> str:
    """The first rule of the status table that fits on the as-of day."""
    said = {one: f'"{label}"' for one, label in labels.items()}
    if measure.traits.always_kept:
        broken = f'AND({at.value}<>"",{at.value}<>{at.size},NOT({at.satisfied}))'
        judged = (
            f"IF({broken},{said[Status.MISSED]},"
            f"IF({AS_OF}>={at.due},{said[Status.MET]},{said[Status.ON_TRACK]}))"
        )
    else:
        judged = _by_pace(at, said)
    return f"IF({AS_OF}<{at.start},{said[Status.NOT_STARTED]},{judged})"


def _by_pace(at: Judged, said: Mapping[Status, str]) -> str:
    """Rules 4 to 13."""
    silent = f"IF(OR({AS_OF}>={at.due},{at.asked}<>0),{said[Status.NO_DATA]},{said[Status.NOT_DUE]})"
    reached = (
        f"IF(N({at.since})>{at.due},{said[Status.MET_LATE]},"
        f"IF({at.beyond},{said[Status.EXCEEDED]},{said[Status.MET]}))"
    )
    on_way = (
        f"IF(ROUND({at.made}-{at.asked},12)>=0,{said[Status.ON_TRACK]},"
        f"IF(ROUND({at.made}-{AT_RISK}*{at.asked},12)>=0,{said[Status.AT_RISK]},{said[Status.OFF_TRACK]}))"
    )
    behind = f"IF({AS_OF}>={at.due},{said[Status.MISSED]},IF({at.asked}=0,{said[Status.NOT_DUE]},{on_way}))"
    return f'IF({at.value}="",{silent},IF({at.satisfied},{reached},{behind}))'
