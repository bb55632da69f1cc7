"""The programs that the tests drive: which are asked of apt, and what serves where apt has none."""

import os
import shutil
import subprocess
from pathlib import Path

from table_kit import cases

SCRIPT = Path(__file__).parents[1] / "scripts" / "install_tools.sh"
SMALL, WHOLE = "chromium-headless-shell", "chromium"
TAKEN = "The tests take the Chromium that is there"
NAMED = "apt-get install -y --no-install-recommends"


@cases(
    ("there", "has", "code", "asked", "told"),
    [
        ([SMALL, "git"], [], 0, [], ""),
        ([WHOLE, "git"], [SMALL], 0, [SMALL], ""),
        ([WHOLE, "git"], [], 0, [SMALL], TAKEN),
        (["chromium-browser", "git"], [], 0, [SMALL], TAKEN),
        (["git"], [SMALL, WHOLE], 0, [SMALL], ""),
        (["git"], [WHOLE], 0, [SMALL, WHOLE], ""),
        ([WHOLE], ["git"], 0, [f"git {SMALL}", "git"], TAKEN),
        (["git"], [], 1, [SMALL, WHOLE], f"{NAMED} {SMALL}"),
        ([SMALL], [], 1, ["git"], f"{NAMED} git"),
    ],
)
def test_what_is_asked_of_apt_and_what_serves_without(
    tmp_path: Path, there: list[str], has: list[str], code: int, asked: list[str], told: str
) -> None:
    """``has`` are the packages that apt can install; it installs all or none."""
    told_to = tmp_path / "asked"
    told_to.touch()
    for name in ("bash", "env"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    apt = f"""[ "$1" = update ] && exit 0
while [ "$1" != --no-install-recommends ]; do shift; done; shift
echo "$@" >> {told_to}
for one; do case " {" ".join(has)} " in *" $one "*) ;; *) exit 100;; esac; done"""
    for name, does in ({"id": "echo 0", "apt-get": apt} | dict.fromkeys(there, "")).items():
        (tmp_path / name).write_text(f"#!{tmp_path / 'bash'}\n{does}\n")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["bash", str(SCRIPT), "git", SMALL], env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert told_to.read_text().splitlines() == asked
    assert told in done.stdout + done.stderr
