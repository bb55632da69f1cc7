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
})();
