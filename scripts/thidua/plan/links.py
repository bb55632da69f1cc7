"""What one part of the plan says of another: ceilings, rules, and the targets of a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from thidua.keyed.entries import Entry, Findings
from thidua.keyed.ids import check_ids
from thidua.model import Rule, RuleKind, Target
from thidua.reading.cells import id_key
from thidua.text import Text

# What a kind of rule cannot be computed without.
_NEEDED = {
    RuleKind.AT_MOST_TARGET: ("of",),
    RuleKind.UNIT_SHARE: ("of", "percent"),
}


def resolve_all(
    entry: Entry, key: str, known: Mapping[str, str], code: str, findings: Findings
) -> tuple[str, ...]:
    """The known ids that a list names; one that is not known is told at its own line."""
    found = (findings.resolve((cell.line, key), str(cell.value), known, code) for cell in entry.cells(key))
    return tuple(each for each in found if each is not None)


def link_targets(
    targets: Mapping[str, Target], written: Sequence[Entry], known: Mapping[str, str], findings: Findings
) -> dict[str, Target]:
    """The targets, each ceiling's ``of`` as it is declared; a ceiling that cannot be is told and dropped."""
    for entry in written:
        _check_ceiling(entry, known, findings)
    linked = {}
    for identity, target in targets.items():
        of = known.get(id_key(target.ceiling.of)) if target.ceiling else None
        ceiling = replace(target.ceiling, of=of) if target.ceiling and of else None
        linked[identity] = replace(target, ceiling=ceiling)
    return linked


def _check_ceiling(entry: Entry, known: Mapping[str, str], findings: Findings) -> None:
    ceiling, own = entry.get("ceiling", Entry), entry.text("id")
    if ceiling is None:
        return
    percent, name = ceiling.get("at_most_percent", Fraction), ceiling.text("of")
    if percent is not None:
        _check_percent(ceiling, "at_most_percent", percent, findings)
    of = findings.resolve((ceiling.at("of"), "of"), name, known, "unknown-target") if name else None
    if of is not None and own is not None and id_key(of) == id_key(own):
        findings.tell(
            ceiling.at("of"),
            "of",
            "bad-ceiling",
            Text("mức trần tính theo chính chỉ tiêu này"),
            Text("ghi mã của chỉ tiêu làm căn cứ tính mức trần"),
        )


def _check_percent(entry: Entry, key: str, percent: Fraction, findings: Findings) -> None:
    if not 0 < percent <= 100:
        findings.tell(
            entry.at(key),
            key,
            "out-of-range",
            Text("phần trăm phải lớn hơn 0 và không quá 100"),
            Text("ghi số phần trăm, ví dụ 15"),
        )


def read_rules(entry: Entry, known: Mapping[str, str], findings: Findings) -> tuple[Rule, ...]:
    """The rules across targets, in the plan's order; those that lack a part are told and left out."""
    rules: dict[str, Rule] = {}
    capped = {each.typed("id") for each in entry.entries("targets") if "ceiling" in each.lines}
    check_ids(entry.entries("rules"), findings)
    for each in entry.entries("rules"):
        identity, kind = each.text("id"), each.get("kind", RuleKind)
        about = resolve_all(each, "about", known, "unknown-target", findings)
        of = resolve_all(each, "of", known, "unknown-target", findings)
        percent = each.get("percent", Fraction)
        if percent is not None:
            _check_percent(each, "percent", percent, findings)
        if identity is None or kind is None:
            continue
        _check_rule(each, kind, [name for name in about if name not in capped], findings)
        strict = bool(each.get("strict", bool))
        text, cite = each.text("text") or "", each.text("cite") or ""
        rules.setdefault(identity, Rule(identity, kind, about, text, cite, of, percent, strict))
    return tuple(rules.values())


def _check_rule(entry: Entry, kind: RuleKind, uncapped: Iterable[str], findings: Findings) -> None:
    """Each kind of rule has what it is computed from; ``uncapped`` are its targets without a ceiling."""
    for key in _NEEDED.get(kind, ()):
        if not entry.parts.get(key) and key not in entry.refused:
            findings.tell(
                entry.line,
                key,
                "missing-key",
                Text("quy tắc loại {kind} thiếu mục “{key}”", kind=kind.value, key=key),
                Text("thêm dòng “{key}: …”", key=key),
            )
    if kind is RuleKind.CEILING:
        for name in uncapped:
            findings.tell(
                entry.at("about"),
                "about",
                "bad-rule",
                Text("chỉ tiêu “{id}” không có mức trần để kiểm tra", id=name),
                Text("thêm mục “ceiling” vào chỉ tiêu đó, hoặc bỏ quy tắc này"),
            )
