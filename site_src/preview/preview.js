/* The live preview: shows the page anew after a build, and what is wrong with the data over the last good page.
   Served by `thidua serve` alone; no published page has it. */
"use strict";
(() => {
  const SELF = "script[data-version]";
  const PARTS = ["announce", "header-topic", "tabs", "container"].map((name) => `[data-md-component=${name}]`);
  let shown = Number(document.currentScript.dataset.version);
  const style = document.createElement("style");
  style.textContent = `
    #thidua-preview { position: fixed; inset: auto 0 0 0; z-index: 1000; max-height: 60vh; overflow: auto; padding: 1rem 1.5rem;
      background: #fff8f6; color: #3b1410; border-top: 4px solid #a61c1c; box-shadow: 0 -4px 24px #0006;
      font: 16px/1.5 system-ui, sans-serif; }
    #thidua-preview h2 { margin: 0 0 .5rem; font-size: 18px; }
    #thidua-preview li { margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    #thidua-preview code { font: 14px ui-monospace, monospace; }
    #thidua-preview em { display: block; font-style: normal; color: #6b3b36; }`;

  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  function overlay({ title, complaints }) {
    document.getElementById("thidua-preview")?.remove();
    if (!complaints.length) return;
    const panel = Object.assign(document.createElement("section"), { id: "thidua-preview" });
    panel.setAttribute("role", "alert");
    const list = document.createElement("ol");
    for (const { place, message, hint } of complaints) {
      const item = document.createElement("li");
      item.append(element("code", place), " ", message, element("em", hint));
      list.append(item);
    }
    panel.append(element("h2", title), list);
    document.head.append(style);
    document.body.append(panel);
  }

  /** The scripts and styles of a page, by name: where they changed, only loading the page anew will do. Not the sheet of a
      page opened first: what is put in its place is dressed by the others (boot.js). */
  const files = (page) =>
    [...page.querySelectorAll(`script[src]:not(${SELF}), link[rel=stylesheet]:not([data-first])`)]
      .map((element) => (element.src || element.href).split("/").pop())
      .sort()
      .join();

  /** Put the new page's parts in place, as moving to another page does; that is faster than loading it anew. */
  async function refresh() {
    const answer = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const version = fresh.querySelector(SELF)?.dataset.version;
    if (!answer.ok || !version || !window.document$ || files(fresh) !== files(document)) return location.reload();
    shown = Number(version);
    document.title = fresh.title;
    for (const part of PARTS) document.querySelector(part).replaceWith(fresh.querySelector(part));
    window.document$.next(document);
  }

  addEventListener("load", () => window.thidua?.wake?.()); // it puts pages in place
  new EventSource("/__thidua/events").addEventListener("message", ({ data }) => {
    const state = JSON.parse(data);
    if (state.version !== shown) refresh();
    overlay(state);
  });
})();
