"""Another machine as target, by rsync: over ssh, to an rsync module, or to a mounted path.

Each file is replaced whole, assets before pages, the renames together at the end. For that moment readers can
meet pages of two releases; two machines that publish at once are not kept apart.
"""

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from thidua.addresses import ASSETS
from thidua.publish import PublishError, records
from thidua.publish.job import Job
from thidua.publish.records import Release
from thidua.publish.release import refuse_older
from thidua.publish.staging import STATE, kept_assets, staged

SECONDS = 1800
_PLAIN = ("-rtc", "--chmod=D755,F644", "--timeout=60")
_NOT_THERE = (3, 23)  # rsync's exit codes when the file or folder asked for is missing


def publish_rsync(to: str, job: Job) -> tuple[Release, bool]:
    """Bring ``to`` (host:path, rsync://host/module/path, or a path) to the site that the job builds."""
    where = to.rstrip("/") + "/"
    last = fetch_state(where)
    refuse_older(job, last)
    with staged(job, where, last) as (tree, release):
        if last and release.files == last.own and last.origin == job.origin:
            return release, False
        _send(tree, where, release, last)
        return release, True


def fetch_state(where: str) -> Release | None:
    """The release that the target says it holds, None where it holds none."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        code, said = _rsync("-t", f"{where}{STATE}", f"{folder}/")
        if code in _NOT_THERE and "No such file" in said:
            return None
        _refuse_failure(code, said)
        return records.read(Path(folder, STATE))


def _send(tree: Path, where: str, release: Release, last: Release | None) -> None:
    known = last.files if last else {}
    kept = {name: known[name] for name in kept_assets(last, release)}
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        state, keep = Path(folder, STATE), Path(folder, "keep")
        told = replace(release, files={**release.files, **kept}, carried=frozenset(kept))
        state.write_text(records.to_json(told), "utf-8")
        keep.write_text("".join(f"P /{name}\n" for name in (STATE, *sorted(kept))), "utf-8")
        steps = (
            (*_PLAIN, f"--include=/{ASSETS}***", "--exclude=*", f"{tree}/", where),
            (*_PLAIN, "--delay-updates", "--delete-after", f"--filter=merge {keep}", f"{tree}/", where),
            (*_PLAIN, str(state), where),
        )
        for step in steps:
            _refuse_failure(*_rsync(*step))


def _rsync(*arguments: str) -> tuple[int, str]:
    try:
        done = subprocess.run(["rsync", *arguments], capture_output=True, check=False, timeout=SECONDS)
    except FileNotFoundError:
        raise PublishError("Máy này chưa cài rsync.") from None
    except subprocess.TimeoutExpired:
        raise PublishError("rsync không xong sau {seconds} giây.", seconds=SECONDS) from None
    return done.returncode, done.stderr.decode("utf-8", errors="replace")


def _refuse_failure(code: int, said: str) -> None:
    if code:
        reason = next((line for line in said.splitlines() if line.strip()), "")
        raise PublishError("rsync báo lỗi {code}: {reason}", code=code, reason=reason)
