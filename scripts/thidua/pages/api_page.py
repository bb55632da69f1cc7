"""What programs can read: the files of the API, what is in them, and examples with their answers."""

import inspect
import json

from thidua import api
from thidua.addresses import CAMPAIGNS, SCHEMA
from thidua.pages.api_examples import EXAMPLES
from thidua.pages.view import View
from thidua.site.page import Page


def api_page(view: View) -> Page:
    """The page for whoever writes a program that reads the figures."""
    kept = view.facts.keeper(view.shelf)
    status = api.status_json(view.progress, api.data_sha256(view.campaign), kept)
    first = next(iter(status["targets"]), None)
    return view.page(
        "api.html",
        view.home.api,
        "data",
        view.words.gettext("Đọc số liệu bằng chương trình"),
        lone=True,
        campaigns=CAMPAIGNS,
        schema=SCHEMA,
        sample=json.dumps({**status, "targets": [first, "…"]}, ensure_ascii=False, indent=1),
        examples=[
            (inspect.getsource(example).strip(), json.dumps(example(status), ensure_ascii=False))
            for example in EXAMPLES
        ],
    )
