"use strict";
(() => {
  const MOST = 200; // rows listed in the panel; the evidence block holds the rest
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const keys = document.getElementById("keys");
  const body = panel.querySelector(".panel-body");
  const title = document.getElementById("panel-title");

  const byHash = (link) => {
    const href = link.getAttribute("href");
    return href.startsWith("#") ? document.getElementById(decodeURIComponent(href.slice(1))) : null;
  };
  const copy = (node) => {
    const twin = node.cloneNode(true);
    for (const one of [twin, ...twin.querySelectorAll("[id]")]) one.removeAttribute("id");
    return twin;
  };
  const line = (text) => {
    const p = document.createElement("p");
    p.className = "note";
    p.textContent = text;
    return p;
  };
  const listOf = (nodes) => {
    const list = document.createElement("ol");
    list.className = "rows";
    list.append(...nodes);
    return list;
  };
  // A row of the evidence block as the panel shows it: the row itself where the page holds it, else its link.
  const rowOf = (item) => {
    if (item.matches(".row")) return copy(item);
    const row = byHash(item.querySelector("a"));
    if (row) return copy(row);
    const twin = document.createElement("li");
    twin.append(...copy(item).childNodes);
    twin.className = "row";
    return twin;
  };
  // What a set lists: rows, all rows, or other sets, whose rows then stand among its own in the order of the record.
  const listed = (block) => [...block.querySelectorAll("li, .dates a")].flatMap((item) => {
    const href = item.getAttribute("href") || "";
    if (href === "#rows") return [...document.querySelectorAll("ol.rows > li")];
    return href.startsWith("#ev-") ? listed(byHash(item).closest(".ev")) : [item.matches("a") ? byHash(item) : item];
  });
  const inOrder = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  const showSet = (head) => {
    const block = head.closest(".ev");
    const items = listed(block).sort(inOrder);
    title.textContent = head.querySelector("h4").lastChild.textContent.trim();
    body.append(...[...head.querySelectorAll("p"), block.querySelector(".count")].map(copy));
    body.append(listOf(items.slice(0, MOST).map(rowOf)));
    if (items.length > MOST) body.append(line(`The first ${MOST} of ${items.length} rows on this page.`));
  };
  const showRow = (row) => {
    title.textContent = "Row of the record";
    body.append(listOf([copy(row)]));
  };
  const open = (target) => {
    body.replaceChildren();
    (target.closest(".ev") ? showSet : showRow)(target);
    const here = document.createElement("a");
    here.href = `#${target.id}`;
    here.textContent = "Permanent link to this evidence";
    here.addEventListener("click", () => panel.close());
    const p = line("Confidence in a row is high unless it says otherwise. ");
    p.append(here);
    body.append(p);
    if (!panel.open) panel.showModal();
    body.scrollTop = 0;
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.n, a.ref");
    const target = link && byHash(link);
    if (!target || root.classList.contains("printable")) return;
    event.preventDefault();
    open(target);
  });
  for (const dialog of [panel, keys]) {
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  const setPrintable = (on) => {
    root.classList.toggle("printable", on);
    if (on) scrollTo(0, 0);
  };
  const follow = () => {
    if (location.hash === "#printable") setPrintable(true);
  };
  addEventListener("hashchange", follow);
  follow();
  document.querySelector("a.unprint")?.addEventListener("click", () => setPrintable(false));

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "?" && !panel.open && !keys.open) {
      event.preventDefault();
      keys.showModal();
    } else if (event.key === "p" && !panel.open && !keys.open && document.getElementById("printable")) {
      event.preventDefault();
      setPrintable(!root.classList.contains("printable"));
    }
  });

  // The sets of evidence are many: what leads to them is written here, and no page carries each address twice.
  for (const head of document.querySelectorAll(".ev > div[id]")) {
    const self = document.createElement("a");
    self.className = "self";
    self.href = `#${head.id}`;
    self.textContent = "Link to this evidence";
    head.append(self);
  }

  // A region that does not scroll needs no stop for the Tab key.
  const fit = () => {
    for (const region of document.querySelectorAll(".scroll")) {
      const scrolls = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
      if (scrolls) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", fit);
  for (const one of document.querySelectorAll("details")) one.addEventListener("toggle", fit);
  fit();
})();
