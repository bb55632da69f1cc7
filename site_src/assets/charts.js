/* Charts come alive when they are wanted: pointed at, focused or touched. Until then a page costs nothing but
   its pictures. The live drawing is laid over the part of the picture that it draws again; the picture stays
   for those who read with their ears, for print and for downloads. */
"use strict";
(() => {
  const VIETNAMESE = {
    moduleType: "locale",
    name: "vi",
    dictionary: {
      "Autoscale": "Tự chỉnh tỷ lệ",
      "Double-click to zoom back out": "Nhấp đúp để xem lại toàn bộ",
      "Download plot as a PNG": "Tải ảnh PNG",
      "Download plot as a png": "Tải ảnh PNG",
      "Pan": "Dịch chuyển",
      "Reset": "Xem lại toàn bộ",
      "Reset axes": "Xem lại toàn bộ",
      "Zoom": "Phóng to",
      "Zoom in": "Phóng to",
      "Zoom out": "Thu nhỏ",
      "Taking snapshot - this may take a few seconds": "Đang tạo ảnh, xin chờ vài giây",
      "Snapshot succeeded": "Đã tạo ảnh",
      "Sorry, there was a problem downloading your snapshot!": "Không tải được ảnh",
    },
    format: {
      days: ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
      shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
      months: Array.from({ length: 12 }, (_, month) => `Tháng ${month + 1}`),
      shortMonths: Array.from({ length: 12 }, (_, month) => `Th${month + 1}`),
      date: "%d/%m/%Y",
      decimal: ",",
      thousands: ".",
    },
  };

  const live = new Map(); // figure → its drawing
  let library;

  /** plotly.js, asked for once, by the first chart that is wanted. */
  function plotly() {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = window.thidua.plotly;
      script.onload = () => {
        window.Plotly.register(VIETNAMESE);
        resolve(window.Plotly);
      };
      script.onerror = () => {
        library = undefined; // the next wish asks again
        reject(new Error(script.src));
      };
      document.head.append(script);
    });
    return library;
  }

  /** A copy of a value in which every "var(--x)" has become the colour that it has here and now. */
  function coloured(value, style) {
    if (Array.isArray(value)) return value.map((one) => coloured(one, style));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, style)]));
    const name = typeof value === "string" && /^var\((--[\w-]+)\)$/.exec(value);
    return name ? style.getPropertyValue(name[1]).trim() : value;
  }

  /** A length, or a list of lengths, at a scale. */
  const times = (length, scale) => (Array.isArray(length) ? length.map((one) => one * scale) : length * scale);

  /** A trace with lines, dots and numbers as large as the picture's are at its present scale. */
  const scaled = ({ line, marker, insidetextfont: font, ...trace }, scale) => ({
    ...trace,
    ...(line && { line: { ...line, width: line.width * scale } }),
    ...(font && { insidetextfont: { ...font, size: font.size * scale } }),
    ...(marker && { marker: { ...marker, ...(marker.size && { size: times(marker.size, scale) }) } }),
  });

  /** The size of the picture that the stylesheet shows. */
  const shown = (stage) =>
    stage.querySelector(".td-chart--narrow").getClientRects().length ? "narrow" : "wide";

  /** Data and layout for the picture's present size and colours, and where they lie over it. */
  function arranged({ stage, figure }) {
    const name = shown(stage);
    const picture = stage.querySelector(`.td-chart--${name}`);
    const part = figure.sizes[name];
    const scale = picture.getBoundingClientRect().width / part.width;
    const [left, top, width, height] = part.box.map((edge) => edge * scale);
    const style = getComputedStyle(stage);
    const data = coloured(figure.data.map((trace, place) => scaled({ ...trace, ...part.traces?.[place] }, scale)), style);
    const base = figure.layout;
    const size = 12 * scale;
    const layout = coloured({
      ...base,
      width,
      height,
      margin: Object.fromEntries(Object.entries(part.margin).map(([side, room]) => [side, room * scale])),
      font: { ...base.font, size, family: style.fontFamily },
      hoverlabel: { ...base.hoverlabel, font: { ...base.hoverlabel.font, size: 12, family: style.fontFamily } },
      xaxis: { ...base.xaxis, ...part.xaxis },
      yaxis: { ...base.yaxis, ...part.yaxis },
      shapes: part.shapes ?? base.shapes ?? [],
      annotations: (part.annotations ?? base.annotations ?? []).map((note) => ({
        ...note,
        xshift: (note.xshift ?? 0) * scale,
        yshift: (note.yshift ?? 0) * scale,
      })),
    }, style);
    // A finger that drags wants to scroll the page.
    if (matchMedia("(hover: none)").matches) layout.dragmode = false;
    return { data, layout, box: { left, top, width, height }, clear: part.clear ?? figure.sizes.wide.clear };
  }

  function place(drawing, { box, clear }) {
    for (const [edge, length] of Object.entries(box)) drawing.style[edge] = `${length}px`;
    drawing.classList.toggle("td-figure__live--clear", Boolean(clear));
  }

  async function draw(chart) {
    const scene = arranged(chart);
    place(chart.drawing, scene);
    for (const line of chart.hidden) scene.data[line].visible = false;
    const days = structuredClone(scene.layout.xaxis); // Plotly writes into what it is given
    await chart.Plotly.react(chart.drawing, scene.data, scene.layout, chart.config);
    chart.days = days;
  }

  /** Months are named while the whole is shown, days once the reader has looked closer. */
  function nameDays({ Plotly, drawing, days }) {
    if (days.type !== "date") return;
    const axis = drawing.layout.xaxis;
    const whole = days.range.every((edge, place) => String(axis.range[place]).slice(0, 10) === edge);
    if ((axis.tickmode === "array") === whole) return;
    Plotly.relayout(drawing, whole
      ? { "xaxis.tickmode": "array", "xaxis.tickformat": "" }
      : { "xaxis.tickmode": "auto", "xaxis.nticks": 5, "xaxis.tickformat": "%d/%m/%Y" });
  }

  function enliven(element) {
    if (live.has(element)) return live.get(element).ready;
    const chart = { stage: element.querySelector(".td-figure__stage"), drawing: document.createElement("div"), hidden: new Set() };
    live.set(element, chart);
    return chart.ready = bring(element, chart);
  }

  async function bring(element, chart) {
    const { stage } = chart;
    try {
      [chart.Plotly, chart.figure] = await Promise.all([plotly(), window.thidua.figures(element.dataset.chart)]);
    } catch (error) {
      // The picture still says everything; the next touch tries again.
      live.delete(element);
      console.warn(error);
      return;
    }
    if (!element.isConnected) return;
    chart.config = { ...chart.figure.config, locale: document.documentElement.lang === "vi" ? "vi" : "en-US" };
    chart.drawing.className = "td-figure__live";
    chart.drawing.setAttribute("aria-hidden", "true");
    stage.append(chart.drawing);
    await draw(chart);
    chart.drawing.on("plotly_relayout", () => nameDays(chart));
    if (chart.figure.data.some(({ meta }) => meta)) {
      chart.ruler = window.thidua.ruler(element, chart);
      chart.drawing.on("plotly_doubleclick", () => chart.ruler.reset());
    }
    chart.watch = new ResizeObserver(() => later(chart));
    chart.watch.observe(stage);
    element.dataset.live = "";
  }

  function later(chart) {
    cancelAnimationFrame(chart.waiting);
    chart.waiting = requestAnimationFrame(() => draw(chart));
  }

  /** Left and right walk through the points; what is told of each is spoken too. */
  function walk(element, forward) {
    const chart = live.get(element);
    if (!chart?.figure) return;
    if (chart.ruler) {
      element.querySelector(".td-figure__told").textContent = chart.ruler.step(forward);
      return;
    }
    const points = chart.figure.data.flatMap((trace, curve) =>
      trace.hoverinfo === "skip" || trace.mode === "lines" ? [] : (trace.customdata ?? trace.text ?? []).map((text, point) => ({ curve, point, text })));
    if (!points.length) return;
    chart.at = ((chart.at ?? (forward ? -1 : 0)) + (forward ? 1 : -1) + points.length) % points.length;
    const { curve, point, text } = points[chart.at];
    chart.Plotly.Fx.hover(chart.drawing, [{ curveNumber: curve, pointNumber: point }]);
    const told = element.querySelector(".td-figure__told");
    // Entities in the text are the data's own signs, escaped for the drawing.
    const plain = document.createElement("textarea");
    plain.innerHTML = text.replaceAll("<br>", "; ");
    told.textContent = plain.value;
  }

  /** The picture by itself: title, drawing and source, on white, with every colour written out. */
  function paper(element) {
    const copy = element.querySelector(".td-chart--wide").cloneNode(true);
    const host = document.createElement("div");
    host.className = "td-figure__paper td-paper";
    host.style.fontFamily = "Arial, Helvetica, sans-serif";
    host.append(copy);
    element.append(host);
    const properties = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
      "stroke-linejoin", "paint-order", "font-size", "font-weight"];
    for (const one of copy.querySelectorAll("path, rect, text, tspan")) {
      const style = getComputedStyle(one);
      for (const property of properties) one.setAttribute(property, style.getPropertyValue(property));
      one.removeAttribute("class");
    }
    const [, , width, height] = copy.getAttribute("viewBox").split(" ").map(Number);
    const caption = [...element.querySelector(".td-figure__title").children].map((one) => one.textContent).join(" – ");
    const title = lines(caption, "600 17px Arial", width);
    const source = lines(element.querySelector(".td-figure__source").textContent, "12px Arial", width);
    const top = 16 + 24 * title.length;
    const whole = document.createElementNS(copy.namespaceURI, "svg");
    const sheet = { width: width + 32, height: top + height + 18 * source.length + 36 };
    for (const [name, value] of Object.entries({ ...sheet, viewBox: `0 0 ${sheet.width} ${sheet.height}` }))
      whole.setAttribute(name, value);
    whole.setAttribute("font-family", "Arial, Helvetica, sans-serif");
    whole.append(shape("rect", { ...sheet, fill: "#fff" }));
    title.forEach((line, row) => whole.append(text(line, 32 + 24 * row, 17, "#1f2933", 600)));
    source.forEach((line, row) => whole.append(text(line, top + height + 34 + 18 * row, 12, "#57606a", 400)));
    for (const [name, value] of Object.entries({ x: 16, y: top + 8, width, height })) copy.setAttribute(name, value);
    copy.removeAttribute("class");
    whole.append(copy);
    host.remove();
    return { markup: new XMLSerializer().serializeToString(whole), ...sheet };
  }

  function shape(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function text(line, y, size, fill, weight) {
    const made = shape("text", { x: 16, y, fill, "font-size": size, "font-weight": weight });
    made.textContent = line;
    return made;
  }

  function lines(words, font, room) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const found = [""];
    for (const word of words.split(/\s+/)) {
      const longer = `${found.at(-1)} ${word}`.trim();
      if (pen.measureText(longer).width > room) found.push(word);
      else found[found.length - 1] = longer;
    }
    return found;
  }

  async function save(element, kind) {
    const { markup, width, height } = paper(element);
    const picture = new Blob([markup], { type: "image/svg+xml" });
    hand(kind === "svg" ? picture : await raster(picture, width, height), `${element.id}.${kind}`);
  }

  /** The picture in dots, three for each of its own: sharp on paper. */
  async function raster(picture, width, height) {
    const address = URL.createObjectURL(picture);
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: width * 3, height: height * 3 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  function hand(blob, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** The chart's numbers as a table: a day a row, a line a column; empty where a line says nothing. */
  async function table(element) {
    const { data } = await window.thidua.figures(element.dataset.chart);
    const lines = data.filter(({ meta }) => meta);
    const plain = document.createElement("textarea");
    const cell = (text) => {
      plain.innerHTML = text;
      // A sheet would take a text that begins like this for a formula; below nought is a number.
      const isFormula = /^\s*[=+@\uff1d\uff0b\uff0d\uff20]|^[\t\r]|^\s*-(?![\d.,]+( ?%)?$)/.test(plain.value);
      const safe = isFormula ? `'${plain.value}` : plain.value;
      return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const days = [...new Set(lines.flatMap(({ x }) => x))].sort();
    const rows = days.map((day) => [day, ...lines.map(({ x, y, meta }) => {
      const place = x.indexOf(day);
      return place < 0 ? "" : cell(meta.said[place] || String(y[place]));
    })]);
    const head = [element.dataset.day ?? "ngay", ...lines.map(({ name }) => cell(name))];
    const text = [head, ...rows].map((row) => row.join(",")).join("\r\n");
    hand(new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }), `${element.id}.csv`);
  }

  /** The code that shows the chart on another page, into the clipboard. */
  async function copyFrame(element, button) {
    const title = element.querySelector(".td-figure__name")?.textContent ?? element.id;
    const frame = document.createElement("iframe");
    for (const [name, value] of Object.entries({
      src: new URL(element.dataset.embed, location.href).href, title, width: "100%", height: "520", loading: "lazy",
    })) frame.setAttribute(name, value);
    await copied(frame.outerHTML);
    const said = button.textContent;
    button.textContent = button.parentElement.dataset.copied;
    setTimeout(() => { button.textContent = said; }, 2000);
  }

  /** The clipboard belongs to pages that came over https; elsewhere the older way is asked. */
  async function copied(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text, className: "td-figure__told" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  function act(element, button) {
    const kind = button.dataset.save;
    if (kind === "csv") return table(element);
    return kind === "embed" ? copyFrame(element, button) : save(element, kind);
  }

  function prepare(element) {
    if (element.dataset.ready !== undefined) return;
    element.dataset.ready = "";
    const tools = element.querySelector(".td-figure__tools");
    tools.hidden = false;
    const unpacks = "DecompressionStream" in window; // else the picture stays one
    if (!unpacks) tools.querySelector("[data-save=csv]")?.remove();
    tools.addEventListener("click", ({ target }) => target.dataset.save && act(element, target));
    if (element.dataset.chart && unpacks) wake(element);
  }

  /** A chart that comes alive when it is wanted. */
  function wake(element) {
    const stage = element.querySelector(".td-figure__stage");
    const told = Object.assign(document.createElement("div"), { className: "td-figure__told" });
    told.setAttribute("aria-live", "polite");
    stage.after(told);
    stage.tabIndex = 0;
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-label", `${element.querySelector(".td-figure__title").textContent}. ${stage.dataset.keys}`);
    for (const wish of ["pointerenter", "focusin", "touchstart"])
      stage.addEventListener(wish, () => enliven(element), { passive: true });
    stage.addEventListener("keydown", (event) => {
      if (event.key === "Escape") live.get(element)?.ruler?.reset();
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      event.preventDefault();
      walk(element, event.key === "ArrowRight");
    });
    element.querySelector(".td-figure__series")?.addEventListener("click", async ({ target }) => {
      const button = target.closest("[data-series]");
      if (!button) return;
      await enliven(element);
      live.get(element)?.ruler?.toggle(Number(button.dataset.series));
    });
  }

  /** Every figure of the page that has just come, and farewell to those of the page before. */
  function begin() {
    for (const [element, chart] of live) {
      if (element.isConnected) continue;
      chart.watch?.disconnect();
      chart.Plotly?.purge(chart.drawing);
      live.delete(element);
    }
    document.querySelectorAll("figure.td-figure").forEach(prepare);
  }

  function recolour(chart) {
    chart.drawing.querySelector(".hoverlayer")?.replaceChildren(); // what is told keeps its old colours
    later(chart);
  }

  new MutationObserver(() => live.forEach((chart) => chart.watch && recolour(chart)))
    .observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  window.thidua.onPage(begin);
})();
