// What pages do beyond plain HTML: a button that copies a command, what was refused goes when it is asked anew, and who waits for an
// answer is told when the line is lost by which it would come. Everything else works without any script.
(() => {
  "use strict";
  const add = (root) => {
    if (!navigator.clipboard) return;
    for (const block of root.querySelectorAll("pre[data-copy]:not([data-copied])")) {
      block.dataset.copied = "";
      const frame = document.createElement("div");
      frame.className = "copyable";
      block.before(frame);
      frame.append(block);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(block.textContent);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
      });
      frame.append(button);
    }
  };
  add(document);
  document.addEventListener("htmx:afterSwap", (event) => add(event.target));
  document.addEventListener("htmx:beforeRequest", (event) => {
    for (const told of event.detail.target.querySelectorAll(":scope > .problem, :scope > .note")) told.remove();
  });
  // longer than browsers wait before they try again: until then nobody need know
  const LOST_AFTER = 10_000;
  const lost = new WeakMap();
  const tell = (line) => {
    const note = line.querySelector("template");
    if (!note || !line.isConnected) return;
    line.querySelector("[sse-swap]").prepend(note.content);
    note.remove();
    document.getElementById("ask").disabled = false;
  };
  document.addEventListener("htmx:sseError", ({ target }) => {
    if (!lost.has(target)) lost.set(target, setTimeout(tell, LOST_AFTER, target));
  });
  document.addEventListener("htmx:sseClose", ({ detail }) => {
    const live = document.getElementById("live");
    if (live && detail.type === "message") live.textContent = live.dataset.ended;
  });
  document.addEventListener("htmx:sseOpen", ({ target }) => {
    clearTimeout(lost.get(target));
    lost.delete(target);
  });
})();
