"""Tell what this Python lacks, before an environment is made with it; runs under any Python 3."""

import sys

OLDEST = (3, 11)
PACKAGE = "apt-get install python3-venv make"


def lacking(major: int, minor: int, can_make_environments: bool) -> str:
    """What is missing and what to do, in a sentence; "" where nothing is."""
    if (major, minor) < OLDEST:
        return (
            "thidua needs Python {}.{} or newer; this is {}.{} ({}). "
            "Name another: make PYTHON=/path/to/python3.11".format(*OLDEST, major, minor, sys.executable)
        )
    if not can_make_environments:
        return f"this Python cannot make environments: {PACKAGE}"
    return ""


def main() -> int:
    """0 where this Python will do."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships Python without it, in a package of its own
        import venv  # noqa: F401, PLC0415

        able = True
    except ImportError:
        able = False
    told = lacking(sys.version_info[0], sys.version_info[1], able)
    if told:
        sys.stderr.write(told + "\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
