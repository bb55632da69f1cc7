"""Colours that everyone can tell apart and read."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest
from table_kit import cases
from thidua.charts.looks import _TILES, DARK, FILLS, LIGHT, glyph, glyph_svg
from thidua.charts.model import Ink
from thidua.charts.style import STROKES, site_rules
from thidua.model import Status

Light = tuple[float, float, float]
Matrix = tuple[Light, Light, Light]

# How eyes without one kind of cone see linear RGB (Machado, Oliveira and Fernandes, 2009, severity 1).
EYES: dict[str, Matrix] = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


def linear(colour: str) -> Light:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def seen(matrix: Matrix, light: Light) -> Light:
    red, green, blue = (
        min(max(sum(weight * part for weight, part in zip(row, light, strict=True)), 0.0), 1.0)
        for row in matrix
    )
    return red, green, blue


def lab(light: Light) -> Light:
    white = (0.9505, 1.0, 1.089)
    values = [
        sum(w * p for w, p in zip(row, light, strict=True)) / n for row, n in zip(XYZ, white, strict=True)
    ]
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in values)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, eyes: str) -> float:
    pair = [lab(seen(EYES[eyes], linear(colour))) for colour in (one, other)]
    return float(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5)


def contrast(one: str, other: str) -> float:
    luminances = sorted(
        sum(w * p for w, p in zip(XYZ[1], linear(colour), strict=True)) for colour in (one, other)
    )
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)


PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
TONES = sorted({status.tone for status in Status})
TEXTS = sorted({"ink", "soft", "link", *TONES, *(stroke.label for stroke in STROKES.values())})
FINAL = (Status.EXCEEDED, Status.MET, Status.MET_LATE, Status.MISSED)


@PALETTES
@cases("ground", ["paper", "wash"])
@cases("text", TEXTS)
def test_text_is_read_on_its_ground(colours: Mapping[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@PALETTES
@cases("graphic", sorted({*TONES, *(stroke.colour for stroke in STROKES.values()), "axis"}))
@cases("ground", ["paper", "wash"])
def test_lines_and_marks_are_seen_on_their_ground(
    colours: Mapping[str, str], graphic: str, ground: str
) -> None:
    assert contrast(colours[graphic], colours[ground]) >= 3


@PALETTES
@cases("eyes", EYES)
def test_stretches_are_told_apart_by_all_eyes(colours: Mapping[str, str], eyes: str) -> None:
    """By their ground where it differs enough, else by a pattern of their own or by their dark edge."""
    for one, other in combinations(Status, 2):
        grounds = [colours[FILLS[status].ground] for status in (one, other)]
        apart = distance(*grounds, eyes) >= 15
        assert apart or _TILES.get(one) != _TILES.get(other) or Status.NOT_ASSIGNED in (one, other)


@PALETTES
def test_what_is_written_on_a_stretch_is_read_and_its_edge_is_seen(colours: Mapping[str, str]) -> None:
    for status, fill in FILLS.items():
        assert contrast(colours[fill.ink], colours[fill.ground]) >= 4.5, status
        if status is not Status.NOT_ASSIGNED:
            assert contrast(colours[fill.edge], colours["paper"]) >= 3, status


@PALETTES
def test_final_stretches_are_strong_and_running_ones_weak_without_colour(colours: Mapping[str, str]) -> None:
    strength = {one: contrast(colours[fill.ground], colours["paper"]) for one, fill in FILLS.items()}
    final = min(strength[one] for one in FINAL)
    assert final >= 4.5
    assert all(strength[one] < final / 1.5 for one in Status if one not in FINAL)


@PALETTES
@cases("eyes", EYES)
def test_lines_are_told_apart_by_all_eyes(colours: Mapping[str, str], eyes: str) -> None:
    """By colour, or by dashes where a reader would not trust two greys; a level also lies straight across."""
    levels = (Ink.GOAL, Ink.CEILING)
    for one, other in combinations((Ink.ACTUAL, Ink.EXPECTED, *levels), 2):
        pair = STROKES[one], STROKES[other]
        least = 15 if (one in levels) is (other in levels) else 11
        apart = distance(colours[pair[0].colour], colours[pair[1].colour], eyes) >= least
        assert apart or pair[0].dash != pair[1].dash, (one, other)


def test_both_palettes_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = [glyph(status.shape).path for status in Status]
    assert len(set(shapes)) == len(shapes)


@cases("status", Status)
def test_a_mark_is_left_to_the_word_beside_it(status: Status) -> None:
    assert 'aria-hidden="true"' in glyph_svg(status.shape, status.css)


def test_drawings_name_variables() -> None:
    assert "#" not in site_rules().split("@media print", 1)[1].split("\n", 1)[1]
