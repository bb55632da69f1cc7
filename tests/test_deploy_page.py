"""docs/deploy.md as written: its shell is shell, its files are there, a restore needs what it saves."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from push_kit import Office, like_new
from server_kit import DEPLOY
from sharing import warm
from table_kit import cases
from thidua.api import data_sha256
from thidua.intake.read import load
from thidua.publish.carry import walk

PAGE = (DEPLOY.parent / "docs" / "deploy.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


@cases("block", BLOCKS)
def test_every_block_is_shell(block: str) -> None:
    done = subprocess.run(["sh", "-n"], input=block, text=True, capture_output=True, check=False)
    assert done.stderr == ""


def test_every_file_that_it_installs_is_there() -> None:
    named = set(re.findall(r"/opt/thidua/(deploy/[\w./-]+)", PAGE))
    named -= {"deploy/systemd/"}
    assert len(named) > 7
    assert [name for name in sorted(named) if not (DEPLOY.parent / name).exists()] == []


def test_every_timer_is_switched_on_and_has_its_service() -> None:
    timers = {path.name for path in (DEPLOY / "systemd").glob("*.timer")}
    (enabled,) = re.findall(r"systemctl enable --now ([^\n]*)", PAGE)
    assert set(enabled.split()) == timers
    assert all((DEPLOY / "systemd" / timer.replace(".timer", ".service")).is_file() for timer in timers)


def test_what_a_key_can_do_is_what_the_page_installs() -> None:
    settings = (DEPLOY / "sshd.conf").read_text("utf-8")
    assert "ForceCommand /opt/thidua/deploy/ssh-command" in settings
    assert "AuthorizedKeysFile /etc/thidua/keys" in settings


def test_a_clone_with_windows_line_ends_runs_its_hooks_and_has_the_same_data(tmp_path: Path) -> None:
    """core.autocrlf gave hooks that do not run, and data with other sums than the site tells."""
    if not (DEPLOY.parent / ".git").exists():
        pytest.skip("not a checkout")
    clones = [tmp_path / "true", tmp_path / "false"]
    for clone in clones:
        git = ["git", "-c", f"core.autocrlf={clone.name}"]
        subprocess.run([*git, "clone", "-q", "--shared", "--no-checkout", DEPLOY.parent, clone], check=True)
        taken = ["checkout", "-q", "HEAD", "--", ".gitattributes", "data", "deploy"]
        subprocess.run([*git, "-C", clone, *taken], check=True)
    (tmp_path / "env").write_text("THIDUA=/bin/true\n")
    for hook in ("pre-receive", "post-receive", "ssh-command"):
        call = [str(clones[0] / "deploy" / hook)]
        done = subprocess.run(
            call, env={"THIDUA_ENV": str(tmp_path / "env")}, check=False, capture_output=True
        )
        assert done.returncode == (1 if hook == "ssh-command" else 0), done.stderr
    call = ["git", "-C", DEPLOY.parent, "ls-files", "--eol"]
    told = subprocess.run(call, check=True, capture_output=True, text=True).stdout.splitlines()
    kept = ("attr/-text", "eol=lf", "eol=crlf", "i/-text")  # what no clone gives other line ends
    assert [line for line in told if not any(word in line for word in kept)] == []
    assert {line[-4:] for line in told if "eol=crlf" in line} == {".cmd"}
    for clone in clones:  # a .cmd of lines that end otherwise runs into its labels
        lines = (clone / "deploy/portable/nhap-bieu.cmd").read_bytes().splitlines(keepends=True)
        assert all(line.endswith(b"\r\n") for line in lines)
    windows, plain = (load(clone / "data", None, date(2022, 11, 15)).campaigns for clone in clones)
    assert list(map(data_sha256, windows)) == list(map(data_sha256, plain))


@pytest.mark.programs
def test_a_restore_from_what_it_says_to_save(tmp_path: Path) -> None:
    """The page's own tar lines, with two folders in the place of the two machines' roots."""
    old, new = tmp_path / "cu", tmp_path / "moi"
    office = like_new(old / "srv" / "thidua")
    there = (
        "etc/thidua/keys", "etc/nginx/thidua/passwords", "etc/nginx/thidua/server.key",
        "etc/ssh/ssh_host_ed25519_key", "srv/thidua/gui-bieu/nhat-ky.csv",
    )  # fmt: skip
    for name in there:
        (old / name).parent.mkdir(parents=True, exist_ok=True)
        (old / name).write_text(name, "utf-8")
    shutil.copy(office.folder / "thidua.env", old / "etc" / "thidua.env")
    (office.root / "held").write_text((office.root / "current").readlink().name, "utf-8")
    save, restore = (block for block in BLOCKS if "tar -" in block)
    new.mkdir()
    for machine, call in ((old, save), (new, restore.splitlines()[0])):
        here = call.replace("cd / ", f"cd {machine} ").replace("tar -C /", f"tar -C {machine}")
        here = re.sub(r"/root/thidua-[^ ]*(?: \+%F\))?\.tar\.gz", f"{tmp_path}/sao-luu.tar.gz", here)
        subprocess.run(["sh", "-e", "-c", here], check=True, capture_output=True)
    assert (tmp_path / "sao-luu.tar.gz").stat().st_mode & 0o077 == 0  # it holds keys
    saved = {name for name, _ in walk(new)}
    assert {
        *there,
        "etc/thidua.env",
        "srv/thidua/site/held",
        "srv/thidua/data.git/hooks/pre-receive",
    } <= saved
    settings = (new / "etc/thidua.env").read_text("utf-8").replace(str(old), str(new))
    restored = Office(new / "srv/thidua")
    (restored.folder / "thidua.env").write_text(settings, "utf-8")
    assert "đã được quay lại" in restored.hook("rebuild").stderr  # not shown again by itself
    (restored.root / "held").unlink()
    warm(restored.folder / "cache")
    done = restored.hook("rebuild")
    assert done.returncode == 0, done.stderr
    before = {name: path.read_bytes() for name, path in walk(office.root / "current")}
    assert {name: path.read_bytes() for name, path in walk(restored.root / "current")} == before
