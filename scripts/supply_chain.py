"""What the product is made of, from the lock files.

supply_chain.py sbom OUT      a CycloneDX bill of materials, the same bytes from the same commit
supply_chain.py audit FILE    exit 1 where a saved advisory (OSV: .json or .zip) speaks of a package
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parents[1]
RUNS_WITH, ASKED = ROOT / "requirements.txt", ROOT / "requirements.in"
LOCKS = (RUNS_WITH, ROOT / "requirements-dev.txt", ROOT / "requirements-fuzz.txt")
_PACKAGE = re.compile(r"^([\w.-]+)==([^ \\;]+)(.*?)(?=^[\w.-]+==|\Z)", re.MULTILINE | re.DOTALL)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^    #(?: via)?\s+(?:-r )?(?!via$)([\w.-]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of a lock file: its normal name, version, hashes, and the packages that ask for it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its name among all packages of the world."""
        return f"pkg:pypi/{self.name}@{self.version}"


def normal(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> list[Locked]:
    """The packages of a lock file that pip-compile wrote."""
    return [
        Locked(
            normal(found[1]),
            found[2],
            tuple(_HASH.findall(found[3])),
            tuple(map(normal, _VIA.findall(found[3]))),
        )
        for found in _PACKAGE.finditer(text)
    ]


def bill(packages: list[Locked], version: str, at: datetime) -> dict[str, Any]:
    """The bill of materials of what the product runs with: every package, its hashes, who asks for whom."""
    product = {"type": "application", "bom-ref": f"thidua@{version}", "name": "thidua", "version": version}
    asked_by_it = [one.purl for one in packages if normal(ASKED.name) in one.via]
    content = "\n".join(f"{one.purl} {' '.join(one.hashes)}" for one in packages)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'thidua {version} {at} {content}')}",
        "version": 1,
        "metadata": {"timestamp": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "component": product},
        "components": [
            {
                "type": "library",
                "bom-ref": one.purl,
                "name": one.name,
                "version": one.version,
                "purl": one.purl,
                "hashes": [{"alg": "SHA-256", "content": each} for each in one.hashes],
            }
            for one in packages
        ],
        "dependencies": [
            {"ref": product["bom-ref"], "dependsOn": asked_by_it},
            *(
                {"ref": one.purl, "dependsOn": [each.purl for each in packages if one.name in each.via]}
                for one in packages
            ),
        ],
    }


def advisories(path: Path) -> Iterator[dict[str, Any]]:
    """The advisories saved in a file: one, a list of them, or one a file of an archive."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".json"):
                    yield json.loads(archive.read(name))
    else:
        told = json.loads(path.read_bytes())
        yield from told if isinstance(told, list) else told.get("vulns", [told])


def against(advisory: Mapping[str, Any], package: Locked) -> bool:
    """Whether an advisory that is not withdrawn speaks of this version of the package."""
    return "withdrawn" not in advisory and any(
        package.version in one.get("versions", ())
        or any(_within(each, package) for each in one.get("ranges", ()))
        for one in advisory.get("affected", ())
        if one["package"]["ecosystem"] == "PyPI" and normal(one["package"]["name"]) == package.name
    )


def _within(versions: Mapping[str, Any], package: Locked) -> bool:
    """Whether the version lies in a range; of what cannot be compared it is said that it does."""
    if versions["type"] != "ECOSYSTEM":
        return False
    try:
        mine, is_in = Version(package.version), False
        for event in versions["events"]:
            ((kind, at),) = event.items()
            if kind == "introduced":
                is_in = is_in or at == "0" or mine >= Version(at)
            elif kind == "fixed":
                is_in = is_in and mine < Version(at)
            elif kind == "last_affected":
                is_in = is_in and mine <= Version(at)
    except InvalidVersion:
        return True
    return is_in


def audit(path: Path) -> int:
    """Print what the saved advisories have against the locked packages: 1 where there is something."""
    packages = [(lock.name, one) for lock in LOCKS for one in locked(lock.read_text("utf-8"))]
    every = list(advisories(path))
    found = [(lock, one, told) for told in every for lock, one in packages if against(told, one)]
    for lock, one, told in found:
        about = told.get("summary") or told.get("details", "")
        print(f"{lock}: {one.name} {one.version}: {told['id']}: {about}")
    newest = max((told.get("modified", "") for told in every), default="none")[:10]
    said = f"{len(every)} advisories, the newest of {newest}; {len(packages)} locked packages"
    print(f"{said}: {len(found)} found")
    return bool(found) or not every


def sbom(out: Path) -> int:
    """Write the bill of materials of this commit."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    call = ["git", "-C", str(ROOT), "log", "-1", "--format=%cI"]
    at = datetime.fromisoformat(
        subprocess.run(call, check=True, capture_output=True, text=True).stdout.strip()
    )
    told = bill(locked(RUNS_WITH.read_text("utf-8")), version, at)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    what, where = sys.argv[1:]
    sys.exit({"sbom": sbom, "audit": audit}[what](Path(where)))
