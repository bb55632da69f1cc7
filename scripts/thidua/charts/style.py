"""How the classes of a drawing look, in the CSS variables of the palettes."""

from collections.abc import Iterator, Mapping
from string import Template
from typing import NamedTuple

from thidua.beside import text_beside
from thidua.charts.looks import DARK, FILLS, FORCED, LIGHT, LOOKS, variable
from thidua.charts.model import Ink
from thidua.model import Status


class Stroke(NamedTuple):
    """A line's colour (a name of the palette), its width and its dashes, and the colour of its label."""

    colour: str
    width: float
    dash: tuple[int, ...] = ()
    label: str = "ink"


STROKES: Mapping[Ink, Stroke] = {
    Ink(name): Stroke(**one | {"dash": tuple(one.get("dash", ()))}) for name, one in LOOKS["strokes"].items()
}
"""One line leads; the others are thin. They are told apart by dashes too, never by colour alone."""

STRONG = (Ink.ACTUAL, Ink.CEILING, Ink.BREACH, Ink.TODAY)
"""What the labels of are bold."""

_PLAIN = Template(text_beside("charts", "drawing.css").rstrip())


def _drawing_rules() -> Iterator[str]:
    """The rules for every class of a drawing."""
    yield _PLAIN.substitute({name: variable(name) for name in LIGHT})
    yield from (*_inks(), *_statuses(), *_stretches())


def _inks() -> Iterator[str]:
    for ink, stroke in STROKES.items():
        dash = f";stroke-dasharray:{' '.join(map(str, stroke.dash))}" if stroke.dash else ""
        yield f".td-chart .td-{ink}{{stroke:{variable(stroke.colour)};stroke-width:{stroke.width}{dash}}}"
        yield f".td-chart .td-{ink}-t{{fill:{variable(stroke.label)}}}"
    yield ".td-chart .td-dots{stroke-width:6.5;stroke-linecap:round;stroke-dasharray:none}"
    yield ".td-chart .td-thread{stroke-width:1;stroke-dasharray:none}"


def _statuses() -> Iterator[str]:
    yield ".td-mark--line{stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}"
    for status in Status:
        tone = variable(status.tone)
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
        + "\n".join(_drawing_rules())
    )
