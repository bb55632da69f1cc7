"""Every code is in the catalogue, and every code of the catalogue comes about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from campaigns import ACHIEVEMENTS, PLAN, problems_of
from catalogue import CODES, COLLECTED, DOCUMENT, FORMS
from code_read import nodes
from table_kit import cases
from test_bad_files import BAD_FILES, BAD_ROWS
from test_network_reader import BAD as BAD_NETWORKS
from test_plan_reader import ONE_SLIP
from test_plan_revisions import REFUSED
from thidua.problems.said import catalogue

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scripts" / "thidua"


def test_each_row_of_the_catalogue_is_a_code_with_meaning_example_and_remedy_told_once():
    assert len(set(CODES)) == len(CODES) == DOCUMENT.count("\n| ") - 2 * DOCUMENT.count("\n| Mã |")


SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
SAID = catalogue()
CALLS = [node for path in SOURCES for node in nodes(path) if isinstance(node, ast.Call)]
# What is told of a kind that is only named beforehand, by whoever looks a name up or finds a row again.
LOOKED_UP = {"Names": {"value", "hint"}, "_declared": {"value", "campaign", "hint"}, "_twice": {"line"}}
MADE_UP = ("bad-source/", "outside-unit/")  # their cases are the values of an enumeration, or as short


def kinds(call: ast.Call) -> Iterator[str]:
    """The kinds that a call names outright, one or either of two."""
    either = [
        part
        for arg in call.args
        for part in ((arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,))
    ]
    yield from (part.value for part in either if isinstance(part, ast.Constant) and part.value in SAID)


def test_every_code_in_the_sources_is_in_the_catalogue():
    constants = {node.value for call in CALLS for node in call.args if isinstance(node, ast.Constant)}
    codes = {
        text for text in constants if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text)
    }
    problems = {
        "Problem",
        "CellError",
        "error",
        "warning",
        "tell",
        "warn",
        "_tell",
        "Names",
        "Vocabulary",
        "resolve",
    }
    named = {
        node.value
        for call in CALLS
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in problems
        for node in call.args
        if isinstance(node, ast.Constant) and node.value in codes
    }
    assert (named | {kind.partition("/")[0] for kind in SAID}) - set(CODES) == set()


def test_what_is_said_of_a_kind_gets_the_values_that_it_names_and_no_others():
    for call in CALLS:
        said = [SAID[kind] for kind in kinds(call)]
        given = LOOKED_UP.get(ast.unparse(call.func)) or {keyword.arg for keyword in call.keywords}
        if said:
            wanted = {name for sentences in said for _, names in sentences for name in names}
            assert given - {"hint"} == wanted, ast.unparse(call)
            # The sheets of a plan's workbook have one remedy for all that they lack: ``_tell`` gives it.
            has_remedy = "hint" in given or ast.unparse(call.func) == "self._tell"
            assert has_remedy or all(len(sentences) == 2 for sentences in said), ast.unparse(call)


def test_every_kind_is_told_somewhere():
    text = "\n".join(SOURCES.values())
    assert [kind for kind in SAID if f'"{kind}"' not in text and not kind.startswith(MADE_UP)] == []


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


@cases("code", OTHERS)
def test_code_is_reached(code):
    assert code in {found for *_, found in problems_of(**OTHERS[code])}


def test_every_code_is_reached_by_some_test():
    by_tables = {code for _, problems in BAD_ROWS for _, code in problems}
    by_tables |= {code for *_, problems in BAD_FILES for *_, code in problems}
    by_tables |= {problem[-1] for *_, problems in (*ONE_SLIP, *REFUSED) for problem in problems}
    by_disk = {"missing-file", "not-a-file", "unreadable-file", "no-campaign"}  # test_read.py
    by_disk |= {"unread-file"}  # test_unread.py
    by_disk |= {"bad-template", "bad-campaign-name"}  # test_template_rules.py, test_check_green.py
    by_disk |= {"unknown-campaign", "another-measure"}  # test_before.py
    by_day = {"no-rows-past-due"}  # test_bad_files.py
    by_network = {problem[-1] for *_, problems in BAD_NETWORKS for problem in problems}
    by_network |= {"counted-twice", "line-without-target", "bad-collected"}  # test_network_model.py
    by_network |= {*COLLECTED}  # test_collect.py
    by_form = {*FORMS}  # the entry form's tests
    assert by_tables | set(OTHERS) | by_disk | by_day | by_form | by_network == set(CODES)
