"""What a plan has no use for is not there: pages, entries of the navigation, columns, lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plans import campaign, day, target
from table_kit import cases
from thidua.model import Source, Task, TaskState, Update
from thidua.pages import DATED
from thidua.pages.overview import overview_page
from thidua.pages.tasks import states_line
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.words import VIETNAMESE
from view_kit import ROOT, view_office

END = date(2024, 12, 31)


@cases(("office", "absent"), [("va-fy2024", {"nhiem-vu", "khen-thuong"}), ("chupah-2024", {"khen-thuong"})])
def test_pages_of_a_section_without_a_use_are_not_made(office: str, absent: set[str]) -> None:
    view = view_office(office, END)
    made = {page.path.split("/")[1] for make in DATED for page in make(view)}
    assert {"nhiem-vu", "khen-thuong"} - made == absent


def told(*said: tuple[str, str, TaskState | None]) -> View:
    """Three tasks, and what was said of them."""
    tasks = {name: Task(name, name, "…") for name in ("A", "B", "C")}
    made = campaign([target(at_least=3)])
    updates = [
        Update(day(on), task, "A", "…", "", None, state, Source("updates.csv", line))
        for line, (on, task, state) in enumerate(said, start=2)
    ]
    made = replace(made, plan=replace(made.plan, tasks=tasks), updates=tuple(updates))
    return View.of(made, day("1/7"), VIETNAMESE, environment(ROOT, VIETNAMESE))


def test_tasks_are_counted_by_the_state_last_said_and_add_up_to_all() -> None:
    view = told(
        ("2/5", "A", TaskState.DONE),
        ("3/5", "B", TaskState.IN_PROGRESS),
        ("3/5", "B", TaskState.BLOCKED),
        ("4/5", "B", None),
        ("1/4", "A", TaskState.NOT_STARTED),
        ("2/7", "C", TaskState.DONE),
    )
    assert states_line(view) == "3 nhiệm vụ: 1 xong · 1 vướng · 1 chưa nói tình trạng"
    assert f'<a href="nhiem-vu/">{states_line(view)}</a>' in overview_page(view, view.home).body


def test_without_a_state_nothing_is_said_of_tasks() -> None:
    view = told(("2/5", "A", None))
    assert states_line(view) == ""
    assert "td-tasks" not in overview_page(view, view.home).body


def test_the_year_before_has_a_column_where_the_plan_compares_itself() -> None:
    view, other = view_office("nong-thon-2021-2025", date(2023, 12, 31)), view_office("va-fy2024", END)
    compared = overview_page(view, view.home).body
    assert '<th scope="col" class="td-num td-c-more" title="31/12/2018">Cùng kỳ</th>' in compared
    assert compared.count('<td class="td-num td-c-more td-quiet">') == len(view.figures)
    assert "Cùng kỳ" not in overview_page(other, other.home).body
