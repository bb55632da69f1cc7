"""Atheris: mutates the bytes and keeps what reaches new lines of the readers; ``reader folder seconds``.

A finding ends the process with a traceback and stays in the folder, to be read again as the last argument.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["thidua", "yaml"]):
    from readers import READERS


def main() -> None:
    """Fuzz one reader; does not return."""
    name, folder, seconds, *again = sys.argv[1:]
    reader, kept = READERS[name], Path(folder)
    corpus = kept / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in reader.seeds():
        (corpus / sha256(seed).hexdigest()).write_bytes(seed)
    words = kept / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in reader.words), encoding="ascii")
    options = [
        f"-max_total_time={seconds}",
        f"-dict={words}",
        f"-artifact_prefix={kept}/",
        "-max_len=60000",
        "-timeout=10",
        "-rss_limit_mb=1000",
        "-verbosity=0",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, *(again or [str(corpus)])], reader.read)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word.encode())


if __name__ == "__main__":
    main()
