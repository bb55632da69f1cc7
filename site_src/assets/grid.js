/* The grid of targets: filters, order and sorting, all kept in the address. No server, no library.
   Without this script the same links lead to built pages and to marks that the stylesheet narrows the grid by. */
(() => {
  "use strict";

  const ROWS = "tbody tr:not(.td-group)";
  const SORT = "sap", ORDER = "xep", LEAD = "#loc-";

  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

  const matches = (row, wanted) =>
    (!wanted["nhom"] || row.dataset.group === wanted["nhom"]) &&
    (!wanted["don-vi"] || row.dataset.owner === wanted["don-vi"]) &&
    (!wanted["trang-thai"] || row.dataset.status.split(" ").includes(wanted["trang-thai"])) &&
    (!wanted["dot"] || row.dataset.phases.split(" ").includes(wanted["dot"])) &&
    (!wanted["tim"] || fold(row.textContent).includes(fold(wanted["tim"])));

  const apply = (form, table) => {
    const wanted = Object.fromEntries(new FormData(form));
    const rows = [...table.querySelectorAll(ROWS)];
    let shown = 0;
    for (const row of rows) {
      row.hidden = !matches(row, wanted);
      shown += row.hidden ? 0 : 1;
    }
    for (const head of table.querySelectorAll("tr.td-group"))
      head.hidden = !head.parentElement.querySelector("tr:not(.td-group):not([hidden])");
    const count = form.querySelector("output");
    const template = shown === rows.length ? count.dataset.all : count.dataset.some;
    count.textContent = template.replace("{n}", shown).replace("{all}", rows.length);
    const fold = form.closest("details");
    if (fold && Object.values(wanted).some(Boolean)) fold.open = true;
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

  const recalled = (name) => new URL(location.href).searchParams.get(name);

  const recall = (form) => {
    for (const [name, value] of new URL(location.href).searchParams) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
  };

  // ---------------------------------------------------------------- Sorting within each group

  const columns = (table) => {
    let place = 0;
    return [...table.tHead.rows[0].cells].map((head) => {
      const found = { head, place };
      place += head.colSpan;
      return found;
    });
  };

  const sortKey = (row, place, kind) => {
    const cell = row.cells[place];
    return kind === "number" ? Number(cell.dataset.value ?? 0) : cell.textContent.trim();
  };

  const sort = (table, { head, place }, down) => {
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
    const wanted = recalled(SORT);
    for (const column of columns(table)) {
      const { head, place } = column;
      if (!head.dataset.sort) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "td-sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        sort(table, column, down);
        remember({ [SORT]: `${place}${down ? "-" : ""}` });
      });
      head.append(button);
      if (wanted && parseInt(wanted, 10) === place) sort(table, column, wanted.endsWith("-"));
    }
  };

  // ---------------------------------------------------------------- The two orders

  const byPlace = (a, b) => Number(a.dataset.place) - Number(b.dataset.place);

  // The plan's groups with their rows, in its order; their names are those of the form's first choice.
  const planBodies = (table, form) => {
    const heads = [...form.elements.namedItem("nhom").options].slice(1);
    return heads.flatMap(({ value, text }) => {
      const rows = [...table.querySelectorAll(`${ROWS}[data-group="${CSS.escape(value)}"]`)].sort(byPlace);
      if (!rows.length) return [];
      const body = document.createElement("tbody");
      const head = table.querySelector("tr.td-group").cloneNode(true);
      head.cells[0].textContent = `${text} ${rows.length}`;
      head.hidden = false;
      body.append(head, ...rows);
      return [body];
    });
  };

  const makeOrders = (table, form) => {
    const links = [...document.querySelectorAll("a[data-order]")];
    if (!links.length) return;
    const built = [...table.tBodies].map((body) => [body, [...body.rows]]);
    const lay = (order) => {
      const bodies = order === "plan" ? planBodies(table, form) : built.map(([body, rows]) => {
        body.replaceChildren(...rows);
        return body;
      });
      for (const body of [...table.tBodies]) body.remove();
      table.append(...bodies);
      table.dataset.order = order;
      for (const link of links) {
        if (link.dataset.order === order) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      apply(form, table);
    };
    for (const link of links)
      link.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        lay(link.dataset.order);
        remember({ [ORDER]: link.dataset.order === "plan" ? "ke-hoach" : "" });
      });
    if (recalled(ORDER) === "ke-hoach") lay("plan");
  };

  // ---------------------------------------------------------------- Links that narrow the grid

  const narrow = (form, table, status) => {
    form.elements.namedItem("trang-thai").value = status;
    remember(apply(form, table));
    (document.getElementById("bang") ?? table).scrollIntoView();
  };

  const statusOf = (hash) => hash.startsWith(LEAD) ? hash.slice(LEAD.length).replaceAll("-", "_") : "";

  const makeLeads = (form, table) => {
    for (const link of document.querySelectorAll(`a[*|href*="${LEAD}"]`)) {  // the theme may have made it whole
      const address = link.getAttribute("href") ?? link.getAttribute("xlink:href");
      const place = address.slice(address.indexOf("#"));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        narrow(form, table, statusOf(place));
      });
    }
    const asked = statusOf(location.hash);
    if (!asked) return;
    location.replace(`#${table.id}`);  // the form says it from here on, not the place
    narrow(form, table, asked);
  };

  const start = (form) => {
    const table = document.getElementById(form.dataset.grid);
    if (!table || form.dataset.ready) return;
    form.dataset.ready = "yes";
    form.hidden = false;
    recall(form);
    makeOrders(table, form);
    makeSortable(table);
    apply(form, table);
    makeLeads(form, table);
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

  const init = () => {
    document.querySelectorAll("form.td-filters").forEach(start);
    document.querySelectorAll("#td-build").forEach(lastBuild);
  };

  window.thidua.onPage(init);
})();
