"""Targets that are made of others (``from``): their sources are there, and make the figure that is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thidua.keyed.given import Findings, Given, GivenPart, Single
from thidua.model import Derivation, Derived, Measure
from thidua.plan.allowed import derivation, is_kept
from thidua.text import Text


def resolve_sources(given: Given, known: Mapping[str, str] | None, findings: Findings) -> None:
    """Put each source's id as it is declared (``known``, see by_key); one that is none is told."""
    written = given.inner("from")
    if written is None:
        return
    for key, part in list(written.parts.items()):
        before = len(findings.problems)
        found = _resolved(part, known, findings)
        if len(findings.problems) > before:
            written.refused[key] = ""
        if found is not None:
            written.parts[key] = found


def _resolved(part: GivenPart, known: Mapping[str, str] | None, findings: Findings) -> GivenPart | None:
    if isinstance(part, tuple):
        return tuple(found for each in part if (found := _resolved(each, known, findings)) is not None)
    if not isinstance(part, Single):
        return part
    identity = findings.resolve((part.line, "from"), str(part.value), known, "unknown-target")
    return None if identity is None else Single(identity, part.line)


def read_derived(given: Given) -> Derived | None:
    """What a target is made of, or None where it has rows of its own or says it in a way that was refused."""
    kind, written = derivation(given), given.inner("from")
    if kind is None or written is None or written.refused:
        return None
    lists = _lists(written, kind)
    if not all(lists) or (kind is Derivation.PERCENT) != (len(lists) == 2):
        return None
    parts, *whole = (tuple(str(each.value) for each in one) for one in lists)
    return Derived(kind, parts, whole[0] if whole else ())


def _lists(written: Given, kind: Derivation) -> list[tuple[Single, ...]]:
    """The ids that are added up, list by list: part and whole of a percentage, else one."""
    part = written.parts.get(kind.value)
    if part is None:
        return [()]
    if kind is Derivation.PERCENT and isinstance(part, tuple):
        return [_singles(each) for each in part]
    return [_singles(part)]


def _singles(part: GivenPart) -> tuple[Single, ...]:
    each = part if isinstance(part, tuple) else (part,)
    return tuple(one for one in each if isinstance(one, Single))


@dataclass(slots=True)
class _Sources:
    """Checks one target's ``from`` against everything that may be a source."""

    given: Given
    kind: Derivation
    known: Mapping[str, Given]
    findings: Findings

    def check(self) -> None:
        """Tell what is wrong with the target's own measure, else with each of its sources."""
        written = self.given.inner("from")
        lists = _lists(written, self.kind) if written else []
        if self.kind is Derivation.PERCENT and written and not written.refused and len(lists) != 2:
            self.findings.tell(self.given.place("from"), "bad-source/two-parts")
            return
        if slipped := self._is_unfit():
            self.findings.tell(self.given.place("from"), f"bad-source/no-{self.kind.value}")
        for each in (one for singles in lists for one in self._checked_once(singles)):
            slip = None if slipped else self._slip(self.known[str(each.value)])
            if slip:
                kind = f"bad-source/{self.kind.value}"
                self.findings.tell((each.line, "from"), kind, id=each.value, why=slip)

    def _checked_once(self, singles: tuple[Single, ...]) -> Iterator[Single]:
        """The ids of one list; one that stands twice would be added twice, and is told."""
        seen: set[object] = set()
        for each in singles:
            if each.value in seen:
                self.findings.tell((each.line, "from"), "bad-source/twice", id=each.value)
            else:
                seen.add(each.value)
                yield each

    def _is_unfit(self) -> bool:
        """Whether the target's own measure is none that can be made so."""
        measure = self.given.get("measure", Measure)
        if measure is None:
            return False
        traits, is_percent = measure.traits, self.given.text("unit") == "%"
        sound = {
            Derivation.SUM: not traits.is_share and not traits.is_state,
            Derivation.PERCENT: traits.has_baseline and is_percent,
            Derivation.UNITS_MEETING: traits.counts_subjects and not traits.counts_breaches,
        }
        return not sound[self.kind]

    def _slip(self, source: Given) -> Text | None:
        """Why a target or figure cannot be a source, or None where it can, or is not known to the end."""
        if "from" in source.lines:
            return Text("nó cũng được tính từ chỉ tiêu khác")
        measure = source.get("measure", Measure)
        if measure is None:
            return None
        if is_kept(source, measure):
            return Text("nó là mức phải giữ, không phải đích để đạt tới")
        match self.kind:
            case Derivation.SUM:
                return self._unlike(source, measure)
            case Derivation.PERCENT:
                return None if not measure.traits.is_state else Text("cách đo của nó không cộng được")
            case Derivation.UNITS_MEETING:
                is_target = source.record is not None and source.record.key("goal") is not None
                return None if is_target else Text("nó không phải là chỉ tiêu nên không giao cho đơn vị được")

    def _unlike(self, source: Given, measure: Measure) -> Text | None:
        """Why a source cannot be added up here: another measure, or another unit."""
        own = self.given.get("measure", Measure)
        if measure.traits.is_share or measure.traits.is_state:
            return Text("chỉ cộng số lượng hoặc khối lượng")
        if own and own.traits.whole_figure and not measure.traits.whole_figure:
            return Text("khối lượng có số lẻ, không cộng vào số lượng được")
        if self.given.text("unit") != source.text("unit"):
            return Text("khác đơn vị tính")
        return None


def check_sources(given: Given, known: Mapping[str, Given], findings: Findings) -> None:
    """Tell what is wrong with a target's ``from``; ``known`` are all targets and figures by id."""
    if "from" not in given.lines or "from" in given.refused:
        return
    kind = derivation(given)
    if kind is not None:
        _Sources(given, kind, known, findings).check()
        return
    written = given.inner("from")
    if not (written and written.refused and not written.lines):  # else an unknown way has been told
        findings.tell(given.place("from"), "bad-source/ways", count=len(written.lines) if written else 0)
