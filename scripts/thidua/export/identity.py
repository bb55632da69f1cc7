"""What makes names that leave the site an office's own: two offices may both have a campaign "2022"."""

from hashlib import sha256

from thidua.model import Plan

_LENGTH = 12


def office_key(plan: Plan) -> str:
    """A short word told by who issued the plan; by its title where that is not said."""
    issuer = (plan.issuer.parent or "", plan.issuer.name) if plan.issuer else ("", plan.title)
    return sha256("\n".join(issuer).encode()).hexdigest()[:_LENGTH]
