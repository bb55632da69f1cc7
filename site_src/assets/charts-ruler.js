/* The ruler of a live time chart: one day, and what every line says on it. Pointer and arrow keys move it. */
"use strict";
(() => {
  const DAY = 86_400_000;
  const time = (day) => Date.parse(`${String(day).slice(0, 10)}T00:00:00Z`);
  const written = (at) => new Date(at).toISOString().slice(0, 10).split("-").reverse().join("/");

  /** The data's own signs are escaped for the drawing; here they are plain text. */
  function plain(text) {
    const area = document.createElement("textarea");
    area.innerHTML = text.replaceAll("<br>", "; ");
    return area.value;
  }

  function made(name, css, text = "") {
    const one = Object.assign(document.createElement(name), { className: css });
    one.textContent = text;
    return one;
  }

  /** Height and words of a line on a day; nothing before it begins and after it ends. */
  function value(trace, at) {
    const { said, told, news } = trace.meta;
    const days = trace.x.map(time);
    const next = days.findIndex((day) => day > at);
    const place = next < 0 ? days.length - 1 : next - 1;
    if (place < 0 || (next < 0 && at > days[place])) return undefined;
    const exact = days[place] === at && news[place] ? plain(told[place]) : "";
    if (trace.line.shape === "hv" || next < 0) return { y: trace.y[place], said: plain(said[place]), told: exact };
    const part = (at - days[place]) / (days[next] - days[place]);
    const y = trace.y[place] + part * (trace.y[next] - trace.y[place]);
    const number = y.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    return { y, said: number + (said[place].endsWith("%") ? "%" : ""), told: exact };
  }

  /** A ruler over a chart: ``point`` at a place, ``step`` to the next day with news, ``hide``, ``toggle``, ``reset``. */
  window.thidua.ruler = (element, chart) => {
    const ruled = chart.figure.data.map((trace, place) => ({ trace, place })).filter(({ trace }) => trace.meta).reverse();
    const buttons = [...element.querySelectorAll("[data-series]")];
    const overlay = made("div", "td-ruler");
    overlay.setAttribute("aria-hidden", "true");
    overlay.hidden = true;
    chart.stage.append(overlay);
    let at;

    const isShown = (place) => !chart.hidden.has(place);
    const span = (axis) => chart.drawing._fullLayout[axis].range;

    function show(day) {
      const size = chart.drawing._fullLayout._size;
      const [first, last] = span("xaxis").map((edge) => Date.parse(String(edge).replace(" ", "T") + (String(edge).length > 10 ? "Z" : "T00:00:00Z")));
      const [low, high] = span("yaxis");
      if (day < first || day > last) return hide();
      at = day;
      const left = chart.drawing.offsetLeft + size.l + (day - first) / (last - first) * size.w;
      const top = chart.drawing.offsetTop + size.t;
      const line = made("div", "td-ruler__line");
      Object.assign(line.style, { left: `${left}px`, top: `${top}px`, height: `${size.h}px` });
      const box = made("div", "td-ruler__box");
      box.append(made("strong", "", written(day)));
      const rows = made("div", "td-ruler__rows");
      const parts = [line, box], spoken = [written(day)];
      let more = "";
      for (const { trace, place } of ruled) {
        const found = isShown(place) && value(trace, day);
        if (!found) continue;
        const ring = made("div", "td-ruler__ring");
        Object.assign(ring.style, { left: `${left}px`, top: `${top + (1 - (found.y - low) / (high - low)) * size.h}px` });
        parts.push(ring);
        const button = buttons.find((one) => Number(one.dataset.series) === place);
        const name = made("span", "", plain(trace.name));
        const sample = button?.querySelector("svg");
        if (sample) name.prepend(sample.cloneNode(true));
        rows.append(name, made("b", "", found.said));
        spoken.push(`${plain(trace.name)}: ${found.said}`);
        more ||= found.told;
      }
      box.append(rows);
      if (more) box.append(made("small", "", more));
      if (more) spoken.push(more);
      overlay.replaceChildren(...parts);
      overlay.hidden = false;
      const room = chart.stage.clientWidth, width = box.offsetWidth;
      const side = left - width - 12 >= 0 ? left - width - 12 : Math.min(left + 12, room - width);
      Object.assign(box.style, { left: `${Math.max(0, side)}px`, top: `${top + 8}px` });
      return spoken.join("; ");
    }

    function point(x) {
      const { _size: size, xaxis } = chart.drawing._fullLayout;
      const [first, last] = xaxis.range.map((edge) => Date.parse(String(edge).replace(" ", "T") + (String(edge).length > 10 ? "Z" : "T00:00:00Z")));
      const part = (x - chart.drawing.getBoundingClientRect().left - size.l) / size.w;
      if (part < 0 || part > 1) return hide();
      return show(Math.round((first + part * (last - first)) / DAY) * DAY);
    }

    /** To the next or the last day on which something was recorded; what is told there, for ears. */
    function step(forward) {
      const days = [...new Set(ruled.filter(({ place }) => isShown(place)).flatMap(({ trace }) =>
        trace.x.filter((_, place) => trace.meta.news[place]).map(time)))].sort((one, other) => one - other);
      if (!days.length) return "";
      const next = forward ? days.find((day) => at === undefined || day > at) : days.findLast((day) => day < (at ?? Infinity));
      return show(next ?? (forward ? days.at(-1) : days[0])) ?? "";
    }

    function hide() {
      at = undefined;
      overlay.hidden = true;
    }

    function toggle(place, shown = !isShown(place)) {
      hide();
      chart.hidden[shown ? "delete" : "add"](place); // whoever draws the chart anew asks here
      buttons.find((one) => Number(one.dataset.series) === place)?.setAttribute("aria-pressed", String(shown));
      return chart.Plotly.restyle(chart.drawing, { visible: shown }, [place]);
    }

    /** Everything as it was at first. */
    async function reset() {
      hide();
      for (const { place } of ruled) if (!isShown(place)) await toggle(place, true);
      await chart.Plotly.relayout(chart.drawing, { "xaxis.range": [...chart.days.range] });
    }

    chart.stage.addEventListener("pointermove", (event) => point(event.clientX));
    chart.stage.addEventListener("pointerleave", hide);
    chart.drawing.on("plotly_relayout", hide);
    return { step, hide, toggle, reset };
  };
})();
