"""The package as it is installed elsewhere: a wheel that brings all it needs but the packages."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from campaigns import small, write_campaign

ROOT = Path(__file__).resolve().parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
INSTALL = ("install", "--no-compile", "--no-deps", "--no-index", "--no-build-isolation", "--force-reinstall")


def run(*words: str | Path, at: Path) -> str:
    """What a call said; fails with its words where it fails."""
    done = subprocess.run(words, cwd=at, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def thidua(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that has the wheel, and this one's packages without the checkout."""
    home = tmp_path_factory.mktemp("wheel")
    venv.create(home / "env")
    python = home / "env" / "bin" / "python"
    packages = sysconfig.get_path("purelib", vars={"base": str(home / "env")})
    Path(packages, "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run(*PIP, "--python", python, *INSTALL, ROOT, at=home)  # which makes the wheel first
    return home / "env" / "bin" / "thidua"


def test_it_builds_without_a_checkout(thidua: Path, tmp_path: Path) -> None:
    write_campaign(tmp_path, **small())
    told = run(thidua, "build", "--as-of", "2022-01-20", at=tmp_path)
    assert "build/site: ghi " in told
    assert "Sáng kiến" in (tmp_path / "build/site/2022/chi-tieu/CN-01/index.html").read_text("utf-8")
    assert (tmp_path / "build/site/en/2022/index.html").is_file()
    assert str(ROOT) not in run(thidua.with_name("python"), "-c", "import thidua; print(thidua)", at=tmp_path)


def test_it_speaks_english_where_asked(thidua: Path, tmp_path: Path) -> None:
    write_campaign(tmp_path)
    assert "No errors" in run(thidua, "check", "--lang", "en", at=tmp_path)
