"""Time `thidua collect` on 20, 200 and 2,000 members × 40 targets, all on one local server."""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench import head, timed

TARGETS = 40
SIZES = (20, 200, 2000)


def main() -> None:
    """Print the table."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    head("network", "call", "seconds", "CPU", "MB", "ms a member")
    with tempfile.TemporaryDirectory() as folder:
        for size in [int(one) for one in sys.argv[1:]] or SIZES:
            home = Path(folder, str(size))
            write_network(home / "khoi", size, port)
            for call in ("collect, all new", "collect, nothing new"):
                run = timed(home, call, "collect", "khoi")
                each = 1000 * run.seconds / size
                print(
                    f"| {size:,} members | {call} | {run.seconds:.1f} | {run.cpu:.1f} | {run.megabytes:.0f} "
                    f"| {each:.1f} |",
                    flush=True,
                )
    server.terminate()


def write_network(folder: Path, members: int, port: int) -> None:
    """A network whose members are folders of one server."""
    folder.mkdir(parents=True)
    lines = ["network: khoi", "title: Khối", "period: {start: 2022-01-01, end: 2022-12-31}", "members:"]
    for number in range(members):
        api = f"http://127.0.0.1:{port}/{number}/"
        lines.append(f'  - {{id: noi-{number}, name: Sở {number}, api: "{api}", campaign: "2022"}}')
    (folder / "network.yml").write_text("\n".join(lines), encoding="utf-8")


def serve(port: Connection) -> None:
    """Answer every member with 40 targets of its own, and tell the port first."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Member)
    port.send(server.server_address[1])
    server.serve_forever()


class _Member(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        told = status(self.path.split("/")[1])
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def status(member: str) -> bytes:
    """A status.json of 40 targets in two phases."""
    actual = {"value": 27, "of": 30, "percent": 90.0}
    figure = {"actual": actual, "status": "met"}
    more = {"expected": 80.0, "attainment": 1.125, "shortfall": 0, "satisfied_on": "2022-06-30"}
    phases = {phase: {**figure, "goal": 80} for phase in ("dot1", "dot2")}
    told = {
        "schema": "thidua/status/1",
        "campaign": "2022",
        "as_of": "2022-11-15",
        "data": {"commit": None, "sha256": sha256(member.encode()).hexdigest(), "illustrative": False},
        "totals": {"met": TARGETS},
        "cancelled": [],
        "targets": [
            {"id": f"CN-{number}", **figure, "goal": {"at_least": 80}, **more, "phases": phases}
            for number in range(TARGETS)
        ],
    }
    return json.dumps(told).encode()


if __name__ == "__main__":
    main()
