"""The plan as it was changed (section 6): each revision is laid over the text and judged as the plan was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.keyed.given import Findings, Given
from thidua.keyed.records import to_look_up
from thidua.model import Revision, Source, Target
from thidua.plan.allowed import nature
from thidua.plan.parts import check_ceiling
from thidua.plan.targets import PlanFrame, read_target

_ABOUT_PACE = ("bad-pace", "pace-turns-back")


def resolve_revised(given: Given, findings: Findings) -> None:
    """Put the ids of revised targets as they are declared; one that is none is told and left out."""
    known = to_look_up(given, "targets")
    for revision in given.listed("revisions"):
        table = revision.inner("targets")
        for typed in list(table.lines) if table else ():
            assert table is not None
            line, part = table.lines.pop(typed), table.parts.pop(typed, None)
            found = findings.resolve((line, "targets"), typed, known, "unknown-target")
            if found is not None:
                table.lines[found] = line
            if found is not None and part is not None:
                table.parts[found] = part
            if found is None or part is None:
                table.refused[typed] = ""


def added_on(given: Given) -> dict[str, date]:
    """The day from which each target that a revision adds is part of the plan."""
    found: dict[str, date] = {}
    for revision in _by_day(given):
        for name in revision.texts("adds"):
            found.setdefault(name, _day(revision))
    return found


def _by_day(given: Given) -> list[Given]:
    """The revisions whose day could be read, oldest first."""
    return sorted((each for each in given.listed("revisions") if each.get("date", date)), key=_day)


def _day(revision: Given) -> date:
    return revision.get("date", date) or date.min


def read_revisions(
    given: Given, frame: PlanFrame, sources: Iterable[str], findings: Findings
) -> tuple[Revision, ...]:
    """The revisions, oldest first; ``sources`` are the targets of which others are made (``from``)."""
    _check_days(given.listed("revisions"), frame, findings)
    targets = {each.text("id") or "": each for each in reversed(given.listed("targets"))}
    over = _Over(frame, findings, frozenset(sources), targets)
    return tuple(over.lay(each) for each in _by_day(given))


def _check_days(revisions: Iterable[Given], frame: PlanFrame, findings: Findings) -> None:
    """At most one a day, on a day of the campaign."""
    lines: dict[date, int] = {}
    for each in revisions:
        on = each.get("date", date)
        if on is None:
            continue
        if (earlier := lines.setdefault(on, each.line)) != each.line:
            findings.tell(each.place("date"), "duplicate-revision", day=on, line=earlier)
        elif frame.closes and not frame.start <= on <= frame.closes:
            findings.tell(
                each.place("date"),
                "outside-campaign/in-plan",
                typed=on,
                start=frame.start,
                closes=frame.closes,
            )


@dataclass(frozen=True, slots=True)
class _State:
    """A target's keys as they stand after some revisions, what they make, and what is told of them."""

    keys: Given
    target: Target | None
    told: frozenset[tuple[int | None, str | None, str]] = frozenset()


@dataclass(slots=True)
class _Over:
    """Lays revision over revision, each judged by what stood before it."""

    frame: PlanFrame
    findings: Findings
    sources: frozenset[str]
    written: Mapping[str, Given]
    states: dict[str, _State] = field(default_factory=dict)
    cancelled: dict[str, date] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)

    def lay(self, given: Given) -> Revision:
        """What a revision changes and adds; whatever is wrong with it is told."""
        table, on = given.inner("targets"), _day(given)
        says_nothing = not (given.get("adds", tuple) or (table and (table.lines or table.refused)))
        if says_nothing and not {"targets", "adds"} & given.refused.keys():
            self.findings.tell((given.line, "revisions"), "nothing-revised")
        for each in given.singles("adds"):
            self._add(str(each.value), each.line)
        changes: dict[str, Mapping[str, object]] = {}
        lines: dict[tuple[str, str], int] = {}
        for name, line in table.lines.items() if table else ():
            change = table.inner(name) if table else None
            if change and self._is_open(name, line, on) and (fields := self._change(name, change, line)):
                changes[name] = fields
                lines |= {(name, key): change.at(key) for key in change.lines}
                if "cancelled" in fields:
                    self.cancelled[name] = on
        source = Source(self.findings.file, given.line)
        return Revision(on, given.text("cite") or "", changes, given.texts("adds"), source, lines)

    def _add(self, name: str, line: int) -> None:
        if name in self.added:
            self.findings.tell((line, "adds"), "added-target/twice", id=name)
        self.added.add(name)

    def _is_open(self, name: str, line: int, on: date) -> bool:
        """Whether a target is part of the plan on a day, and may be changed; else it is told why not."""
        since, until = self.frame.added.get(name), self.cancelled.get(name)
        if since == on:
            self.findings.tell((line, "targets"), "added-target/same-day", id=name)
        elif since is not None and on < since:
            self.findings.tell((line, "targets"), "unknown-target/not-added-yet", id=name, day=since)
        elif until is not None:
            self.findings.tell((line, "targets"), "cancelled-target", id=name, day=until)
        else:
            return True
        return False

    def _change(self, name: str, change: Given, line: int) -> dict[str, object]:
        """What a revision sets of a target, by attribute; nothing where the target could not be read."""
        before = self.states.get(name) or self._judged(self.written[name], frozenset())
        if before.target is None:
            return {}
        keys = _overlaid(before.keys, change, line)
        count = len(self.findings.problems)
        after = self.states[name] = self._judged(keys, before.told, change, line)
        if after.target is None:
            return {}
        fields: dict[str, object] = {
            key: getattr(after.target, key) for key in change.parts if key != "cancelled"
        }
        is_cancelled = bool(change.get("cancelled", bool))
        differ = [key for key, value in fields.items() if value != getattr(before.target, key)]
        is_refused = bool(change.refused) or None in fields.values()  # a part that makes nothing is told
        if not (differ or is_cancelled or is_refused) and count == len(self.findings.problems):
            self.findings.tell((line, "targets"), "nothing-revised")
        self._check_goal(change, before.target, after.target)
        return {**fields, "cancelled": True} if is_cancelled else fields

    def _judged(
        self,
        keys: Given,
        known: frozenset[tuple[int | None, str | None, str]],
        change: Given | None = None,
        line: int = 0,
    ) -> _State:
        """The target that its keys make. What is wrong is told where a ``change`` has brought it."""
        scratch = Findings(self.findings.file, self.findings.what)
        target = read_target(keys, self.frame, scratch)
        check_ceiling(keys, scratch)
        told = frozenset((each.line, each.column, each.code) for each in scratch.problems)
        new = [
            each for each in scratch.problems if change and (each.line, each.column, each.code) not in known
        ]
        leads_astray = [
            each for each in new if change and "pace" not in change.lines and each.code in _ABOUT_PACE
        ]
        if leads_astray and not any(each.code == "due-before-start" for each in new):
            self.findings.tell((line, "pace"), "revision-needs-pace")
        self.findings.problems += [each for each in new if each not in leads_astray]
        return _State(keys, target, told)

    def _check_goal(self, change: Given, before: Target, after: Target) -> None:
        """A changed goal has new words of the plan, and still serves the targets that are made of it."""
        if after.goal == before.goal:
            return
        if after.quote == before.quote:
            self.findings.warn(change.place("goal"), "goal-without-quote")
        if after.is_kept and not before.is_kept and after.id in self.sources:
            self.findings.tell(change.place("goal"), "bad-source/now-kept")


def _overlaid(keys: Given, change: Given, line: int) -> Given:
    """A target's keys with a change laid over them: a goal that becomes one to be kept loses its pace."""
    parts, lines, refused = ({**getattr(keys, name)} for name in ("parts", "lines", "refused"))
    for key in change.lines:
        parts.pop(key, None)
        refused.pop(key, None)
    after = Given(
        line,
        keys.record,
        {**parts, **{key: part for key, part in change.parts.items() if key != "cancelled"}},
        {**lines, **{key: at for key, at in change.lines.items() if key != "cancelled"}},
        {**refused, **change.refused},
    )
    its = nature(after)
    if its and not its.has_pace and "pace" not in change.lines:
        after.parts.pop("pace", None)
        after.lines.pop("pace", None)
    return after
