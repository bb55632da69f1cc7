"""Pack the clerk's program into one file that a bare Python runs: the engine, and libraries of pure Python.

Call: make_portable.py [OUT.pyz]; the .cmd that forms are dropped on is put beside it. The same versions give
the same bytes.
"""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DROP = Path(__file__).resolve().parents[1] / "deploy" / "portable" / "nhap-bieu.cmd"
PACKAGE = Path(__file__).resolve().parent / "thidua"
LIBRARIES = ("PyYAML", "pyyaml_env_tag", "openpyxl", "et_xmlfile", "XlsxWriter")
MAIN = """\
import sys

if sys.version_info < (3, 11):
    told = "thidua: cần Python 3.11 trở lên; đây là %d.%d (%s). Đặt Python mới vào thư mục python ở cạnh"
    sys.stderr.write(told % (*sys.version_info[:2], sys.executable) + "\\n")
    sys.exit(2)
from thidua.portable import main

sys.exit(main())
"""
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def parts() -> dict[str, bytes]:
    """Every file of the archive by its path: no tests, nothing compiled, licences kept."""
    found = {"__main__.py": MAIN.encode()}
    for path in (each for kind in ("py", "yml", "json", "css") for each in PACKAGE.rglob(f"*.{kind}")):
        found[f"thidua/{path.relative_to(PACKAGE).as_posix()}"] = path.read_bytes()
    for name in (*LIBRARIES, "thidua"):
        one = distribution(name)
        for file in one.files or ():
            path = Path(str(one.locate_file(file)))
            is_told = ".dist-info" in file.as_posix() and file.name in ("METADATA", "LICENSE", "LICENCE.rst")
            if (file.suffix == ".py" and name != "thidua" and ".." not in file.parts) or is_told:
                found[file.as_posix()] = path.read_bytes()
    return found


def archive(files: dict[str, bytes]) -> bytes:
    """The file that `python3` and Windows' `py` run."""
    out = BytesIO(b"#!/usr/bin/env python3\n")
    out.seek(0, 2)
    with ZipFile(out, "a", ZIP_DEFLATED, compresslevel=9) as target:
        for name in sorted(files):
            info = ZipInfo(name, _NO_DAY)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, files[name])
    return out.getvalue()


def main() -> None:
    """Write it, and say how large it is."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/portable/thidua.pyz")
    out.parent.mkdir(parents=True, exist_ok=True)
    data = archive(parts())
    out.write_bytes(data)
    out.chmod(0o755)
    # cmd.exe finds its labels only in lines that end as Windows ends them, whatever a clone made of them.
    (out.parent / DROP.name).write_bytes(b"\r\n".join(DROP.read_bytes().splitlines()) + b"\r\n")
    sys.stdout.write(f"{out}: {len(data) / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
