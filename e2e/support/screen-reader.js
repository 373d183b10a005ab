/*
 * Runs in the page: writes down what polite live regions bring, each addition once, as a screen reader would read it;
 * what was there already and is changed afterwards would be read again, so it is written down again.
 */
globalThis.announced = [];

new MutationObserver((changes) => {
  for (const { type, addedNodes, target } of changes) {
    for (const node of type === "characterData" ? [target] : addedNodes) {
      const element = node instanceof Element ? node : node.parentElement;
      const isLive = element?.closest("[role=log],[role=status],[aria-live=polite]");
      if (!isLive || element.closest("[aria-live=off]")) continue;
      if (node.textContent) globalThis.announced.push(node.textContent);
    }
  }
}).observe(document, { childList: true, characterData: true, subtree: true });
