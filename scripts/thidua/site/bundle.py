"""The files every page asks for, under names that change with their content: they may be kept forever."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from thidua.addresses import hashed
from thidua.charts.style import site_rules
from thidua.site.page import Asset

_FIRST = "shell"  # what the others may build upon stands first
_ALONE = ("boot", "past")  # scripts that do not wait for the page, so not in the bundle


def bundles(assets: Path) -> dict[str, Asset]:
    """The shared files by slot: css, js (every script but boot.js and past.js), boot, past and plotly.

    ``assets`` is site_src/assets; its css and js files are joined in order of name, the shell's first,
    after the palette and the rules of charts, whose home is the package.
    """
    return {
        "css": _named("thidua", "css", site_rules().encode() + b"\n" + _joined(assets.glob("*.css"))),
        "js": _named(
            "thidua", "js", _joined(path for path in assets.glob("*.js") if path.stem not in _ALONE)
        ),
        **{name: _named(name, "js", (assets / f"{name}.js").read_bytes()) for name in _ALONE},
        "plotly": _named("plotly", "min.js", plotly_script().read_bytes()),
    }


def plotly_script() -> Path:
    """plotly.js of the installed plotly package, which matches the figures; plotly is not imported."""
    found = find_spec("plotly")
    if found is None or found.origin is None:
        raise FileNotFoundError("plotly is not installed")
    return Path(found.origin).parent / "package_data" / "plotly.min.js"


def _joined(paths: Iterable[Path]) -> bytes:
    ordered = sorted(paths, key=lambda path: (not path.stem.startswith(_FIRST), path.name))
    return b"\n".join(path.read_bytes() for path in ordered)


def _named(name: str, ending: str, data: bytes) -> Asset:
    return Asset(hashed(f"{name}.*.{ending}", data), data)
