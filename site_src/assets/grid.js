/* The grid of targets: filters kept in the address, and sorting by a column's head. No server, no library. */
(() => {
  "use strict";

  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

  const matches = (row, wanted) =>
    (!wanted["nhom"] || row.dataset.group === wanted["nhom"]) &&
    (!wanted["don-vi"] || row.dataset.owner === wanted["don-vi"]) &&
    (!wanted["trang-thai"] || row.dataset.status === wanted["trang-thai"]) &&
    (!wanted["dot"] || row.dataset.phases.split(" ").includes(wanted["dot"])) &&
    (!wanted["tim"] || fold(row.textContent).includes(fold(wanted["tim"])));

  const apply = (form, table) => {
    const wanted = Object.fromEntries(new FormData(form));
    const rows = [...table.querySelectorAll("tbody tr:not(.td-group)")];
    let shown = 0;
    for (const row of rows) {
      row.hidden = !matches(row, wanted);
      shown += row.hidden ? 0 : 1;
    }
    for (const head of table.querySelectorAll("tr.td-group")) {
      head.hidden = !head.parentElement.querySelector("tr:not(.td-group):not([hidden])");
    }
    const count = form.querySelector("output");
    const template = shown === rows.length ? count.dataset.all : count.dataset.some;
    count.textContent = template
      .replace("{n}", shown).replace("{all}", rows.length);
    return wanted;
  };

  const remember = (wanted) => {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(wanted)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  };

  const recall = (form) => {
    for (const [name, value] of new URL(location.href).searchParams) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
  };

  const sortKey = (row, place, kind) => {
    const cell = row.cells[place];
    return kind === "number" ? Number(cell.dataset.value ?? 0) : cell.textContent.trim();
  };

  const sort = (table, head, place) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    for (const body of table.tBodies) {
      const rows = [...body.querySelectorAll("tr:not(.td-group)")];
      rows.sort((a, b) => {
        const [x, y] = [a, b].map((row) => sortKey(row, place, head.dataset.sort));
        const order = head.dataset.sort === "number" ? x - y : x.localeCompare(y, "vi");
        return down ? -order : order;
      });
      body.append(...rows);
    }
  };

  const makeSortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((head, place) => {
      if (!head.dataset.sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "td-sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head, place));
      head.append(button);
    });
  };

  const start = (form) => {
    const table = document.getElementById(form.dataset.grid);
    if (!table || form.dataset.ready) return;
    form.dataset.ready = "yes";
    form.hidden = false;
    makeSortable(table);
    recall(form);
    apply(form, table);
    const change = () => remember(apply(form, table));
    form.addEventListener("input", change);
    form.addEventListener("reset", () => setTimeout(change));
    form.addEventListener("submit", (event) => event.preventDefault());
  };

  const lastBuild = async (note) => {
    if (note.dataset.ready) return;
    note.dataset.ready = "yes";
    try {
      const answer = await fetch(note.dataset.url, { cache: "no-cache" });
      if (!answer.ok) return;
      const build = await answer.json();
      if (!build.last_build && !build.last_failure) return;
      const failed = build.last_failure && (!build.last_build || build.last_failure.time > build.last_build.time);
      note.textContent = failed
        ? note.dataset.failed.replace("{message}", build.last_failure.message)
        : note.dataset.good.replace("{time}", new Date(build.last_build.time).toLocaleString(document.documentElement.lang));
      note.hidden = false;
    } catch { /* no builder here: the note stays hidden */ }
  };

  const embedCode = (code) => {
    const title = code.dataset.title.replace(/["&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const address = new URL(code.dataset.path, location.href).href;
    code.textContent = `<iframe src="${address}" title="${title}" width="100%" height="560" style="border:0"></iframe>`;
  };

  const init = () => {
    document.querySelectorAll(".td-embed-code").forEach(embedCode);
    document.querySelectorAll("form.td-filters").forEach(start);
    document.querySelectorAll("#td-build").forEach(lastBuild);
  };

  if (window.document$) window.document$.subscribe(init);
  else document.addEventListener("DOMContentLoaded", init);
})();
