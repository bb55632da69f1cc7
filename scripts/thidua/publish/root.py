"""The folder that a site is published into, and what stands in it.

ROOT/releases/<name>/     one finished release each; this is what the web server serves
ROOT/manifests/<name>.json  what is in it (outside the served tree)
ROOT/current -> releases/<name>
ROOT/held                 the release that a rollback took back, until the next one is published
ROOT/lock
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from thidua.files import link_safely, write_safely
from thidua.publish import records
from thidua.publish.errors import PublishError
from thidua.publish.records import Release
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class Root:
    """A publishing root; nothing is read before it is asked for."""

    path: Path

    @property
    def releases(self) -> Path:
        """The folder of finished releases."""
        return self.path / "releases"

    @property
    def manifests(self) -> Path:
        """The folder of manifests."""
        return self.path / "manifests"

    @property
    def current(self) -> Path:
        """The link that the web server follows."""
        return self.path / "current"

    @property
    def lock(self) -> Path:
        """The lock of publish and rollback."""
        return self.path / "lock"

    @property
    def held(self) -> Path:
        """Names the release that a rollback took back."""
        return self.path / "held"

    def manifest(self, name: str) -> Path:
        """Where the manifest of a release stands."""
        return self.manifests / f"{name}.json"

    def prepare(self) -> None:
        """Make the folders. A full folder that is no root of ours is refused, rather than filled up."""
        ours = self.releases.is_dir() or self.lock.exists()
        if self.path.is_dir() and not ours and any(self.path.iterdir()):
            raise PublishError(
                Text(
                    "“{path}” không trống và không phải là nơi xuất bản. Hãy chọn thư mục trống, "
                    "hoặc thêm --how folder để chép trang vào một thư mục thường.",
                    path=self.path,
                )
            )
        if self.current.exists() and not self.current.is_symlink():
            raise PublishError(Text("“{path}” phải là một liên kết (symlink).", path=self.current))
        self.releases.mkdir(parents=True, exist_ok=True)
        self.manifests.mkdir(exist_ok=True)

    def current_name(self) -> str | None:
        """The name of the published release, None before the first."""
        return self.current.readlink().name if self.current.is_symlink() else None

    def held_name(self) -> str | None:
        """The release that must not come back by itself, None where there is none."""
        return self.held.read_text("utf-8").strip() if self.held.exists() else None

    def release(self, name: str) -> Release | None:
        """The finished release of that name, None where it is not whole."""
        if not (self.releases / name).is_dir():
            return None
        try:
            return records.from_json(self.manifest(name).read_text("utf-8"))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def all(self) -> list[Release]:
        """Every finished release, the newest first."""
        if not self.manifests.is_dir():
            return []
        names = sorted(path.stem for path in self.manifests.glob("*.json"))
        found = [release for name in names if (release := self.release(name))]
        return sorted(found, key=lambda release: release.stamp, reverse=True)

    def switch(self, name: str) -> None:
        """Publish a finished release: from here on, every request is answered from it."""
        link_safely(self.current, f"releases/{name}")

    def hold(self, name: str) -> None:
        """Remember that ``name`` was taken back on purpose."""
        write_safely(self.held, f"{name}\n".encode())
