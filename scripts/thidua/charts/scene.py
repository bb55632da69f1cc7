"""What every chart of a campaign on one day is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.charts.model import Controls, Head
from thidua.figures.progress import Figure, Progress
from thidua.model import Achievement, Plan, Target
from thidua.text import mark
from thidua.words import Words


@dataclass(frozen=True, slots=True)
class Scene:
    """Figures on the as-of day, the language, and the rows of every stage up to that day by target."""

    progress: Progress
    words: Words
    rows: Mapping[str, list[Achievement]]

    @property
    def plan(self) -> Plan:
        """The campaign's plan."""
        return self.progress.campaign.plan

    def figure(self, target: Target) -> Figure:
        """The target's figure on the as-of day."""
        return self.progress.figures[target.id]

    def unit_name(self, unit: str | None) -> str:
        """A unit's short name; "" for none."""
        known = self.progress.campaign.units
        return known[unit].short_name if unit and unit in known else unit or ""

    def head(self, chart_id: str, title: str, description: str) -> Head:
        """A chart's head, with the source and the day of its figures."""
        plan = self.plan
        template = mark("Số liệu đến ngày {day}. Nguồn: {title}.")
        if plan.illustrative:
            template = mark("Số liệu minh họa, đến ngày {day}. Nguồn: {title}.")
        source = self.words.say(template, day=self.words.date(self.progress.as_of), title=plan.title)
        controls = Controls(
            png=self.words.gettext("Tải ảnh PNG"),
            svg=self.words.gettext("Tải ảnh SVG"),
            keys=self.words.gettext("Dùng phím mũi tên trái, phải để xem từng điểm."),
        )
        return Head(chart_id, title, description, source, controls)
