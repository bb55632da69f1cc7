"""How every figure is worked out: the page's words are its template's, its limits those of the figures."""

from thidua.model import Measure, Status
from thidua.pages.view import View
from thidua.site.page import Page


def method_page(view: View) -> Page:
    """The method in the office's words, with this campaign's own limits."""
    words, plan = view.words, view.campaign.plan
    return view.page(
        "method.html",
        view.home.method,
        "method",
        words.gettext("Cách tính"),
        (words.gettext(one.traits.method) for one in Measure),
        measures=[one.traits for one in Measure],
        share=words.percent(plan.at_risk * 100),
        Status=Status,
        readings=[one for one in plan.targets.values() if one.interpretation],
        found=view.facts.findings,
    )
