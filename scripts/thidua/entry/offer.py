"""What a unit may report, and for whom a row of it speaks (section 6 of the specification, "Forms")."""

from datetime import date

from thidua.model import Campaign, Quantity, Target, Unit


class Offer:
    """A unit's targets on a day: those it owns, those allocated to it, those whose rows go by unit."""

    def __init__(self, campaign: Campaign, unit: str, day: date) -> None:
        self._campaign, self.unit, self._day = campaign, unit, day
        self._by_units = {row.target for row in campaign.achievements if row.unit is not None}
        self._whole = {row.target for row in campaign.achievements if row.unit is None}
        self._allocated = {row.target for row in campaign.allocations if row.on <= day}
        self.targets = tuple(each for each in campaign.plan.on(day).quantities.values() if self.takes(each))

    def owns(self, quantity: Quantity) -> bool:
        """Whether the unit is in charge of the target, itself or for one that has ended."""
        owner = self.owner(quantity)
        return owner is not None and owner.id == self.unit

    def owner(self, quantity: Quantity) -> Unit | None:
        """The unit in charge of it on the day."""
        return self._campaign.owner(quantity, self._day)

    def takes(self, quantity: Quantity) -> bool:
        """Whether the unit may report it at all."""
        if quantity.derived is not None or (isinstance(quantity, Target) and quantity.cancelled):
            return False
        return self.by_unit(quantity) or self.owns(quantity)

    def by_unit(self, quantity: Quantity) -> bool:
        """Whether a row of the target speaks for one unit; else it is the figure of the whole office."""
        if not quantity.traits.is_state or (not quantity.traits.has_levels and quantity.across is not None):
            return True
        if quantity.id in self._by_units:
            return True
        return quantity.id in self._allocated and quantity.id not in self._whole


def forms_of(campaign: Campaign, day: date) -> list[Unit]:
    """The units that have a form on a day: those in being."""
    return [unit for unit in campaign.units.values() if unit.in_being(day)]
