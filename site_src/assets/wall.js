/* The wall screen: slides that turn by themselves, and stop when asked. */
(() => {
  "use strict";

  const start = (wall) => {
    if (wall.dataset.ready) return;
    wall.dataset.ready = "yes";
    const slides = [...wall.querySelectorAll(".td-slide")];
    const pause = wall.querySelector("[data-pause]");
    const place = wall.querySelector(".td-wall-place");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let at = 0;
    let running = !still;

    const show = (step) => {
      at = (at + step + slides.length) % slides.length;
      slides.forEach((slide, index) => { slide.hidden = index !== at; });
      place.textContent = `${at + 1}/${slides.length}`;
    };
    const run = (on) => {
      running = on;
      pause.setAttribute("aria-pressed", String(!on));
      pause.textContent = on ? pause.dataset.on : pause.dataset.off;
    };

    wall.classList.add("td-wall--live");
    pause.addEventListener("click", () => run(!running));
    wall.querySelectorAll("[data-step]").forEach((button) =>
      button.addEventListener("click", () => { run(false); show(Number(button.dataset.step)); }));
    const keys = (event) => {
      if (!wall.isConnected) return document.removeEventListener("keydown", keys);
      if (event.key === "ArrowRight") show(1);
      if (event.key === "ArrowLeft") show(-1);
      if (event.key === " " && event.target === document.body) { event.preventDefault(); run(!running); }
    };
    document.addEventListener("keydown", keys);
    const timer = setInterval(() => {
      if (!wall.isConnected) clearInterval(timer);
      else if (running) show(1);
    }, Number(wall.dataset.seconds) * 1000);
    run(running);
    show(0);
  };

  const init = () => document.querySelectorAll(".td-wall").forEach(start);
  if (window.document$) window.document$.subscribe(init);
  else document.addEventListener("DOMContentLoaded", init);
})();
