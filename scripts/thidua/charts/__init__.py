"""Charts: what they show (the chart model), and two ways to draw them (SVG and Plotly)."""

from thidua.charts.model import BarChart, Chart, StripChart, TimeChart
from thidua.charts.overview import met_by_day_chart
from thidua.charts.phase import phase_calendar, phase_chart
from thidua.charts.plotly import plotly
from thidua.charts.scene import Scene
from thidua.charts.svg import figure_html, svg, svg_file
from thidua.charts.target_phase import target_phase_chart
from thidua.charts.target_year import target_year_chart

__all__ = [
    "BarChart",
    "Chart",
    "Scene",
    "StripChart",
    "TimeChart",
    "figure_html",
    "met_by_day_chart",
    "phase_calendar",
    "phase_chart",
    "plotly",
    "svg",
    "svg_file",
    "target_phase_chart",
    "target_year_chart",
]
