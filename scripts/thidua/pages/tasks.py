"""The tasks without a number: their text, movements, targets, progress and difficulties."""

from collections.abc import Iterator

from thidua import wording
from thidua.model import Task, TaskState, Update
from thidua.pages import grid, parts
from thidua.pages.view import View
from thidua.site.page import Link, Page
from thidua.text import mark


def task_pages(view: View) -> Iterator[Page]:
    """The list of tasks with difficulties on top, and every task's page."""
    found = parts.updates(view)
    by_task: dict[str, list[Update]] = {}
    for one in found:
        by_task.setdefault(one.task, []).append(one)
    tasks = list(view.campaign.plan.tasks.values())
    yield _list_page(view, tasks, by_task, parts.difficulties(view, found))
    links = [None, *(Link(view.home.task(one.id), _title(one)) for one in tasks), None]
    for place, task in enumerate(tasks):
        yield _task_page(view, task, by_task.get(task.id, []), links[place], links[place + 2])


_ORDER = (TaskState.DONE, TaskState.IN_PROGRESS, TaskState.BLOCKED, TaskState.NOT_STARTED)


def task_states(view: View) -> dict[str, TaskState]:
    """How tasks stand, by id: what was last said of each holds."""
    said = [one for one in view.campaign.updates if one.state is not None and one.on <= view.as_of]
    ordered = sorted(said, key=lambda one: (one.on, one.source.line))
    return {one.task: one.state for one in ordered if one.state is not None}


def states_line(view: View) -> str:
    """The tasks counted by state, adding up to all of them; "" where no state was ever said."""
    words, found = view.words, list(task_states(view).values())
    if not found:
        return ""
    every = len(view.campaign.plan.tasks)
    parts = [
        f"{n} {words.gettext(wording.TASK_STATES[one]).lower()}" for one in _ORDER if (n := found.count(one))
    ]
    if every > len(found):
        parts.append(words.say("{n} chưa nói tình trạng", n=every - len(found)))
    return words.say("{n} nhiệm vụ: {parts}", n=every, parts=" · ".join(parts))


def _title(task: Task) -> str:
    return task.name or task.text.split("\n")[0][:80]


def _list_page(view: View, tasks: list[Task], by_task: dict[str, list[Update]], asks: list[Update]) -> Page:
    words = view.words
    waiting = [one for one in asks if not one.answered_by(view.as_of)]
    line = mark("{n} kiến nghị chưa trả lời, {all} kiến nghị trong năm.")
    if not view.campaign.plan.is_year:
        line = mark("{n} kiến nghị chưa trả lời, {all} kiến nghị từ đầu đến nay.")
    line = words.say(line, n=len(waiting), all=len(asks))
    states = task_states(view)
    rows = [
        {
            "task": task,
            "state": words.gettext(wording.TASK_STATES[states[task.id]]) if task.id in states else "–",
            "title": _title(task),
            "marks": [
                parts.Marked(one.status, one.target)
                for one in map(view.progress.figures.__getitem__, task.targets)
            ],
            "latest": next(iter(by_task.get(task.id, [])), None),
        }
        for task in tasks
    ]
    movements = list(view.campaign.plan.movements.values())
    return view.page(
        "tasks.html",
        view.home.tasks,
        "tasks",
        words.pgettext("heading", "Nhiệm vụ"),
        (*(one.name for one in movements), *(one.asks for one in asks)),
        tasks=rows,
        states_line=states_line(view),
        asks=asks,
        asks_line=line,
        movements=movements,
    )


def _task_page(view: View, task: Task, found: list[Update], before: Link | None, after: Link | None) -> Page:
    path, plan = view.home.task(task.id), view.campaign.plan
    movements = [plan.movements[one] for one in task.movements]
    figures = [view.progress.figures[one] for one in task.targets]
    body = view.render(
        "task.html",
        path,
        task=task,
        title=_title(task),
        groups=grid.plan_groups(view, figures),
        asks=parts.difficulties(view, found),
        updates=[one for one in found if one.text or one.state],
        movements=movements,
        paragraphs=[line for line in task.text.split("\n") if line.strip()],
    )
    search = wording.plain((_title(task), task.text, *(one.name for one in movements)))
    return Page(path, "tasks", f"{task.clause} {_title(task)}", body, search, "", before, after, view.home)
