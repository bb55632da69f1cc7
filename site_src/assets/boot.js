/* Runs before anything is painted: the colours chosen, what the theme's inline scripts would have defined,
   and two things the theme expects of a site that knows its own address. */
"use strict";
(() => {
  const script = document.currentScript;
  const root = new URL("..", script.src);
  // The theme writes each address in the head anew: what was asked for ahead would be asked for again, for nobody.
  document.querySelector("link[rel=preload]")?.remove();
  window.thidua = { root: root.href, plotly: new URL(script.dataset.plotly, script.src).href };

  // What the theme does to the whole page once it stands, each time styling all of it anew, is done here, before:
  // two classes, and the colours of what no rule paints, for which it appends an element that is left out.
  document.documentElement.classList.replace("no-js", "js");
  document.documentElement.classList.add("js-focus-visible");
  const paint = () => {
    document.documentElement.style.colorScheme = document.body.dataset.mdColorScheme === "slate" ? "dark" : "light";
  };
  addEventListener("change", ({ target }) => target.matches("[name=__palette]") && setTimeout(paint));
  document.head.appendChild = function (node) {
    return node.name === "color-scheme" ? node : Node.prototype.appendChild.call(this, node);
  };
  // It marks the page while its colours change, and once at first, when it finds them as they are.
  document.body.setAttribute = function (name, value) {
    if (name === "data-md-color-switching") delete this.setAttribute;
    else Element.prototype.setAttribute.call(this, name, value);
  };

  window.__md_scope = root;
  window.__md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, scope = root) =>
    JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, scope = root) => {
    try {
      storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing forgets the choice of colours; the page works all the same.
    }
  };

  // The colours chosen last, or those of the machine, and the switch to the next.
  const options = [...document.querySelectorAll("[name=__palette]")];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const paints = (option) =>
    Object.fromEntries(["media", "scheme", "primary", "accent"].map((name) => [name, option.getAttribute(`data-md-color-${name}`)]));
  if (options.length) {
    const choice = window.__md_get("__palette");
    const index = choice ? choice.index : options.findIndex((option) => matchMedia(paints(option).media).matches);
    const chosen = options[Math.max(0, Math.min(index, options.length - 1))];
    let colours = choice ? choice.color : paints(chosen);
    if (colours.media === "(prefers-color-scheme)") {
      const media = `(prefers-color-scheme: ${system.matches ? "dark" : "light"})`;
      colours = paints(options.find((option) => paints(option).media === media));
    }
    for (const [name, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${name}`, value);
    chosen.nextElementSibling.hidden = false;
    paint();
  } else {
    // A page without the theme's switch and program, in another page's frame, follows the system by itself.
    const follow = () => {
      document.body.dataset.mdColorScheme = system.matches ? "slate" : "default";
      paint();
    };
    system.addEventListener("change", follow);
    follow();
  }

  // The theme wants full addresses in sitemap.xml; ours are relative, since the site may lie anywhere.
  const parse = DOMParser.prototype.parseFromString;
  DOMParser.prototype.parseFromString = function (text, type) {
    const parsed = parse.call(this, text, type);
    if (type === "text/xml")
      for (const place of parsed.querySelectorAll("url > loc")) place.textContent = new URL(place.textContent, root);
    // One page gives way to another, and both are dressed by the sheets from now on (shell.js).
    if (type === "text/html") window.thidua.dress?.();
    for (const link of parsed.querySelectorAll("link[disabled]")) link.removeAttribute("disabled");
    for (const one of parsed.querySelectorAll(":is(style, link)[data-first], link[rel=preload]")) one.remove();
    return parsed;
  };

  // The theme fetches the search index with every page; it is of use once somebody searches.
  const searching = new Promise((begin) => {
    if (new URLSearchParams(location.search).has("q")) begin();
    const box = "[data-md-component=search-query]";
    document.addEventListener("focusin", ({ target }) => target.matches(box) && begin());
  });
  // Nor is the program that searches: it is fetched when it is first told something, which is the index.
  const Plain = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.address = address;
    }
    postMessage(...message) {
      this.real ??= Object.assign(new Plain(this.address), {
        onmessage: ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })),
      });
      this.real.postMessage(...message);
    }
  };
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    const index = String(address).endsWith("/search/search_index.json");
    if (index) this.ready = searching;
    return open.call(this, method, index ? new URL(script.dataset.index, root) : address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (this.ready) this.ready.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
