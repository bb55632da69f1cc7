"""A small site of the real one's shape, and a clock that stands still: what the publishing tests share."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

from thidua.publish.records import BuiltFrom, Commit
from thidua.site.write import MARKER, sync

NOON = datetime(2022, 6, 30, 5, 0, tzinfo=UTC)


def page(title: str, body: str = "", up: str = "", css: str = "") -> str:
    """A whole page of more than the least plausible length."""
    filler = "<p>Phong trào thi đua yêu nước</p>" * 8
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="{up}assets/{css}"></head><body>{filler}{body}</body></html>\n'
    )


def hashed(stem: str, content: str, suffix: str) -> str:
    """A file name that carries its content's hash."""
    digest = hashlib.sha256(content.encode()).hexdigest()[:16]
    return f"{stem}.{digest}.{suffix}" if stem else f"{digest}.{suffix}"


def status(campaign: str = "2022", met: int = 1, missed: int = 1) -> dict[str, object]:
    """A status.json with that many targets of two statuses."""
    told = ["met"] * met + ["missed"] * missed
    return {
        "schema": "thidua/status/1",
        "campaign": campaign,
        "as_of": "2022-06-30",
        "data": {"commit": None, "sha256": "0" * 64, "illustrative": True},
        "totals": {key: count for key, count in (("met", met), ("missed", missed)) if count},
        "cancelled": [],
        "targets": [
            {
                "id": f"T-{number}",
                "status": word,
                "actual": None,
                "goal": {"at_least": 1},
                "expected": 1,
                "attainment": None,
                "shortfall": 1,
                "satisfied_on": None,
                "phases": {"dot1": {"status": word, "actual": None, "goal": 1}},
            }
            for number, word in enumerate(told)
        ],
    }


def make_site(out: Path, version: int = 1, targets: int = 3) -> None:
    """Write a site: every page, its stylesheet and its charts tell the version."""
    style = f"body {{ --version: {version}; }}\n"
    css = hashed("thidua", style, "css")
    files = {f"assets/{css}": style}
    rows = []
    for number in range(targets):
        chart = json.dumps({"version": version, "target": number})
        name = hashed("", chart, "json")
        files[f"assets/charts/{name}"] = chart
        figure = f'<figure id="hinh" data-chart="../../../assets/charts/{name}"></figure>'
        body = f'{figure}<a href="../">v{version}</a>'
        files[f"2022/chi-tieu/T-{number}/index.html"] = page(f"T-{number} v{version}", body, "../../../", css)
        rows.append(f'<a href="2022/chi-tieu/T-{number}/#hinh">T-{number}</a>')
    files["index.html"] = page(f"Tổng quan v{version}", "".join(rows), "", css)
    files["2022/chi-tieu/index.html"] = page(f"Chỉ tiêu v{version}", '<a href="../../">về</a>', "../../", css)
    campaigns = {"schema": "thidua/campaigns/1", "campaigns": [{"campaign": "2022"}]}
    files["api/v1/campaigns.json"] = json.dumps(campaigns)
    files["api/v1/2022/status.json"] = json.dumps(status(met=1, missed=targets - 1 or 1))
    about = '<a href="https://thidua.example/van-ban">văn bản</a>'
    files["gioi-thieu/index.html"] = page("Giới thiệu", about, "../", css)
    sync(out, ((name, content.encode()) for name, content in files.items()))
    (out / MARKER).unlink()


def commit(number: int) -> Commit:
    """The number-th commit of a straight history, an hour apart."""
    moment = datetime(2022, 6, 1, number % 24, tzinfo=UTC)
    return Commit(f"{number:02d}" + "c" * 38, moment, "Văn phòng", f"số liệu {number}")


def origin(number: int, as_of: date = date(2022, 6, 30)) -> BuiltFrom:
    """Where the number-th site comes from."""
    return BuiltFrom(commit(number), as_of)


def numbered(number: int) -> BuiltFrom:
    """Where the number-th of a great many sites comes from."""
    one = commit(1)
    return BuiltFrom(Commit(f"{number:06d}" + "c" * 34, one.at, one.author, one.subject), date(2022, 6, 30))


def older(new: Commit, published: Commit) -> bool:
    """History is straight: the lower number is the older."""
    return new.id < published.id


def tree_digest(root: Path) -> str:
    """One sha256 over every name and byte of a tree."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
