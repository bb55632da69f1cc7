/* Small manners of the header. */
"use strict";
(() => {
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
  if (window.document$) window.document$.subscribe(ready);
  else document.addEventListener("DOMContentLoaded", ready);
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
