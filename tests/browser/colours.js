/* axe's rules of colours, by far its dearest, asked once of all that is written alike: in the same elements of the
   same classes, colours and letters up to the page's root, with the same neighbours that lie out of line. Only what is
   answered counts: where axe cannot tell of one, all others on the page are asked, and the next page's too.

   Takes the rules and the marks of what was sound before, gives what is wrong and the marks of what is sound. */
async ([rules, known]) => {
  const seen = new Set(known);
  const alike = new Map();
  const KEPT = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textShadow", "filter",
    "textDecorationLine", "borderBottomStyle", "mixBlendMode", "position", "display"];

  const text = (one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
  const letters = (one) => one.textContent.replace(/\s/g, "").length;
  const amongWords = (link) => {
    let block = link;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    return letters(block) > [...block.querySelectorAll("a")].reduce((sum, one) => sum + letters(one), 0);
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

  const walk = (one, above) => {
    const style = getComputedStyle(one);
    if (style.display === "none") return;
    const own = name(one) + KEPT.map((property) => style[property]).join();
    const mark = short(above + own + (one.tagName === "A" && amongWords(one)));
    const written = text(one) || one.matches("input, select, textarea, button");
    if (written && !seen.has(mark) && one.checkVisibility({ visibilityProperty: true }))
      alike.set(mark, [...(alike.get(mark) ?? []), one]);
    const loose = [...one.children].filter((child) => getComputedStyle(child).position !== "static");
    const within = mark + loose.map(name).join();
    for (const child of one.children) walk(child, within);
  };

  const told = [];
  const ask = async (elements) => {
    if (!elements.length) return new Set();
    const how = { runOnly: { type: "rule", values: rules }, resultTypes: ["violations", "incomplete"], elementRef: true };
    const found = await axe.run({ include: elements }, how);
    for (const rule of found.violations)
      for (const node of rule.nodes) told.push(`${rule.id}: ${node.target} ${node.failureSummary}`);
    const nodes = [...found.violations, ...found.incomplete].flatMap((rule) => rule.nodes);
    return new Set(nodes.map((node) => node.element));
  };

  walk(document.documentElement, "");
  const unsound = await ask([...alike.values()].map(([first]) => first));
  const open = [...alike].filter(([, [first]]) => unsound.has(first));
  await ask(open.flatMap(([, [, ...others]]) => others));
  for (const [mark] of open) alike.delete(mark);
  return [told, [...alike.keys()]];
}
