"""The builder's own working copy of the data: always exactly the tip of the branch."""

from __future__ import annotations

import shutil
from pathlib import Path

from thidua.publish.commits import git, read_commit
from thidua.publish.errors import PublishError
from thidua.publish.records import Commit
from thidua.text import Text


def update(checkout: Path, repository: Path, branch: str) -> Commit:
    """Bring ``checkout`` to the tip of ``branch``, whatever state a crash left it in: the commit."""
    if git(checkout, "rev-parse", "--git-dir") != ".git\n":
        shutil.rmtree(checkout, ignore_errors=True)
        git(repository, "clone", "--quiet", "--no-checkout", str(repository), str(checkout))
    (checkout / ".git" / "index.lock").unlink(missing_ok=True)
    steps = (
        ("fetch", "--quiet", "--force", "origin", f"+refs/heads/{branch}:refs/remotes/origin/{branch}"),
        ("checkout", "--quiet", "--force", "--detach", f"refs/remotes/origin/{branch}"),
        ("clean", "--quiet", "-ffdx"),
    )
    done = all(git(checkout, *step) is not None for step in steps)
    commit = read_commit(checkout) if done else None
    if commit is None:
        raise PublishError(
            Text("git không lấy được nhánh “{branch}” từ “{path}”", branch=branch, path=repository)
        )
    return commit
