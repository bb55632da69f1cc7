"""Every code is in the catalogue, and every code of the catalogue comes about."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, PLAN, problems_of
from catalogue import CODES, COLLECTED, DOCUMENT, FORMS
from test_bad_files import BAD_FILES, BAD_ROWS
from test_network_reader import BAD as BAD_NETWORKS
from test_plan_reader import ONE_SLIP
from test_plan_revisions import REFUSED

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scripts" / "thidua"


def test_each_row_of_the_catalogue_is_a_code_with_meaning_example_and_remedy_told_once():
    assert len(set(CODES)) == len(CODES) == DOCUMENT.count("\n| ") - 2 * DOCUMENT.count("\n| Mã |")


def raised(folder: Path) -> set[str]:
    """The words that stand where a code stands: in Problem(…), CellError(…) and their short forms."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
                if name in {
                    "Problem",
                    "CellError",
                    "error",
                    "warning",
                    "tell",
                    "warn",
                    "_tell",
                    "_tell_at",
                    "Names",
                    "Vocabulary",
                    "_Reading",
                    "resolve",
                    "resolve_all",
                    "_known",
                }:
                    texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
                    found |= {
                        text
                        for text in texts
                        if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text)
                    }
    return found


def test_every_code_in_the_sources_is_in_the_catalogue():
    assert raised(PACKAGE) - set(CODES) == set()


ENDED = "unit_id,name,short_name,end\nVP,Văn phòng,VPTTr,{end}\nHT,Hợp tác quốc tế,P. HTQT,\n"

# What the tables of bad rows, files and plans do not reach.
OTHERS = {
    "text-too-long": {"plan": PLAN.replace("name: Sáng kiến,", f"name: {'a' * 201},")},
    "above-ceiling": {
        "plan": PLAN.replace(
            "goal: {at_least: 15}, population: staff}",
            "goal: {at_least: 15}, population: staff,\n"
            "     ceiling: {at_most_percent: 15, of: CN-01, cite: Điều 9}}",
        )
    },
    "too-many-problems": {"reports": "date,unit_id,period\n" + "x,VP,2022-01\n" * 10_001},
    "report-missing": {"plan": PLAN + "report_day: 5\n", "reports": "date,unit_id,period\n"},
    "outside-unit": {"units": ENDED.format(end="1/1/2022")},
    "owner-ended": {"units": ENDED.format(end="30/6/2022")},
    "row-of-derived": {"plan": PLAN.replace("owner: VP", "from: {sum: [LK-01]}")},
    "missing-across": {"achievements": ACHIEVEMENTS.replace("MUC-01,,", "MUC-01,HT,")},
    "unit-without-headcount": {
        "allocations": "date,target_id,unit_id,goal,baseline,note\n1/1/2022,CN-03,VP,20,,\n",
        "headcount": "date,unit_id,population,size\n1/1/2022,HT,staff,30\n",
    },
    "campaign-folder": {"plan": PLAN.replace('"2022"', '"2023"')},
    "empty-file": {"plan": ""},
    "bad-key": {"plan": PLAN + "? [a]\n: b\n"},
    "duplicate-key": {"plan": PLAN + "title: lần hai\n"},
    "yaml-alias": {"plan": PLAN + "theme: *x\n"},
    "yaml-documents": {"plan": PLAN + "---\na: b\n"},
    "yaml-syntax": {"plan": PLAN + "theme: [a\n"},
    "yaml-tab": {"plan": PLAN + "document:\n\tnumber: 1\n"},
    "yaml-tag": {"plan": PLAN + "theme: !!str a\n"},
    "yaml-too-deep": {"plan": PLAN + "theme: " + "[" * 99 + "]" * 99 + "\n"},
    "yaml-too-large": {"plan": "# " + "x" * 4_000_000 + "\n" + PLAN},
}


@pytest.mark.parametrize("code", OTHERS)
def test_code_is_reached(code):
    assert code in {found for *_, found in problems_of(**OTHERS[code])}


def test_every_code_is_reached_by_some_test():
    by_tables = {code for _, problems in BAD_ROWS for _, code in problems}
    by_tables |= {code for *_, problems in BAD_FILES for *_, code in problems}
    by_tables |= {problem[-1] for *_, problems in (*ONE_SLIP, *REFUSED) for problem in problems}
    by_disk = {"missing-file", "not-a-file", "unreadable-file", "no-campaign"}  # test_read.py
    by_disk |= {"unread-file"}  # test_unread.py
    by_disk |= {"bad-template", "bad-campaign-name"}  # test_template_rules.py, test_check_green.py
    by_disk |= {"unknown-campaign"}  # test_before.py
    by_day = {"no-rows-past-due"}  # test_bad_files.py
    by_network = {problem[-1] for *_, problems in BAD_NETWORKS for problem in problems}
    by_network |= {"line-without-target", "bad-collected"}  # test_network_model.py
    by_network |= {*COLLECTED}  # test_collect.py
    by_form = {*FORMS}  # the entry form's tests
    assert by_tables | set(OTHERS) | by_disk | by_day | by_form | by_network == set(CODES)
