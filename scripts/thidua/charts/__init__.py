"""Charts: what they show (the chart model), and two ways to draw them (SVG and Plotly)."""

from thidua.charts.all_targets import met_by_day_chart, phase_calendar, phase_chart
from thidua.charts.model import Chart, LadderChart, StripChart, TimeChart
from thidua.charts.plotly import plotly
from thidua.charts.scene import Scene
from thidua.charts.svg import Drawn, drawn, figure_html, svg
from thidua.charts.target_year import target_year_chart
