"""`thidua serve`: the live preview; an edit rebuilds, and an error in the data shows on the page."""

import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from thidua import mkdocs_yml
from thidua.commands.call import WrongCallError, complain, known
from thidua.config import Settings, today
from thidua.problems import DataError
from thidua.text import reason_of


def run(call: Namespace) -> int:
    """Serve until it is interrupted."""
    # Slow to import, all of them, and no other command serves.
    from thidua.build import build  # noqa: PLC0415
    from thidua.site.preview import Complaint, Preview, Stands, complaints  # noqa: PLC0415
    from thidua.site.serve import serving  # noqa: PLC0415

    known(call.data, call.campaign)
    # The preview has threads, so it must not fork; and an edit is to show at once, on its own day.
    settings = Settings(call.data, Path("build/preview"), workers=1, past_days=False)

    def rebuild(looked_at: str, stands: Stands) -> Sequence[Complaint]:
        try:
            build(settings, call.as_of, call.campaign, today(), lambda pages: None, (looked_at, stands))
        except DataError as error:
            return complaints(error.problems)
        return ()

    def told(found: Sequence[Complaint]) -> None:
        now = time.strftime("%H:%M:%S")
        if found:
            complain("{time} {count} lỗi, trang giữ bản trước", time=now, count=len(found))
        else:
            complain("{time} đã dựng", time=now)

    watched = [
        Path(call.data),
        settings.root / "site_src",
        *mkdocs_yml.sources(settings.root / mkdocs_yml.NAME),
    ]
    script = settings.root / "site_src" / "preview" / "preview.js"
    try:
        with serving(Preview(watched, rebuild, told), settings.out, script, call.port) as address:
            complain("Xem thử tại {address} — Ctrl+C để dừng", address=address)
            Event().wait()
    except (OSError, OverflowError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else error  # no port has so large a number
        raise WrongCallError("không mở được cổng {port}: {reason}", port=call.port, reason=reason) from error
    return 0
