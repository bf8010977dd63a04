// Keeps an open page true. Every few seconds it asks for the page again; the
// browser sends the ETag, so an unchanged page costs an empty answer. When the
// content is another, it is put in place, with what was open, where the reader
// was, and a word for screen readers. Without this file pages work as well: a
// reload does the same.
"use strict";
(() => {
  const every = Number(document.currentScript.dataset.every);
  const frame = document.getElementById("frame");
  const heard = document.getElementById("heard");
  let shown = frame.innerHTML;
  let tag = "";

  // How to find the focused element again in the new content.
  function finder(element) {
    if (!frame.contains(element)) return () => null;
    if (element.id) return () => document.getElementById(element.id);
    // The same kind of thing with the same address, counted from the top: a
    // place stands in the menu and in the rail.
    const href = element.getAttribute("href");
    const alike = () => [...frame.querySelectorAll(element.localName)].filter((e) => e.getAttribute("href") === href);
    const index = alike().indexOf(element);
    return () => alike()[index];
  }

  function put(next) {
    const focused = finder(document.activeElement);
    const open = [...frame.querySelectorAll("details")].map((d) => d.open);
    frame.replaceChildren(...next.childNodes);
    frame.querySelectorAll("details").forEach((d, i) => { d.open = open[i] ?? d.open; });
    focused()?.focus({ preventScroll: true });
    heard.textContent = heard.dataset.say;
  }

  async function look() {
    if (document.hidden) return;
    const answer = await fetch(location.href, { cache: "no-cache", redirect: "error" });
    if (!answer.ok || answer.headers.get("ETag") === tag) return;
    tag = answer.headers.get("ETag");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("frame");
    if (!next || next.innerHTML === shown) return;
    shown = next.innerHTML;
    document.title = page.title;
    put(next);
  }

  async function again() {
    try { await look(); } catch { /* the server is away: the page stays as it is */ }
    setTimeout(again, every);
  }
  again();
})();
