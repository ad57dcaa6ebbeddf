// What pages do beyond plain HTML: a button that copies a command, and what was refused goes when it is asked anew. Everything else
// works without any script.
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
})();
