"""The shared folder by the real smbd, with the share as docs/deploy.md writes it, used through smbclient."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from campaigns import write_campaign
from entry_kit import NEW_YEAR, OWNED, Desk
from server_kit import DEPLOY, free_ports
from test_entry_inbox import GOOD, git, serve

pytestmark = pytest.mark.programs
SENDER, STRANGER = "games", "news"  # accounts that every Debian has: in the share's group, and not
OWN = (
    "private dir", "lock directory", "state directory", "cache directory", "pid directory", "ncalrpc dir",
)  # fmt: skip


@dataclass(frozen=True)
class Share:
    """A running smbd, and calls to it."""

    config: Path
    port: int

    def command(self, words: str, who: str = SENDER, share: str = "gui-bieu") -> list[str]:
        """The call of smbclient."""
        server = (f"//127.0.0.1/{share}", "-s", str(self.config), "-p", str(self.port))
        return ["smbclient", *server, "-U", f"{who}%mat-khau", "-c", words]

    def do(self, words: str, who: str = SENDER) -> tuple[int, str]:
        """(exit code, what was told)."""
        done = subprocess.run(
            self.command(words, who), check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.returncode, done.stdout

    def names(self) -> set[str]:
        """What the sender sees."""
        return set(re.findall(r"^  (\S.*?) +[A-Z]+ +\d+  \w{3} ", self.do("ls")[1], re.MULTILINE)) - {
            ".",
            "..",
        }


@contextmanager
def samba(own: Path, folder: Path) -> Iterator[Share]:
    """smbd over ``folder``; of the page's share only the path, the group and the account are others."""
    smbd = shutil.which("smbd", path="/usr/sbin:/usr/bin")
    if smbd is None or shutil.which("smbclient") is None or os.getuid() != 0:
        pytest.skip("smbd and smbclient are not installed, or this is not root")
    page = (DEPLOY.parent / "docs" / "deploy.md").read_text("utf-8")
    (share,) = re.findall(r"```ini\n(\[gui-bieu\]\n.*?)```", page, re.DOTALL)
    for before, after in (
        ("/srv/thidua/gui-bieu", str(folder)),
        ("@bao-cao", f"@{SENDER}"),
        ("= thidua", "= root"),
    ):
        assert before in share
        share = share.replace(before, after)
    own.mkdir()
    (port,) = free_ports(1)
    config = own / "smb.conf"
    places = "".join(f"{name} = {own}\n" for name in OWN)
    config.write_text(
        "[global]\nserver role = standalone server\nload printers = no\ndisable spoolss = yes\n"
        f"interfaces = 127.0.0.1\nbind interfaces only = yes\nsmb ports = {port}\nlog file = {own}/log\n"
        f"{places}{share}",
        "utf-8",
    )
    for who in (SENDER, STRANGER):
        call = ["smbpasswd", "-c", str(config), "-s", "-a", who]
        subprocess.run(call, input="mat-khau\n" * 2, text=True, check=True, capture_output=True)
    server = subprocess.Popen([smbd, "-F", "-s", str(config)])  # leads its own group, and ends all of it
    running = Share(config, port)
    try:
        until = time.monotonic() + 60
        while running.do("ls")[0] != 0:
            assert time.monotonic() < until, (own / "log").read_text("utf-8", "replace")
            time.sleep(0.1)
        yield running
    finally:
        server.terminate()
        server.wait(20)


def test_forms_go_in_and_answers_come_out_over_the_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_campaign(tmp_path, plan=OWNED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    desk, folder = Desk(tmp_path, capsys), tmp_path / "thu"
    folder.mkdir()
    desk.filled(GOOD, name="vp.xlsx")
    desk.filled({**GOOD, "value": "x"}, unit="HT", name="ht.xlsx")
    slow = desk.filled({}, {**GOOD, "value": 4, "evidence": "QĐ 9"}, unit="HT", name="cham.xlsx").read_bytes()
    inbox = serve(desk, settle="0.5")
    name = unicodedata.normalize("NFD", "Biểu Hải Tặc đã điền")
    with samba(tmp_path / "samba", folder) as share:
        assert share.do("ls", STRANGER) == (1, "tree connect failed: NT_STATUS_ACCESS_DENIED\n")
        (tmp_path / "chu").write_bytes(b"\x06Nguoi A" + b" " * 158)
        told = share.do(f'put vp.xlsx; put ht.xlsx "{name}.xlsx"; put chu "~$vp.xlsx"')
        assert told[0] == 0, told
        copying = subprocess.Popen(
            share.command("put - cham.xlsx"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert copying.stdin is not None
        copying.stdin.write(slow[:9000])
        copying.stdin.flush()
        until = time.monotonic() + 60
        while "cham.xlsx" not in share.names():
            assert time.monotonic() < until
            time.sleep(0.1)
        done = inbox()
        assert (done.returncode, "cham.xlsx: còn đang được chép" in done.stderr) == (1, True), done
        assert share.names() == {
            "cham.xlsx", "da-nhan", "nhat-ky.csv", f"{name}.tra-lai.xlsx", f"{name}.tra-loi.txt",
            f"{name}.xlsx", "~$vp.xlsx",
        }  # fmt: skip
        copying.stdin.write(slow[9000:])
        copying.stdin.close()
        assert copying.wait(60) == 0
        told = share.do(f'get "{name}.tra-loi.txt" thu.txt; get "{name}.tra-lai.xlsx" do.xlsx')
        assert told[0] == 0, told
        assert "1. Trang Kết quả, ô C7: “x” không phải là số" in (tmp_path / "thu.txt").read_text("utf-8-sig")
        page = openpyxl.load_workbook("do.xlsx")
        page["Kết quả"]["C7"] = 3
        page.save("do.xlsx")
        assert share.do(f'put do.xlsx "{name}.tra-lai.xlsx"')[0] == 0
        done = inbox()
        assert (done.returncode, "còn đang được chép" in done.stderr) == (0, False), done
        assert share.names() == {"da-nhan", "nhat-ky.csv", "~$vp.xlsx"}
    rows = git(desk, "-C", "data.git", "show", "main:data/2022/achievements.csv")
    assert sorted(rows.splitlines()[-3:]) == [
        "2022-02-20,CN-01,HT,3,awarded,,QĐ 7,",
        "2022-02-20,CN-01,HT,4,awarded,,QĐ 9,",
        "2022-02-20,CN-01,VP,3,awarded,,QĐ 7,",
    ]
