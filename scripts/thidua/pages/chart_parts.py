"""A chart on a page: the picture at once, its data as a file of the site, named by its contents."""

from __future__ import annotations

import json
from hashlib import sha256

from markupsafe import Markup

from thidua import charts
from thidua.pages.view import View, inert
from thidua.site.page import relative


def figure(view: View, page_path: str, chart: charts.Chart | None) -> Markup:
    """The chart's figure for the page at ``page_path``; nothing for None."""
    if chart is None:
        return Markup()
    if view.is_past:
        return inert(charts.figure_html(chart))  # a picture tells a day that is over; half the cost, no file
    data = json.dumps(charts.plotly(chart), ensure_ascii=False, separators=(",", ":")).encode()
    path = view.add(f"assets/charts/{sha256(data).hexdigest()[:20]}.json", data)
    return inert(charts.figure_html(chart, relative(page_path, path)))
