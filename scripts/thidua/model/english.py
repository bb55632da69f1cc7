"""A plan with the English names that it gives in place of the Vietnamese ones, for the pages in English."""

from dataclasses import fields, replace
from typing import TypeVar

from thidua.model.plan import Issuer, Phase, Plan, Population
from thidua.model.targets import Quantity, Target

_SUFFIX = "_en"
_TWINS = {  # the fields that have an English twin
    kind: [one.name.removesuffix(_SUFFIX) for one in fields(kind)
           if one.name.endswith(_SUFFIX) and one.name != "groups_en"]
    for kind in (Plan, Issuer, Phase, Population, Quantity, Target)
}  # fmt: skip
_Named = TypeVar("_Named", Plan, Issuer, Phase, Population, Quantity, Target)


def in_english(plan: Plan) -> Plan:
    """The same plan, as it is read, in English wherever it says how; what it names in one language stays."""
    read = _named(plan.agreed or plan)
    return replace(
        read,
        issuer=read.issuer and _named(read.issuer),
        phases=tuple(map(_named, read.phases)),
        populations={name: _named(one) for name, one in read.populations.items()},
        groups={**read.groups, **read.groups_en},
        targets={name: _named(one) for name, one in read.targets.items()},
        figures={name: _named(one) for name, one in read.figures.items()},
        laid={},
    )


def _named(one: _Named) -> _Named:
    """A record with the text of each ``…_en`` under its own name; a short name goes with its long one."""
    english = {name: getattr(one, name + _SUFFIX) for name in _TWINS[type(one)]}
    given: dict[str, object] = {name: text for name, text in english.items() if text}
    if "name" in given and "short" in english:
        given["short"] = english["short"]
    if getattr(one, "unit", None) == "%":
        given.pop("unit", None)  # a sign is no word, and figures hang on it
    return replace(one, **given) if given else one  # type: ignore[arg-type]  # texts, each in a text's place
