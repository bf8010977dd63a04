// Looks at a page as a reader's eyes and fingers would, and returns what is
// wrong with it, a line each. It is run in the page by browser_test.go.
(() => {
  const wrong = [];
  const at = (e) => `<${e.localName} class="${e.getAttribute("class") ?? ""}"> "${e.textContent.trim().slice(0, 40)}"`;
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".visually-hidden, .skip") && e.getClientRects().length > 0;

  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((e) => shown(e) && !e.closest(".scroll") && e.getBoundingClientRect().right > width + 1);
    wrong.push(`scrolls sideways: ${document.documentElement.scrollWidth} of ${width}, at ${wide.slice(0, 3).map(at).join(", ")}`);
  }

  // Contrast, WCAG 2.2 success criterion 1.4.3.
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = channels(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  for (const e of document.body.querySelectorAll("*")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !shown(e)) continue;
    const style = getComputedStyle(e);
    const ink = channels(e.closest("svg") ? style.fill : style.color);
    const [a, b] = [light(ink), light(behind(e.closest("svg")?.parentElement ?? e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) wrong.push(`contrast ${ratio.toFixed(2)} at ${at(e)}`);
    if (parseFloat(style.fontSize) < 14) wrong.push(`letters of ${style.fontSize} at ${at(e)}`);
  }

  // What one presses: 44 px for what stands alone, 24 px at least elsewhere
  // (WCAG 2.2 success criterion 2.5.8, which leaves links in text out).
  for (const e of document.querySelectorAll("summary, .action, .place, .choice, .tile, .home")) {
    const box = e.getBoundingClientRect();
    const plain = e.closest(".notice"); // a line of text that opens
    if (shown(e) && !plain && box.height < 43.5) wrong.push(`${box.height} px high: ${at(e)}`);
  }
  return wrong;
})()
