"""The door under load: hostile files end fast and small, sound ones are read fast, and nothing breaks it.

Files are an eighth of the largest that are read (plans a quarter), and so is what they may cost;
`make soak` has the largest.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, SOUND, campaign_files, read, write_campaign
from draws import draws
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_kit import cases
from thidua.problems.formats import as_github, as_json, as_text
from yardstick import in_time, within

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 20_000_000
HEADER = ACHIEVEMENTS.partition("\n")[0] + "\n"

# Runs in a process of its own, so that its memory is its own too: one that has read nothing but the package
# divides for each folder that it is told.
MEASURED = """
import json, os, sys, time
from datetime import date
from pathlib import Path
from thidua.problems import DataError
from thidua.intake.read import load
for line in sys.stdin:
    if os.fork():
        if os.wait()[1]:
            print("null", flush=True)
        continue
    started = time.process_time()
    try:
        problems = load(Path(line.rstrip()), None, date(2022, 3, 1)).problems
    except DataError as error:
        problems = error.problems
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    took = time.process_time() - started
    print(json.dumps([took, peak, len(problems), problems[0].code if problems else None]), flush=True)
    os._exit(0)
"""
Measured = Callable[[Path], tuple[float, int, int, str | None]]


@pytest.fixture(scope="module")
def measured() -> Iterator[Measured]:
    """Seconds and megabytes that reading takes, the number of problems and the first one's code."""
    with subprocess.Popen(
        [sys.executable, "-c", MEASURED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "scripts")},
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        told, said = reader.stdin, reader.stdout

        def ask(data: Path) -> tuple[float, int, int, str | None]:
            print(data, file=told, flush=True)
            seconds, megabytes, count, code = json.loads(said.readline())
            return seconds, megabytes, count, code

        yield ask
        told.close()


Made = Callable[[int], bytes]  # of so many bytes, or a few less
HOSTILE: dict[str, tuple[Made, str]] = {
    "one line": (lambda size: b"a" * size, "too-many-columns"),
    "blank lines": (lambda size: b"\n" * size, "missing-column"),
    "blank lines before the last": (
        lambda size: HEADER.encode() + b"\n" * (size - 100) + b"x",
        "too-many-rows",
    ),
    "a million columns": (
        lambda size: b",".join(b"c%d" % place for place in range(size // 20)),
        "too-many-columns",
    ),
    "a row of twenty million cells": (
        lambda size: HEADER.encode() + b"," * (size - 100) + b"x",
        "line-too-long",
    ),
    "a cell of ten million letters": (
        lambda size: HEADER.encode() + b'2022-01-10,CN-01,VP,1,,,"' + b"x" * (size // 2) + b'",\n',
        "line-too-long",
    ),
    "an open quote": (lambda size: HEADER.encode() + b'"' + b"x,y\n" * (size // 22), "open-quote"),
    "quotes": (lambda size: HEADER.encode() + b'",\n""' * (size // 22), "too-few-cells"),
    "nothing but errors": (lambda size: HEADER.encode() + b"x,y,z,w,u,v,,\n" * (size // 22), "bad-date"),
    "different errors": (
        lambda size: (
            HEADER.encode()
            + b"".join(b"2022-01-10,CN-%06d,VP,1,,,,\n" % place for place in range(size // 31))
        ),
        "unknown-target",
    ),
    "marks upon marks": (
        lambda size: HEADER.encode() + ("a" + "\u0301\u0323" * (size // 5)).encode(),
        "control-character",
    ),
}
HOSTILE_PLANS: dict[str, tuple[Made, str]] = {
    "a billion laughs": (
        lambda size: (
            b"a: &a [x,x,x,x,x,x,x,x,x]\n"
            + b"".join(
                f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n".encode()
                for before, name in zip("abcdefgh", "bcdefghi", strict=True)
            )
        ),
        "yaml-alias",
    ),
    "a deep hole": (lambda size: b"[" * size, "yaml-too-large"),
    "one scalar": (lambda size: b"a: " + b"x" * (size - 10), "yaml-too-large"),
    "keys without end": (lambda size: b"{" + b"a: 1, " * (size // 7), "yaml-too-large"),
}


def a_hostile_file_ends(folder: Path, measured: Measured, case: str, part: int) -> None:
    """Of a part of the largest that is read."""
    made, code = (HOSTILE | HOSTILE_PLANS)[case]
    content = made(LARGEST // part)
    assert len(content) <= LARGEST // part
    name = "plan" if case in HOSTILE_PLANS else "achievements"
    seconds, megabytes, count, first = measured(write_campaign(folder, **{name: content}))
    assert (first, count == 1 or name == "achievements") == (code, True)
    assert count <= 60_000
    assert megabytes < 50 + 150 / part
    in_time(seconds, 0.5 + 5.5 / part)  # about a second of the whole on a quiet machine; the limit is two


def sound_rows_are_read(folder: Path, measured: Measured, part: int) -> None:
    """Of a part of a hundred thousand."""
    rows = "".join(
        f"{1 + place % 28}/{1 + place % 2}/2022,CN-01,VP,{place % 7},,staff,QĐ {place},\n"
        for place in range(100_000 // part)
    )
    seconds, megabytes, count, _ = measured(write_campaign(folder, achievements=HEADER + rows))
    assert count == 0
    assert megabytes < 50 + 250 / part
    in_time(seconds, 0.5 + 8.5 / part)  # about one of the whole on a quiet machine; the limit is three


@cases("case", [*HOSTILE, *HOSTILE_PLANS])
def test_a_hostile_file_ends_in_a_sentence(tmp_path: Path, measured: Measured, case: str) -> None:
    a_hostile_file_ends(tmp_path, measured, case, part=4 if case in HOSTILE_PLANS else 8)


def test_twelve_thousand_sound_rows(tmp_path: Path, measured: Measured) -> None:
    sound_rows_are_read(tmp_path, measured, part=8)


PIECES = st.sampled_from(
    [
        '"',
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "\x00",
        "\u200b",
        "<<<<<<< \n",
        "1.250",
        "%",
        "{",
        "}",
        "[",
        ": ",
        "&a ",
        "*a",
        "!x ",
        "|\n",
        "#",
        "sep=;\n",
        "\ufeff",
        "9" * 50,
        "evidence/",
        "https://",
        "Tổng cộng",
        "\u0301" * 40,
        "---\n",
        "? ",
        "İ",
        "ﬁ",
        "2022-01-10",
        "CN-01",
        "VP",
        "-1",
        "Hoàn thành nhiệm vụ",
    ]
) | st.text(st.characters(), max_size=5)


@st.composite
def spoilt_files(draw):
    """The sound files, one or two of them with pieces put in, cut out, or in another encoding."""
    files = campaign_files()
    for name in draw(st.lists(st.sampled_from(sorted(SOUND)), min_size=1, max_size=2)):
        text = files[name].decode("utf-8", "replace")
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(text)))
            text = text[:start] + draw(PIECES) + text[start + draw(st.integers(0, 12)) :]
        encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-16", "utf-16-le", "cp1258", "utf-8-sig"]))
        files[name] = text.encode(encoding, "ignore")
        if draw(st.booleans()) and draw(st.booleans()):
            files[name] = files[name][: draw(st.integers(0, len(files[name])))] + draw(st.binary(max_size=4))
    return files


@settings(max_examples=draws(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt_files())
def test_no_input_ends_in_a_traceback(files):
    with within(5):
        campaign, problems = read(files)
        assert campaign is not None or problems
        assert as_text(problems) and as_github(problems).count("\n") == len(problems)
        assert len(json.loads(as_json(problems))) == len(problems)
