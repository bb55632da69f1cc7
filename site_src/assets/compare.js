/* Two days side by side: the reader chooses which; all figures come ready made from the build. */
(() => {
  "use strict";

  const chosen = (form) => ["tu", "den"].map((name) => form.elements[name].selectedIndex);

  const show = (place, data) => {
    const form = place.querySelector("form");
    const days = chosen(form).map((at) => data.days[at]);
    place.querySelectorAll("thead [data-day].td-num").forEach((head, at) => { head.textContent = days[at].day; });
    const status = (value) => place.querySelector(`template[data-status="${value}"]`).content.cloneNode(true);
    [...place.querySelectorAll("tbody tr")].forEach((row, at) => {
      const [before, after] = days.map((day) => day.targets[at]);
      const moved = before.status !== after.status || before.actual !== after.actual;
      row.classList.toggle("td-moved", moved);
      row.hidden = form.elements["doi"].checked && !moved;
      row.cells[1].textContent = before.actual;
      row.cells[2].replaceChildren(status(before.status));
      row.cells[3].textContent = after.actual;
      row.cells[4].replaceChildren(status(after.status));
    });
    place.querySelector("[data-none]").hidden = Boolean(place.querySelector("tbody tr:not([hidden])"));
    place.querySelectorAll("tfoot td").forEach((cell, at) => { cell.textContent = days[at].totals; });
  };

  const start = async (place) => {
    if (place.dataset.ready) return;
    place.dataset.ready = "yes";
    const form = place.querySelector("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    const data = await window.thidua.figures(place.dataset.source);
    const url = new URL(location.href);
    for (const name of ["tu", "den"]) {
      const asked = [...form.elements[name].options].find(({ value }) => value === url.searchParams.get(name));
      if (asked) asked.selected = true;
    }
    form.hidden = false;
    form.addEventListener("input", () => {
      for (const name of ["tu", "den"]) url.searchParams.set(name, form.elements[name].value);
      history.replaceState(history.state, "", url);
      show(place, data);
    });
    show(place, data);
  };

  const init = () => document.querySelectorAll(".td-compare").forEach(start);
  window.thidua.onPage(init);
})();
