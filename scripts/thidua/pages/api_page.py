"""What programs can read: the files of the API, what is in them, and examples with their answers."""

from __future__ import annotations

import inspect
import json

from thidua import api
from thidua.addresses import CAMPAIGNS, SCHEMA
from thidua.pages.api_examples import EXAMPLES
from thidua.pages.view import View
from thidua.site.page import Page
from thidua.text import mark

_FIELDS = (
    ("schema, campaign, as_of", mark("phiên bản của định dạng, phong trào, ngày số liệu (YYYY-MM-DD)")),
    ("data", mark("commit và SHA-256 của số liệu; illustrative: số liệu minh họa")),
    ("totals", mark("số chỉ tiêu theo trạng thái; cộng lại đúng bằng số chỉ tiêu")),
    ("targets[].status", mark("trạng thái; không bao giờ suy ra từ số đã làm tròn")),
    (
        "targets[].actual",
        mark("null khi chưa có dòng nào; value, of, percent; với xếp loại là level"),
    ),
    ("targets[].goal", mark("một phép so và mức: at_least, more_than, at_most, between")),
    ("targets[].expected", mark("mức tiến độ đòi hỏi đến ngày số liệu")),
    ("targets[].attainment", mark("thực hiện chia mức dưới của mục tiêu; null với xếp loại")),
    ("targets[].shortfall", mark("còn thiếu bao nhiêu; 0 khi đã đạt; null với xếp loại và mức")),
    ("targets[].satisfied_on", mark("đạt liên tục từ ngày nào; null khi chưa đạt")),
    ("targets[].phases", mark("trong từng đợt: status, actual, goal")),
)


def api_page(view: View) -> Page:
    """The page for whoever writes a program that reads the figures."""
    words = view.words
    status = api.status_json(view.progress, api.data_sha256(view.campaign))
    first = next(iter(status["targets"]), None)
    return view.page(
        "api.html",
        view.home.api,
        "data",
        words.gettext("Đọc số liệu bằng chương trình"),
        lone=True,
        files=_files(view),
        fields=[(name, words.gettext(text)) for name, text in _FIELDS],
        sample=json.dumps({**status, "targets": [first, "…"]}, ensure_ascii=False, indent=1),
        examples=[
            {
                "title": words.gettext(told),
                "code": inspect.getsource(example).strip(),
                "answer": json.dumps(example(status), ensure_ascii=False),
            }
            for example, told in zip(EXAMPLES, _TOLD, strict=True)
        ],
    )


def _files(view: View) -> list[tuple[list[str], str]]:
    """The paths of files, and what is in them."""
    say, files = view.words.gettext, view.files
    tables = [files.table("targets.csv"), files.table("achievements.csv")]
    return [
        ([CAMPAIGNS], say("danh sách phong trào, mới nhất trước")),
        ([files.status], say("mọi con số của phong trào, như lệnh thidua status --json")),
        ([SCHEMA], say("JSON Schema của tệp trên")),
        (tables, say("chỉ tiêu và dòng kết quả, CSV theo RFC 4180, UTF-8")),
        ([files.described], say("mô tả mọi tệp CSV theo Frictionless Data Package")),
    ]


_TOLD = (
    mark("Bao nhiêu chỉ tiêu đã đạt"),
    mark("Mỗi chỉ tiêu còn thiếu bao nhiêu"),
    mark("Chỉ tiêu theo trạng thái trong từng đợt"),
)
