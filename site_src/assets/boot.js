/* Runs before anything is painted: the colours chosen, what the theme's inline scripts would have defined,
   and two things the theme expects of a site that knows its own address. */
"use strict";
(() => {
  const script = document.currentScript;
  const root = new URL("..", script.src);
  window.thidua = { root: root.href, plotly: new URL(script.dataset.plotly, script.src).href };

  // What the theme does to the whole page once it stands, each time styling all of it anew, is done here, before:
  // two classes, and the colours of what no rule paints, for which it appends an element that is left out.
  document.documentElement.classList.replace("no-js", "js");
  document.documentElement.classList.add("js-focus-visible");
  const paint = () => (document.documentElement.style.colorScheme = getComputedStyle(document.body).colorScheme);
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

  const choice = window.__md_get("__palette");
  const colours = choice && choice.color;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const follows = !colours || colours.media === "(prefers-color-scheme)";
  if (follows && !document.querySelector("[name=__palette]")) {
    // A page without the theme's switch and program, in another page's frame, follows the system by itself.
    const follow = () => {
      document.body.dataset.mdColorScheme = system.matches ? "slate" : "default";
      paint();
    };
    system.addEventListener("change", follow);
    follow();
  } else if (colours) {
    if (follows) {
      const scheme = system.matches ? "dark" : "light";
      const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
      for (const name of ["media", "scheme", "primary", "accent"])
        colours[name] = option.getAttribute(`data-md-color-${name}`);
    }
    for (const [name, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${name}`, value);
  }
  paint();

  // The theme wants full addresses in sitemap.xml; ours are relative, since the site may lie anywhere.
  const parse = DOMParser.prototype.parseFromString;
  DOMParser.prototype.parseFromString = function (text, type) {
    const parsed = parse.call(this, text, type);
    if (type === "text/xml")
      for (const place of parsed.querySelectorAll("url > loc")) place.textContent = new URL(place.textContent, root);
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
