"""The real command killed at a hundred moments of a publish, also after the switch: nothing is left to do."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from campaigns import write_campaign
from test_publish_killed import ended, publishing
from thidua.publish.release import damage
from thidua.publish.root import Root

MOMENTS = int(os.environ.get("THIDUA_MOMENTS", "100"))


def test_a_hundred_moments(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    root, cache = tmp_path / "site", tmp_path / "build"
    started = time.monotonic()
    assert publishing(tmp_path, root).wait(120) == 0
    whole = time.monotonic() - started
    killed = 0
    for moment in range(MOMENTS):
        with (tmp_path / "data/2022/achievements.csv").open("a", encoding="utf-8") as file:
            file.write(f"2022-02-20,CN-01,HT,1,,,QĐ {moment},\n")
        process = publishing(tmp_path, root)
        time.sleep(whole * 1.1 * moment / MOMENTS)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM if moment % 2 else signal.SIGKILL)
            killed += 1
        assert ended(process) == [], moment
        assert damage(Root(root), Root(root).current_name() or "") == [], moment
        if moment % 10 == 9:
            assert publishing(tmp_path, root).wait(120) == 0, moment
            assert not list((root / "releases").glob(".*"))
            assert not list(cache.rglob("*.new"))
    print(f"\n  {MOMENTS} publishes, {killed} killed: none left running, damaged or to be mended by hand")
    assert killed > MOMENTS / 2
