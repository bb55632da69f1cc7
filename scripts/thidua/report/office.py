"""What every document of the office has around its text: letterhead, addressees, recipients, who signs."""

from datetime import date
from typing import Any

from thidua.model import Plan
from thidua.report.model import Form, Letterhead, ReportContent
from thidua.report.phrases import document_date, inside
from thidua.text import lowered

GAP = "\u00a0" * 8  # room for what the clerk writes by hand


# What kind of document each form is, in its symbol (Decree 30/2020, appendix III) and as its title.
_KINDS = {
    Form.REPORT: ("BC", "BÁO CÁO"),
    Form.MONTH: ("BC", "BÁO CÁO"),
    Form.LETTER: ("", ""),
    Form.REGISTER: ("ĐK", "BẢNG ĐĂNG KÝ THI ĐUA"),
}
# What a plan may call itself at the beginning of its title: cited, it is called so, and once.
_PLANS = ("Kế hoạch", "Chương trình", "Đề án", "Nghị quyết")


def document(form: Form, name: str, plan: Plan, day: date, **said: Any) -> ReportContent:
    """A document on a day: what is ``said``, and around it what stands there where nothing else is said.

    ``name`` is what it is of, within the campaign.
    """
    symbol, kind = _KINDS[form]
    around: dict[str, Any] = {
        "letterhead": letterhead(plan, symbol, day.year),
        "notice": notice(plan),
        "addressees": addressees(plan),
        "recipients": recipients(plan),
        "signer": signer(plan),
        "appendices": (),
    }
    return ReportContent(form, f"{plan.campaign}/{name}", kind=kind, as_of=day, **{**around, **said})


def letterhead(plan: Plan, kind: str, year: int) -> Letterhead:
    """Its lines; ``kind`` is the abbreviation of the document's kind in its symbol, "" of a letter."""
    symbol = plan.document.symbol or ""
    owner = symbol.split("-", 1)[1] if "-" in symbol else ""
    place = plan.document.place
    blank_date = f"ngày{GAP}tháng{GAP}năm {year}"
    return Letterhead(
        parent=(plan.issuer.parent or "").upper() if plan.issuer else "",
        issuer=plan.issuer.name.upper() if plan.issuer else "",
        number=f"Số:{GAP}/{'-'.join(filter(None, (kind, owner)))}",
        place_and_date=f"{place}, {blank_date}" if place else blank_date,
    )


def notice(plan: Plan) -> str:
    """What stands under the title where the figures are made up."""
    return "(Số liệu minh họa để dựng mẫu, không phải số liệu chính thức)" if plan.illustrative else ""


def addressees(plan: Plan) -> tuple[str, ...]:
    """To whom the office reports."""
    return (plan.issuer.report_to,) if plan.issuer and plan.issuer.report_to else ()


def signer(plan: Plan) -> tuple[str, ...]:
    """The capacity that signs, a line each: "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" is two."""
    capacity = plan.document.signer or "THỦ TRƯỞNG CƠ QUAN"
    return tuple(line.strip().upper() for line in capacity.split("/") if line.strip()) or ("",)


def deputy(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The same where a deputy signs for the head; lines that say so already stay."""
    *above, head = lines
    if any(line.startswith("KT.") for line in lines):
        return lines
    return (*above, f"KT. {head}", f"PHÓ {head}")


def plan_document(plan: Plan) -> str:
    """The plan as a report cites it: number, symbol, day and title; what is unknown stays blank."""
    document, title = plan.document, inside(plan.document.title or plan.title)
    named = next((one for one in _PLANS if title.lower().startswith(f"{one.lower()} ")), "")
    parts = [named or _PLANS[0]]
    if document.symbol:
        parts.append(f"số {document.number or GAP}/{document.symbol}")
    if document.date:
        parts.append(f"ngày {document_date(document.date)}")
    if plan.issuer:
        parts.append(f"của {plan.issuer.name}")
    parts.append(lowered(title[len(named) :].lstrip()))
    return " ".join(parts)


def recipients(plan: Plan) -> tuple[str, ...]:
    """The list under "Nơi nhận", each line with its sign; "Lưu" stands last and ends with a full stop."""
    names = [inside(one) for one in plan.recipients] or ["Lưu: VT"]
    lines = (["Như trên"] if plan.issuer and plan.issuer.report_to else []) + names
    return (*(f"- {name};" for name in lines[:-1]), f"- {lines[-1]}.")


def filed(plan: Plan) -> str:
    """The line of the copy that the office keeps."""
    return next((inside(one) for one in plan.recipients if one.startswith("Lưu")), "Lưu: VT")


def reference(plan: Plan, year: int) -> str:
    """The line under an appendix's title that ties it to the report."""
    head = letterhead(plan, _KINDS[Form.REPORT][0], year)
    number = head.number[:1].lower() + head.number[1:].replace(":", "")
    issuer = f" của {plan.issuer.name}" if plan.issuer else ""
    return f"(Kèm theo Báo cáo {number} {head.place_and_date.rpartition(', ')[2]}{issuer})"
