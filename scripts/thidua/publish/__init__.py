"""Publishing: a finished site becomes the published one in a single step, and can be taken back.

``release`` keeps the order of steps; every other module does one of them. Why nothing was published is told
in the reader's words.
"""

from thidua.text import SaidError


class PublishError(SaidError):
    """The published site stays as it was; ``texts`` says why, one sentence a reason."""


class OlderCommitError(PublishError):
    """A newer commit is already published: nothing is wrong, and nothing is to be done."""
