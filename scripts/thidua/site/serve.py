"""The live preview's server: the last good site, and a stream that tells its pages to load anew."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from thidua.site.preview import Preview, State

EVENTS = "/__thidua/events"
SCRIPT = "/__thidua/preview.js"
_NAMES = ("127.0.0.1", "localhost", "[::1]")
_EMPTY = b"<!doctype html><html><head><meta charset=utf-8></head><body></body></html>"


@contextmanager
def serving(preview: Preview, site: Path, script: Path, port: int = 8000) -> Iterator[str]:
    """Build, then serve ``site`` on 127.0.0.1 and rebuild on changes while inside; gives the address.

    ``script`` is site_src/preview/preview.js. Raises OSError where the port is taken.
    """
    handler = partial(_Handler, preview=preview, script=script.read_bytes(), directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        preview.build()
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        Thread(target=preview.watch, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            preview.end()
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    """The site's files, each page with the preview's script; and the events that the script waits for."""

    def __init__(self, *args: object, preview: Preview, script: bytes, directory: str) -> None:
        self._preview, self._script, self._site = preview, script, Path(directory)
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # socketserver's own arguments

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        try:
            if not self._is_asked_by_its_name():
                self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"127.0.0.1\n")
            elif path == EVENTS:
                self._send_events()
            elif path == SCRIPT:
                self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", self._script)
            else:
                self._send_file(path)
        except (BrokenPipeError, ConnectionResetError):
            return  # the reader went on to another page

    def _is_asked_by_its_name(self) -> bool:
        """Whether the browser means this machine: another site's name may be led here to read the data."""
        port = self.connection.getsockname()[1]
        asked = self.headers.get_all("Host") or []
        return len(asked) == 1 and asked[0].casefold() in {f"{name}:{port}" for name in _NAMES}

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the terminal is for the data."""

    def _send_file(self, path: str) -> None:
        target = Path(self.translate_path(path))
        if target.is_dir() and not path.endswith("/"):
            self._send_on(path.rpartition("/")[2] + "/")
            return
        page = target / "index.html" if target.is_dir() else target
        if page.is_file() and page.suffix != ".html":
            self._send(HTTPStatus.OK, self.guess_type(str(page)), page.read_bytes())
        else:
            self._send_page(page)

    def _send_on(self, place: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_page(self, page: Path) -> None:
        """The page with the preview's script; where there is none, the site's 404 page with it."""
        file = page.relative_to(self._site).as_posix()
        self._preview.looked_at = file
        version = self._preview.version(file)  # before the page is read: if older, it is loaded anew
        status = HTTPStatus.OK if page.is_file() else HTTPStatus.NOT_FOUND
        shown = page if page.is_file() else self._site / "404.html"
        html = shown.read_bytes() if shown.is_file() else _EMPTY
        tag = f'<script src="{SCRIPT}" data-version="{version}"></script></body>'
        self._send(status, "text/html; charset=utf-8", html.replace(b"</body>", tag.encode()))

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told: State | None = None
        while not self._preview.over:
            state = self._preview.next_state(told)
            if state is None:
                line = ": still here\n\n"
            else:
                told = state
                line = f"data: {json.dumps({**asdict(state), 'title': state.title})}\n\n"
            self.wfile.write(line.encode())
            self.wfile.flush()
