"""Keys of the plan that have bounds, or lean on others: scales, passages, ceilings, rules."""

from collections.abc import Iterable
from fractions import Fraction

from thidua.keyed.given import Findings, Given, Single, by_key
from thidua.keyed.records import build, check_ids
from thidua.model import GROUPS, Clause, Population, Rule, RuleKind
from thidua.plan.schema import GROUP_WORDS, POPULATION, RULE
from thidua.reading.cells import id_key
from thidua.text import shown

# What a kind of rule cannot be computed without.
_NEEDED = {
    RuleKind.AT_MOST_TARGET: ("of",),
    RuleKind.UNIT_SHARE: ("of", "percent"),
}


def read_scales(given: Given, findings: Findings) -> dict[str, tuple[str, ...]]:
    """The scales, low → high; one without levels where it was refused."""
    scales = given.inner("scales")
    if scales is None:
        return {}
    for key in scales.parts:
        levels = scales.singles(key)
        seen: set[str] = set()
        for cell in levels:
            level = str(cell.value).casefold()
            if level in seen:
                findings.tell(
                    (cell.line, "scales"), "duplicate-level", scale=shown(key), level=shown(str(cell.value))
                )
            seen.add(level)
    return {key: scales.texts(key) for key in scales.lines}


def read_populations(given: Given) -> dict[str, Population]:
    """The populations; one that is a word alone is called by it, and so is each of its subjects."""
    return {key: _population(each) for key, each in _table(given, "populations").items()}


def _population(given: Given | None) -> Population:
    name = (given and given.text("name")) or ""
    unit = (given and given.text("unit")) or name
    made = build(given, POPULATION, name=name, unit=unit) if given else None
    return made or Population(name, unit)


def read_groups(given: Given) -> tuple[dict[str, str], dict[str, str]]:
    """The headings by id in the plan's order (the usual three where it names none), and those in English."""
    if "groups" not in given.lines:
        return dict(GROUPS), {}
    groups = _table(given, "groups")
    english = {key: each.text("name_en") if each else None for key, each in groups.items()}
    return (
        {key: (each and each.text("name")) or "" for key, each in groups.items()},
        {key: name for key, name in english.items() if name},
    )


def _table(given: Given, key: str) -> dict[str, Given | None]:
    """The mappings of a table whose keys the office chose; None for one that was refused."""
    table = given.inner(key)
    return {name: table.inner(name) for name in table.lines} if table else {}


def resolve_groups(given: Given, findings: Findings) -> None:
    """Put each target's group as it is declared; one that is none is told."""
    if "groups" in given.refused:
        return
    groups, _ = read_groups(given)
    known = by_key(groups)
    for target in given.listed("targets"):
        typed = target.text("group")
        if typed is None:
            continue
        usual = GROUP_WORDS.find(typed)
        found = known.get(id_key(typed)) or (usual if usual in groups else None)
        if found is None:
            line = target.at("group")
            found = findings.resolve((line, "group"), typed, known, "unknown-word")
        if found is None:
            del target.parts["group"]
            target.refused["group"] = typed
        else:
            target.parts["group"] = Single(found, target.at("group"))


def read_at_risk(given: Given, findings: Findings) -> Fraction:
    """The share of the expected progress below which a target is off track: 4/5 unless given."""
    thresholds = given.inner("thresholds")
    share = thresholds.get("at_risk", Fraction) if thresholds else None
    if thresholds is None or share is None:
        return Fraction(4, 5)
    is_told = share == 0 and any(map(str.isdigit, thresholds.refused))  # of 0,8 in braces the 8
    if not (0 < share <= 1 or is_told):
        findings.tell(thresholds.place("at_risk"), "out-of-range/at-risk")
    return share


def read_report_day(given: Given, findings: Findings) -> int | None:
    """The day of the next month by which a unit reports, or None."""
    day = given.get("report_day", int)
    if "report_day" not in given.lines and given.get("report_on_working_day", bool):
        findings.warn(given.place("report_on_working_day"), "key-not-allowed/working-day")
    if day is not None and not 1 <= day <= 31:
        findings.tell(given.place("report_day"), "out-of-range/report-day")
        return None
    return day


def read_clauses(given: Given, key: str, findings: Findings) -> tuple[Clause, ...]:
    """Passages of the plan; one without an id is named by its place."""
    written = given.listed(key)
    check_ids(written, findings)
    passages = (
        build(each, each.record, id=each.text("id") or f"{key}-{place}")
        for place, each in enumerate(written, 1)
        if each.record
    )
    return tuple(each for each in passages if each)


def check_ceiling(given: Given, findings: Findings) -> None:
    """A target's legal cap is a percentage of the count of another target."""
    ceiling = given.inner("ceiling")
    if ceiling is None:
        return
    percent, of, own = ceiling.get("at_most_percent", Fraction), ceiling.text("of"), given.text("id")
    if percent is not None:
        _check_percent(ceiling, "at_most_percent", percent, findings)
    if of is not None and own is not None and id_key(of) == id_key(own):
        findings.tell(ceiling.place("of"), "bad-ceiling")


def _check_percent(given: Given, key: str, percent: Fraction, findings: Findings) -> None:
    if not 0 < percent <= 100:
        findings.tell(given.place(key), "out-of-range/percent")


def read_rules(given: Given, findings: Findings) -> tuple[Rule, ...]:
    """The rules across targets, in the plan's order; those that lack a part are told and left out."""
    rules: dict[str, Rule] = {}
    capped = {each.typed("id") for each in given.listed("targets") if "ceiling" in each.lines}
    check_ids(given.listed("rules"), findings)
    for each in given.listed("rules"):
        percent = each.get("percent", Fraction)
        if percent is not None:
            _check_percent(each, "percent", percent, findings)
        rule = build(each, RULE)
        if rule is not None:
            _check_rule(each, rule.kind, [name for name in rule.about if name not in capped], findings)
            rules.setdefault(rule.id, rule)
    return tuple(rules.values())


def _check_rule(given: Given, kind: RuleKind, uncapped: Iterable[str], findings: Findings) -> None:
    """Each kind of rule has what it is computed from; ``uncapped`` are its targets without a ceiling."""
    for key in _NEEDED.get(kind, ()):
        if not given.parts.get(key) and key not in given.refused:
            findings.tell((given.line, key), "missing-key/of-rule", kind=kind.value, key=key)
    if kind is RuleKind.CEILING:
        for name in uncapped:
            findings.tell(given.place("about"), "bad-rule", id=name)
