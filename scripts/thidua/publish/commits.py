"""What git knows of the data: the commit a folder stands at, and which of two commits is the older."""

from __future__ import annotations

from datetime import datetime

from thidua.git import Git
from thidua.publish.records import Commit
from thidua.version import Version

_FORMAT = "%H%x00%cI%x00%an%x00%s"


def read_commit(git: Git, name: str = "HEAD") -> Commit | None:
    """The commit called ``name``, None where there is none; GitError where git cannot tell."""
    if not git.holds("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}"):
        return None
    told = git.text("log", "-1", f"--format={_FORMAT}", "--no-show-signature", name, "--")
    commit, at, author, subject = told.split("\0")
    return Commit(commit, datetime.fromisoformat(at), author, subject)


def commit_of(version: Version) -> Commit | None:
    """The commit that data are exactly at; None outside git, or with changes not committed."""
    if version.git is None or version.commit is None or version.commit.endswith("-dirty"):
        return None
    return read_commit(version.git, version.commit)


def is_older(git: Git, new: Commit, published: Commit) -> bool:
    """Whether ``new`` is an ancestor of ``published``; by time where the history here cannot tell."""
    if git.has(new.id) and git.has(published.id):
        if git.holds("merge-base", "--is-ancestor", new.id, published.id):
            return True
        if git.holds("merge-base", "--is-ancestor", published.id, new.id):
            return False
    return new.at < published.at
