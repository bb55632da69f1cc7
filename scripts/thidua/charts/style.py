"""How the classes of a drawing look: with CSS variables on the site, with plain colours in a download."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from thidua.charts.looks import FILLS
from thidua.charts.model import Ink
from thidua.charts.palette import DARK, FORCED, LIGHT, variable
from thidua.model import Status

FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"


class Stroke(NamedTuple):
    """A line's colour (a name of the palette), its width and its dashes, and the colour of its label."""

    colour: str
    width: float
    dash: tuple[int, ...] = ()
    label: str = "ink"


STROKES: Mapping[Ink, Stroke] = {
    Ink.ACTUAL: Stroke("data", 3, (), "data"),
    Ink.EXPECTED: Stroke("soft", 1.5, (2, 3), "soft"),
    Ink.GOAL: Stroke("met", 2, (), "met"),
    Ink.CEILING: Stroke("law", 2, (12, 3), "law"),
    Ink.REGISTERED: Stroke("axis", 1.25, (), "soft"),
    Ink.PROPOSED: Stroke("soft", 1.25, (5, 3), "soft"),
    Ink.AWARDED: Stroke("soft", 1.25, (8, 3), "soft"),
    Ink.BEFORE: Stroke("axis", 1.5, (9, 3, 2, 3), "soft"),
    Ink.KEPT: Stroke("data", 1.5, (), "data"),
    Ink.BREACH: Stroke("miss", 2.5, (), "miss"),
    Ink.CLOSED: Stroke("axis", 1.5, (), "soft"),
    Ink.TODAY: Stroke("ink", 1),
    Ink.REVIEW: Stroke("soft", 1, (2, 3), "soft"),
    Ink.DAY: Stroke("soft", 1),
}
"""One line leads; the others are thin. They are told apart by dashes too, never by colour alone."""

STRONG = (Ink.ACTUAL, Ink.CEILING, Ink.BREACH, Ink.TODAY)
"""What the labels of are bold."""

Colour = Callable[[str], str]


def drawing_rules(colour: Colour) -> str:
    """The rules for every class of a drawing, one a line; ``colour`` turns a palette name into CSS."""
    return "\n".join((*_plain(colour), *_inks(colour), *_statuses(colour)))


def _plain(colour: Colour) -> Iterator[str]:
    yield ".td-chart{fill:none;font-size:12px}"
    yield f".td-chart text{{fill:{colour('ink')}}}"
    yield f".td-chart .td-muted{{fill:{colour('soft')}}}"
    yield ".td-chart .td-strong{font-weight:600}"
    yield (
        f".td-chart .td-halo{{paint-order:stroke;stroke:{colour('paper')};stroke-width:3px;"
        "stroke-linejoin:round}"
    )
    yield f".td-chart .td-gap{{stroke:{colour('paper')};stroke-width:4}}"
    yield f".td-chart .td-grid{{stroke:{colour('line')}}}"
    yield f".td-chart .td-axis{{stroke:{colour('axis')}}}"
    yield f".td-chart .td-phase{{fill:{colour('wash')}}}"
    yield f".td-chart .td-rule{{stroke:{colour('axis')};stroke-width:1}}"
    yield f".td-chart .td-hatch{{stroke:{colour('law')};stroke-width:1.2;stroke-opacity:.3}}"
    yield f".td-chart .td-ring{{fill:{colour('paper')};stroke-dasharray:none;stroke-width:2}}"
    yield f".td-chart .td-tick{{stroke:{colour('ink')};stroke-width:2}}"
    yield f".td-chart .td-cut{{stroke:{colour('paper')};stroke-width:1.5}}"
    yield f".td-chart .td-asked{{fill:{colour('paper')};stroke:{colour('soft')}}}"
    yield f".td-chart .td-gap-line{{stroke:{colour('off')};stroke-dasharray:3 2}}"
    yield f".td-chart .td-stretch{{fill:{colour('data')}}}"
    for name in ("zone", "track"):
        yield f".td-chart .td-{name}{{fill:{colour(name)}}}"


def _inks(colour: Colour) -> Iterator[str]:
    for ink, stroke in STROKES.items():
        dash = f";stroke-dasharray:{' '.join(map(str, stroke.dash))}" if stroke.dash else ""
        yield f".td-chart .td-{ink}{{stroke:{colour(stroke.colour)};stroke-width:{stroke.width}{dash}}}"
        yield f".td-chart .td-{ink}-t{{fill:{colour(stroke.label)}}}"
    yield ".td-chart .td-dots{stroke-width:6.5;stroke-linecap:round;stroke-dasharray:none}"
    yield ".td-chart .td-thread{stroke-width:1;stroke-dasharray:none}"


def _statuses(colour: Colour) -> Iterator[str]:
    yield ".td-mark--line{stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}"
    for status in Status:
        tone = colour(status.tone)
        yield f".td-mark.td-{status.css},.td-chart :is(.td-bar,.td-stretch).td-{status.css}{{fill:{tone}}}"
        yield f".td-mark--line.td-{status.css}{{fill:none;stroke:{tone}}}"


def _stretches() -> Iterator[str]:
    """What each status's stretch of a bar is drawn in, and the rules that draw with it."""
    for status, fill in FILLS.items():
        yield (
            f".td-s-{status.css}{{--ground:{variable(fill.ground)};--edge:{variable(fill.edge)};"
            f"--on:{variable(fill.ink)};--hatch:{variable(fill.pattern)}}}"
        )
    yield ".td-f{fill:var(--ground);stroke:var(--edge)}"
    yield ".td-plate{fill:var(--ground)}"
    yield "pattern path{fill:none;stroke:var(--hatch)}"
    yield f".td-law-p{{--hatch:{variable('law')}}}"
    yield ":is(.td-seg,.td-run) .td-mark{fill:var(--on)}"
    yield ":is(.td-seg,.td-run) .td-mark--line{fill:none;stroke:var(--on)}"
    yield ":is(.td-seg,.td-run) text{fill:var(--on)}"


def variables(colours: Mapping[str, str]) -> str:
    """A palette as declarations of CSS variables."""
    return "".join(f"--td-{name}:{value};" for name, value in colours.items())


def site_rules() -> str:
    """The palettes and the drawing's rules, which the site's stylesheet begins with."""
    return (
        f":root,.td-paper{{{variables(LIGHT)}}}\n"
        f'[data-md-color-scheme="slate"]{{{variables(DARK)}}}\n'
        f"@media print{{:root,[data-md-color-scheme]{{{variables(LIGHT)}}}}}\n"
        f"@media (forced-colors:active){{:root,[data-md-color-scheme]{{{variables(FORCED)}}}}}\n"
        + "\n".join((drawing_rules(variable), *_stretches()))
    )


def file_rules() -> str:
    """The drawing's rules for a picture that stands by itself, on white."""
    own = f".td-chart{{font-family:{FONT}}}\n.td-paper{{fill:{LIGHT['paper']}}}"
    return f"{drawing_rules(LIGHT.__getitem__)}\n{own}"
