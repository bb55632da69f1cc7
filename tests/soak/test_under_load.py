"""A hundred publishes while readers read: no 404, no torn page, no mix, nothing older after newer."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from publish_kit import NOON, make_site, numbered, older
from server_kit import LOGIN, WebServer, trusting, web_server
from thidua.publish.job import Job
from thidua.publish.release import damage, publish
from thidua.publish.root import Root

PUBLISHES, READERS, TARGETS = 100, 8, 6
_PAGES = ["/", "/2022/chi-tieu/", *(f"/2022/chi-tieu/T-{number}/" for number in range(TARGETS))]


@dataclass
class Reader:
    """One reader: loads pages and what they fetch over one kept-alive line, and notes what is wrong."""

    server: WebServer
    stop: threading.Event
    faults: list[str] = field(default_factory=list)
    pages: int = 0
    answers: int = 0
    last: int = 0

    def run(self) -> None:
        """Read until told to stop."""
        line = http.client.HTTPSConnection("127.0.0.1", self.server.port, timeout=30, context=trusting())
        while not self.stop.is_set():
            for path in _PAGES:
                self._visit(line, path)
        line.close()

    def _visit(self, line: http.client.HTTPSConnection, path: str) -> None:
        page = self._fetch(line, path)
        if not page:
            return
        self.pages += 1
        version = int(re.search(r"<title>[^<]* v(\d+)</title>", page)[1])
        if not page.endswith("</body></html>\n"):
            self.faults.append(f"{path}: torn")
        if version < self.last:
            self.faults.append(f"{path}: {version} after {self.last}")
        self.last = max(self.last, version)
        time.sleep(0.02)  # a switch may well happen before the assets are asked for
        for asset in re.findall(r'(?:\.\./)*(assets/[^"]+)"', page):
            body = self._fetch(line, f"/{asset}")
            if body and str(version) not in re.findall(r"\d+", body):
                self.faults.append(f"{path} {version}: {asset} is of another release")

    def _fetch(self, line: http.client.HTTPSConnection, path: str) -> str:
        line.request("GET", path, headers=LOGIN)
        answer = line.getresponse()
        body = answer.read()
        self.answers += 1
        if answer.status != 200:
            self.faults.append(f"{path}: {answer.status}")
            return ""
        if len(body) != int(answer.headers["content-length"]):
            self.faults.append(f"{path}: cut off")
        return body.decode()


def site(version: int) -> Callable[[Path], None]:
    return lambda out: make_site(out, version, TARGETS)


def test_readers_never_notice_a_publish(tmp_path: Path) -> None:
    root = tmp_path / "site"
    cache = tmp_path / "cache"
    publish(root, Job(numbered(1000), site(1000), lambda: NOON, older, cache=cache))
    with web_server(tmp_path / "nginx", root) as server:
        stop = threading.Event()
        readers = [Reader(server, stop) for _ in range(READERS)]
        threads = [threading.Thread(target=reader.run) for reader in readers]
        for thread in threads:
            thread.start()
        started = time.monotonic()
        try:
            for number in range(1001, 1001 + PUBLISHES):
                publish(root, Job(numbered(number), site(number), lambda: NOON, older, cache=cache))
        finally:
            seconds = time.monotonic() - started
            stop.set()
            for thread in threads:
                thread.join(60)
    faults = [fault for reader in readers for fault in reader.faults]
    pages = sum(reader.pages for reader in readers)
    assert faults == []
    told = f"{PUBLISHES} publishes under {READERS} readers were seen whole, in {seconds:.0f} s"
    answers = sum(reader.answers for reader in readers)
    print(f"\n  {told} ({answers:,} answers of {pages:,} pages, none torn, mixed, old or 404)")
    assert pages > 10 * PUBLISHES
    assert len(Root(root).all()) == 10
    assert all(damage(Root(root), release.name) == [] for release in Root(root).all())
