/* The wall screen: slides that turn by themselves and stop when asked; it looks for a newer build, lives through
   a night without a network, and says how fresh it is. */
(() => {
  "use strict";

  const LOOK = 120_000; // milliseconds between two looks for a newer build
  const OLD = 2; // days: figures of yesterday are those of the last night's build

  const clock = (time) => time.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

  const age = (wall) => wall.dataset.ages
    ? Math.floor((Date.now() - new Date(`${wall.dataset.day}T00:00`)) / 86_400_000) : 0;

  const tell = (wall, note, template, time) => {
    const days = age(wall);
    note.textContent = template.replace("{time}", clock(time));
    if (days > OLD) note.textContent += ` · ${note.dataset.old.replace("{n}", days)}`;
    note.classList.toggle("td-wall-fresh--old", template === note.dataset.lost || days > OLD);
  };

  // A newer build is loaded as soon as it can be had; without an answer the slides go on as they are.
  const watch = (wall, note) => {
    let seen = new Date();
    const look = async () => {
      if (!wall.isConnected) return clearInterval(timer);
      try {
        const answer = await fetch(wall.dataset.buildUrl, { cache: "no-store" });
        if (!answer.ok) throw new Error(String(answer.status));
        const { build } = await answer.json();
        seen = new Date();
        if (build !== wall.dataset.build) return location.reload();
        tell(wall, note, note.dataset.good, seen);
      } catch {
        tell(wall, note, note.dataset.lost, seen);
      }
    };
    const timer = setInterval(look, LOOK);
    addEventListener("online", look);
    look();
  };

  const start = (wall) => {
    if (wall.dataset.ready) return;
    wall.dataset.ready = "yes";
    const slides = [...wall.querySelectorAll(".td-slide")];
    const pause = wall.querySelector("[data-pause]");
    const names = wall.querySelector(".td-wall-names");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let at = 0;
    let running = !still;

    const buttons = slides.map((slide, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = slide.dataset.name;
      button.addEventListener("click", () => { run(false); show(index - at); });
      names.append(button);
      return button;
    });
    const show = (step) => {
      at = (at + step + slides.length) % slides.length;
      slides.forEach((slide, index) => { slide.hidden = index !== at; });
      buttons.forEach((button, index) => button.setAttribute("aria-current", String(index === at)));
    };
    const run = (on) => {
      running = on;
      pause.setAttribute("aria-pressed", String(!on));
      pause.textContent = on ? pause.dataset.on : pause.dataset.off;
    };

    wall.classList.add("td-wall--live");
    pause.addEventListener("click", () => run(!running));
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
    watch(wall, wall.querySelector(".td-wall-fresh"));
  };

  const init = () => document.querySelectorAll(".td-wall").forEach(start);
  window.thidua.onPage(init);
})();
