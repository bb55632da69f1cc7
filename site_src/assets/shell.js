/* The theme's program, once there is a reader; small manners of the header. */
"use strict";
(() => {
  /** What a packed file of figures holds; a browser of before 2023 cannot unpack it. */
  window.thidua.figures = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    return new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json();
  };

  // Other pages without loading them, search, drawer and colours are for whoever moves, touches, scrolls or types: until
  // somebody does, the theme's program, a third of a first visit, is not even fetched.
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "focusin", "scroll", "change"];
  const asleep = document.querySelector("script[type='text/theme']");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const begun = [];
  let awake;

  /** Do this with the page that stands here, and with each that the theme puts in its place. */
  window.thidua.onPage = (begin) => {
    begun.push(begin);
    begin();
  };
  function follow() {
    let first = true; // it tells of the page that stands here too
    window.document$?.subscribe(() => (first ? (first = false) : begun.forEach((begin) => begin())));
  }

  /** A page opened first has the rules that it needs in itself and in a sheet of its own. The stylesheets are fetched aside once there is a reader, and
      take their place when another page does: changing them has the whole page styled anew, and so has a new page. */
  function fetchSheets() {
    const sheets = [...document.querySelectorAll("link[disabled]")];
    const come = (sheet) => new Promise((ready) => {
      sheet.addEventListener("load", () => ready(true));
      sheet.addEventListener("error", () => ready(false));
      sheet.media = "not all";
      sheet.disabled = false;
    });
    const here = Promise.all(sheets.map(come));
    window.thidua.dress = async () => {
      for (const sheet of sheets) sheet.removeAttribute("media");
      if ((await here).every(Boolean)) for (const own of document.querySelectorAll(":is(style, link)[data-first]")) own.remove();
    };
    return here;
  }

  /** Have the theme's program run, and tell it what it would have heard: a choice of colours, a key that nobody took.
      It waits for the sheets: the page that it puts in the place of this one would stand there half dressed until they come. */
  const missed = [];
  window.thidua.wake = () => (awake ??= new Promise((ready) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: asleep.src }));
    const theme = Object.assign(document.createElement("script"), { src: asleep.src });
    theme.addEventListener("load", () => {
      for (const sign of SIGNS) document.removeEventListener(sign, hear);
      window.document$.next(document);
      follow();
      for (const [target, event] of missed)
        if (!event.defaultPrevented) target.dispatchEvent(new event.constructor(event.type, event));
      ready();
    });
    fetchSheets().then(() => asleep.replaceWith(theme));
  }));
  function hear(event) {
    const { target, type, key } = event;
    if (type === "change" ? target.name === "__palette" : type === "keydown" && key.length === 1)
      missed.push([target, event]);
    window.thidua.wake();
  }
  if (!asleep) awake = Promise.resolve(follow(fetchSheets()));
  else if (location.hash || new URLSearchParams(location.search).has("q")) window.thidua.wake();
  else for (const sign of SIGNS) document.addEventListener(sign, hear, { passive: true });
  system.addEventListener("change", window.thidua.wake);

  // On paper everything is unfolded; the theme does the same where it runs.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("article details:not([open])")];
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => unfolded.forEach((details) => (details.open = false)));

  // The theme listens to keys only: a word pasted, dictated or typed with separate marks is searched too.
  document.addEventListener("input", ({ target, isComposing }) => {
    if (isComposing || !target.matches("[data-md-component=search-query]")) return;
    const composed = target.value.normalize("NFC");
    if (composed !== target.value) target.value = composed;
    target.dispatchEvent(new Event("keyup"));
  });

  // A menu closes when the reader turns elsewhere.
  const close = (except) => {
    for (const menu of document.querySelectorAll(".shell-switch[open]"))
      if (!menu.contains(except)) menu.open = false;
  };
  document.addEventListener("click", ({ target }) => close(target));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close(null));

  // The keyboard stops once at the sections, and arrows go on from there; drawer and search open by it too.
  const sections = () => [...document.querySelectorAll(".md-header .md-tabs__link")];
  const ready = () => {
    const links = sections();
    const here = Math.max(0, links.findIndex((link) => link.hasAttribute("aria-current")));
    links.forEach((link, at) => (link.tabIndex = at === here ? 0 : -1));
    for (const menu of document.querySelectorAll(".shell-menu"))
      Object.assign(menu, { tabIndex: 0, role: "button", ariaLabel: menu.title });
  };
  window.thidua.onPage(ready);
  const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key in STEPS && target.matches(".md-header .md-tabs__link")) {
      const links = sections();
      links[Math.min(links.length - 1, Math.max(0, links.indexOf(target) + STEPS[key]))].focus();
    } else if ([" ", "Enter"].includes(key) && target.matches(".shell-menu")) {
      target.click();
      if (target.htmlFor === "__drawer") document.querySelector(".md-nav--primary a")?.focus();
    } else if (key === "Escape" && document.querySelector("#__drawer:checked")) {
      document.querySelector("#__drawer").click();
      document.querySelector(".shell-menu")?.focus();
    } else return;
    event.preventDefault();
  });
})();
