/* Sends a filled form to the web server's inbox, and shows what became of those that were sent. */
(() => {
  "use strict";

  const LARGEST = 5 * 1024 * 1024;
  const EVERY = 30_000;

  const at = (path) => new URL(`hop-thu/${path}`, window.thidua.root);

  /* A name that says whose form it is, and that no other form has: letters of ASCII, and a random end. */
  const named = (name, correction) => {
    const plain = name.replace(/\.xlsx$/i, "").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u0111\u0110]/g, "d");
    const words = plain.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "bieu";
    const random = [...crypto.getRandomValues(new Uint8Array(5))].map((one) => one.toString(16).padStart(2, "0"));
    return `${words}${correction ? "-dinh-chinh" : ""}-${random.join("")}.xlsx`;
  };

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const line = (form, texts) => {
    const item = document.createElement("li");
    const head = document.createElement("strong");
    head.textContent = `${form.on.split("-").reverse().join("/")} · ${form.file}`;
    item.append(head, `: ${filled(form.taken ? texts.taken : texts.answered, form)}`);
    if (form.letter) {
      const letter = document.createElement("pre");
      letter.textContent = form.letter;
      item.append(letter);
    }
    return item;
  };

  const refresh = async (place) => {
    const answer = await fetch(at("trang-thai.json"), { cache: "no-store" }).catch(() => null);
    const status = answer?.ok ? await answer.json().catch(() => null) : null;
    if (status?.schema !== "thidua/inbox/1") return false;
    const list = place.querySelector("[data-list]");
    list.querySelector("ul").replaceChildren(...status.forms.map((form) => line(form, place.dataset)));
    list.hidden = status.forms.length === 0;
    return true;
  };

  const send = async (place, form) => {
    const [file] = form.elements["bieu"].files;
    const texts = place.dataset;
    const said = place.querySelector("[data-said]");
    const say = (text) => { said.textContent = text; said.hidden = false; };
    if (!/\.xlsx$/i.test(file.name)) return say(texts.kind);
    if (file.size > LARGEST) return say(texts.size);
    const name = named(file.name, form.elements["dinh-chinh"].checked);
    const answer = await fetch(at(`gui/${name}`), { method: "PUT", body: file }).catch(() => null);
    await answer?.text().catch(() => null);
    if (!answer?.ok) return say(filled(texts.failed, { status: answer ? answer.status : "–" }));
    form.reset();
    say(`${texts.sent} (${name})`);
  };

  const start = async (place) => {
    if (place.dataset.ready) return;
    place.dataset.ready = "yes";
    const form = place.querySelector("form");
    const open = await refresh(place);
    form.hidden = !open;
    place.querySelector("[data-none]").hidden = open;
    place.parentElement.querySelector(".td-lead").hidden = !open;
    if (!open) return;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector("button").disabled = true;
      send(place, form).finally(() => { form.querySelector("button").disabled = false; });
    });
    const timer = setInterval(() => (place.isConnected ? refresh(place) : clearInterval(timer)), EVERY);
  };

  const init = () => document.querySelectorAll(".td-upload").forEach(start);
  window.thidua.onPage(init);
})();
