"""The workbook's formulas, letter for letter; what LibreOffice makes of them is test_export_workbook's."""

from __future__ import annotations

from fractions import Fraction

from plans import AT_END, points, target
from table_kit import cases
from thidua.export import formulas
from thidua.export.formulas import Judged
from thidua.model import Measure, Status

LABELS = {status: status.value for status in Status}
AT = Judged("start", "due", "value", "size", "sat", "since", "beyond", "made", "asked")
SUM = 'SUMIFS(KQ_GiaTri,KQ_TT,T,KQ_Tinh,1,KQ_Ngay,"<="&D,KQ_Den,">"&D)'
ROWS = 'COUNTIFS(KQ_TT,T,KQ_Tinh,1,KQ_Ngay,"<="&D)'
HEADS = 'SUMIFS(QS_SoLuong,QS_TT,P,QS_Ngay,"<="&D,QS_Den,">"&D)'
STAFF = target(measure=Measure.RATIO, population="staff", more_than=90)
LEVEL = target(measure=Measure.LEVEL, baseline=2, pace=points(("30/6", 5)), at_least=12)
PACE = (
    "IF(NgaySoLieu>=D,1,IF(NgaySoLieu<S,0,"
    "(LOOKUP(NgaySoLieu-1,{44561,44742},{0,0.3})+(LOOKUP(NgaySoLieu-1,{44561,44742},{0.3,1})"
    "-LOOKUP(NgaySoLieu-1,{44561,44742},{0,0.3}))*(NgaySoLieu-LOOKUP(NgaySoLieu-1,{44561,44742},{44561,44742}))"
    "/(LOOKUP(NgaySoLieu-1,{44561,44742},{44742,44926})-LOOKUP(NgaySoLieu-1,{44561,44742},{44561,44742})))))"
)


@cases(
    ("made", "formula"),
    [
        (formulas.number(Fraction(3)), "3"),
        (formulas.number(Fraction(1, 4)), "0.25"),
        (formulas.value_on(Measure.COUNT, "T", "P", "D"), f'IF({ROWS}=0,"",{SUM})'),
        (formulas.value_on(Measure.RATIO, "T", "P", "D"), f'IF(OR({ROWS}=0,{HEADS}=0),"",{SUM})'),
        (formulas.value_on(Measure.COMPLIANCE, "T", "P", "D"), f'IF({HEADS}=0,"",{HEADS}-{SUM})'),
        (formulas.size_on(Measure.COUNT, "P", "V", "D"), '""'),
        (formulas.size_on(Measure.RATIO, "P", "V", "D"), f'IF(V="","",{HEADS})'),
        (formulas.figure_of(Measure.RATIO, "V", "S"), 'IF(V="","",V*100/S)'),
        (formulas.satisfied(target(at_least=1), "V", "S", "G"), 'IF(V="",FALSE,ROUND(V-G,9)>=0)'),
        (formulas.satisfied(target(more_than=1), "V", "S", "G"), 'IF(V="",FALSE,ROUND(V-G,9)>0)'),
        (formulas.satisfied(target(at_most=1), "V", "S", "G"), 'IF(V="",FALSE,ROUND(V-G,9)<=0)'),
        (formulas.satisfied(STAFF, "V", "S", "G"), 'IF(V="",FALSE,ROUND(V*100-G*S,9)>0)'),
        (formulas.stretch("OK", "D", None), 'IF(OK,D,"")'),
        (formulas.stretch("OK", "D", "P"), 'IF(OK,IF(P<>"",P,D),"")'),
        (formulas.asked_share(target(pace=AT_END, at_least=1), "S", "D"), "IF(NgaySoLieu>=D,1,0)"),
        (
            formulas.asked_share(target(at_least=1), "S", "D"),
            "IF(NgaySoLieu>=D,1,IF(NgaySoLieu<S,0,(NgaySoLieu-S+1)/(D-S+1)))",
        ),
        # The last corner is the goal on the due day, whether the plan names it or not.
        (formulas.asked_share(target(pace=points(("30/6", 3)), at_least=10), "S", "D"), PACE),
        (formulas.asked_share(target(pace=points(("30/6", 3), ("31/12", 10)), at_least=10), "S", "D"), PACE),
        (formulas.asked_share(LEVEL, "S", "D"), PACE),
        (formulas.attainment(target(at_least=1), "F", "G"), 'IF(OR(F="",G=0),"",F/G)'),
        (formulas.attainment(target(at_most=1), "F", "G"), '""'),
        (formulas.attainment(target(measure=Measure.RANK, at_least=2), "F", "G"), '""'),
        (
            formulas.shortfall(target(at_least=1), "V", "P", "G", "D"),
            'MAX(0,-INT(-ROUND(G,9))-IF(V="",0,INT(V)))',
        ),
        (
            formulas.shortfall(STAFF, "V", "P", "G", "D"),
            f'IF({HEADS}=0,"",MAX(0,INT(ROUND(G*{HEADS}/100,9))+1-IF(V="",0,INT(V))))',
        ),
        (formulas.shortfall(target(measure=Measure.RANK, at_least=2), "V", "P", "G", "D"), '""'),
        (
            formulas.shortfall(target(measure=Measure.AMOUNT, at_least=2), "V", "P", "G", "D"),
            'IF(V="",G,MAX(0,ROUND(G-V,9)))',
        ),
        (formulas.shortfall(LEVEL, "V", "P", "G", "D"), 'IF(V="","",MAX(0,ROUND(G-V,9)))'),
        (
            formulas.shortfall(target(measure=Measure.LEVEL, at_most=2, baseline=5), "V", "P", "G", "D"),
            'IF(V="","",MAX(0,ROUND(V-G,9)))',
        ),
        (formulas.made_share("F", "G", "B"), 'IF(OR(F="",G=B),"",(F-B)/(G-B))'),
        (formulas.expected("S", "G", "B"), "B+(G-B)*S"),
        (
            formulas.status(Measure.COMPLIANCE, AT, LABELS),
            'IF(NgaySoLieu<start,"not_started",IF(AND(value<>"",value<>size,NOT(sat)),"missed",'
            'IF(NgaySoLieu>=due,"met","on_track")))',
        ),
        (
            formulas.status(Measure.COUNT, AT, LABELS),
            'IF(NgaySoLieu<start,"not_started",IF(value="",IF(OR(NgaySoLieu>=due,asked<>0),"no_data","not_due"),'
            'IF(sat,IF(N(since)>due,"met_late",IF(beyond,"exceeded","met")),IF(NgaySoLieu>=due,"missed",'
            'IF(asked=0,"not_due",IF(ROUND(made-asked,12)>=0,"on_track",'
            'IF(ROUND(made-NguongNguyCo*asked,12)>=0,"at_risk","off_track")))))))',
        ),
    ],
)
def test_each_formula(made: str, formula: str) -> None:
    assert made == formula
