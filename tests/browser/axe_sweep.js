/* What axe finds on a page in both palettes, each thing asked once. Gives what is wrong, and the marks of the colours
   that are sound.

   Meanwhile of children alike in all that axe reads (their tags, classes, attributes and colours, and those of what is
   left below them) two are left, of rows those with a cell that is not in two others; nothing that is drawn in pictures,
   and no mark that is hidden from axe and no part of what is clicked. ``drawn``: the page stays whole.
   Colours, axe's dearest, are asked once of all that is painted alike: the same letters and colours on the same grounds,
   with the same things lying across them. Only what is answered counts: where axe cannot tell of one, all others on the
   page are asked, and the next page's too. ``known`` were sound before. */
async ({ tags, colours, known, drawn }) => {
  const LINE = ["textDecorationLine", "borderBottomStyle", "borderBottomColor", "fontStyle"];
  // What an element lays under what is in it, what it does to all of that, and what these are where it does nothing.
  const GROUND = { backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none" };
  const VEIL = { opacity: "1", filter: "none", mixBlendMode: "normal", clipPath: "none", clip: "auto" };
  const LINK = "a[href], [role=link]";
  const SPOKEN = ["class", "role", "type", "scope", "tabindex", "lang", "style", "rowspan", "colspan", "hidden"];

  const said = (one) => [...one.childNodes].map((part) => (part.nodeType === 3 ? part.data.trim() : "")).join("");
  const letters = (one) => one.textContent.replace(/\s/g, "").length;
  const among = (link) => {
    let block = link;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const words = letters(block) > [...block.querySelectorAll("a")].reduce((sum, one) => sum + letters(one), 0);
    return [words, getComputedStyle(block).color, getComputedStyle(block).fontWeight];
  };
  const short = (said) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < said.length; at++) {
      a = Math.imul(a ^ said.charCodeAt(at), 2654435761);
      b = Math.imul(b ^ said.charCodeAt(at), 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const name = (one) => [one.tagName, one.getAttribute("class"), one.type].join();

  // Takes elements out with ``take(one)``; gives what puts them back.
  const without = (choose) => {
    const taken = [];
    choose((one) => {
      taken.push([one, one.parentNode, one.nextSibling]);
      one.remove();
    });
    return () => {
      for (const [one, parent, next] of taken.reverse()) parent.insertBefore(one, next);
    };
  };

  const pared = (take) => {
    const NAMING = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"];
    const naming = [...document.querySelectorAll(NAMING.map((by) => `[${by}]`).join())];
    const ids = new Set(naming.flatMap((one) => NAMING.flatMap((by) => (one.getAttribute(by) ?? "").split(" "))));
    const shape = (one) => {
      const borne = [...one.attributes].map(({ name, value }) => {
        const counts = SPOKEN.includes(name) || (name.startsWith("aria-") && name !== "aria-label");
        return name + (counts || (name === "id" && ids.has(value)) ? value : value.trim() !== "");
      });
      const { color, backgroundColor, display, visibility } = getComputedStyle(one);
      const looks = [color, backgroundColor, display === "none", visibility];
      const own = short([one.tagName, ...looks, said(one) !== "", ...borne].join());
      const many = new Map();
      const left = [...one.children].map(shape).filter((part) => {
        const cells = part.left.map(({ like }, at) => at + like);
        // A row may go if there are two of each of its cells.
        const marks = part.one.matches("tr") ? [part.own + cells.length, ...cells] : [part.like];
        const spare = marks.every((mark) => many.get(mark) >= 2) && !part.one.matches("td, th");
        if (spare) take(part.one);
        else marks.forEach((mark) => many.set(mark, (many.get(mark) ?? 0) + 1));
        return !spare;
      });
      return { one, own, left, like: short([own, ...left.map(({ like }) => like)].join()) };
    };
    const DRAWN = "svg > :not(title, desc), svg[aria-hidden=true]:not(:is(a, button, label, summary) *)";
    document.querySelectorAll(DRAWN).forEach(take);
    shape(document.body);
  };

  const seen = new Set(known);
  const told = [];
  const box = (one) => one.getBoundingClientRect();
  const holds = (a, b) => a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;
  const meet = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  const done = (style, nothing) => Object.keys(nothing).filter((by) => style[by] !== nothing[by]).map((by) => style[by]);
  const cut = (one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  const adorned = (one) => ["::before", "::after"].some((part) => getComputedStyle(one, part).content !== "none");

  // What lies out of line, and may lie across anything.
  const strewn = () => [...document.body.querySelectorAll("*")].filter((one) => {
    const { position, transform } = getComputedStyle(one);
    return position !== "static" || transform !== "none";
  }).map((one) => [one, box(one)]);

  const walk = (one, below, loose, alike) => {
    const style = getComputedStyle(one);
    if (style.display === "none") return;
    const ground = { ...below };
    const laid = done(style, GROUND);
    const opaque = style.backgroundColor.startsWith("rgb(") && style.backgroundImage === "none";
    if (laid.length) ground.laid = [...below.laid, { opaque, box: box(one), by: laid }];
    if (style.overflowX !== "visible") ground.cuts = [...below.cuts, [one, box(one)]];
    ground.veils += done(style, VEIL);
    if (style.position !== "static" && adorned(one)) ground.veils += name(one);
    // Of signs alone axe never tells.
    const typed = one.matches("input, select, textarea, button") && name(one) + one.disabled;
    const written = typed || /[\p{L}\p{N}]/u.test(said(one));
    if (written && one.checkVisibility({ visibilityProperty: true })) {
      const at = box(one);
      // What lies below an opaque ground is not seen, unless the letters reach over its edge.
      const last = ground.laid.findLastIndex((under) => under.opaque && holds(under.box, at));
      const large = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);
      const mark = [
        written, large, style.color, style.textShadow, ground.veils,
        ground.laid.slice(Math.max(last, 0)).map(({ by }) => by),
        ground.cuts.filter(([by, within]) => (by === one ? cut(one) : !holds(within, at))).map(([by]) => name(by)),
        loose.filter(([by, over]) => meet(over, at) && !by.contains(one)).map(([by]) => name(by)),
      ];
      if (one.matches(LINK)) mark.push(LINE.map((property) => style[property]), among(one));
      const known = short(JSON.stringify(mark));
      if (!seen.has(known)) alike.set(known, [...(alike.get(known) ?? []), one]);
    }
    for (const child of one.children) walk(child, ground, loose, alike);
  };

  const palette = async (rules) => {
    const alike = new Map();
    const ask = async (elements, asked) => {
      if (!elements.length && asked === colours) return new Set();
      elements.forEach((one) => one.setAttribute("data-asked", ""));
      const runOnly = asked === colours ? { type: "rule", values: colours } : { type: "tag", values: tags };
      const found = await axe.run(document, { runOnly, resultTypes: ["violations", "incomplete"], elementRef: true });
      elements.forEach((one) => one.removeAttribute("data-asked"));
      for (const rule of found.violations)
        for (const node of rule.nodes) told.push(`${rule.id}: ${node.target} ${node.failureSummary}`);
      const open = [...found.violations, ...found.incomplete].filter((rule) => colours.includes(rule.id));
      return new Set(open.flatMap((rule) => rule.nodes).map((node) => node.element));
    };
    walk(document.documentElement, { laid: [], cuts: [], veils: "" }, strewn(), alike);
    // Of a single letter axe does not tell whether it is text.
    for (const all of alike.values()) all.sort((a, b) => said(b).length - said(a).length);
    const unsound = await ask([...alike.values()].map(([first]) => first), rules);
    const open = [...alike].filter(([, [first]]) => unsound.has(first));
    await ask(open.flatMap(([, [, ...others]]) => others), colours);
    for (const [mark] of open) alike.delete(mark);
    for (const mark of alike.keys()) seen.add(mark);
  };
  const other = () => {
    const { dataset } = document.body;
    dataset.mdColorScheme = dataset.mdColorScheme === "slate" ? "default" : "slate";
    document.documentElement.style.colorScheme = dataset.mdColorScheme === "slate" ? "dark" : "light";
  };

  axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-asked]" }, { id: "link-in-text-block", selector: `[data-asked]:is(${LINK})` },
  ] });
  const whole = without(drawn ? () => {} : pared);
  await palette(tags);
  other();
  await palette(colours);
  other();
  whole();
  return [told, [...seen]];
}
