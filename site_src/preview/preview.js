/* The live preview: reloads the page after a build, and shows what is wrong with the data over the last good page.
   Served by `thidua serve` alone; no published page has it. */
"use strict";
(() => {
  const shown = Number(document.currentScript.dataset.version);
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

  new EventSource("/__thidua/events").addEventListener("message", ({ data }) => {
    const state = JSON.parse(data);
    if (state.version === shown) overlay(state);
    else location.reload();
  });
})();
