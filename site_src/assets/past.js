/* A page of a past day: what its frame's slots hold is packed with the same page's other days. Fetched, unpacked,
   and poured as site/frame.py does it; where that cannot be, the day's overview, which needs no script, is shown. */
"use strict";
(async ({ src, dataset }) => {
  const read = async (name) => {
    const answer = await fetch(new URL(name, src));
    if (!answer.ok) throw new Error(answer.statusText);
    return new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json();
  };
  try {
    const [frame, pack] = await Promise.all([read(dataset.frame), read(dataset.pack)]);
    const slots = pack.pages[dataset.key];
    const told = (slot) => slots[slot].map((place) => pack.lines[place]).join("\n");
    const html = frame.pieces[0] + frame.slots.map((slot, at) => told(slot) + frame.pieces[at + 1]).join("");
    document.open();
    document.write(html);
    document.close();
    // A place within the page is looked for once the page is there.
    if (location.hash) addEventListener("load", () => location.replace(location.hash), { once: true });
  } catch {
    location.replace(dataset.first);
  }
})(document.currentScript);
