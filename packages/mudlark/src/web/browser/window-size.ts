/** Milliseconds between two reports, so that a window being dragged does not flood the server. */
const pauseMs = 150;
const sampleLetters = 50;

/** Watches how many columns and rows of letters fit into an element, and tells when that changes. */
export function watchSize(element: HTMLElement, onSize: (columns: number, rows: number) => void): void {
  const probe = document.createElement("span");
  probe.textContent = "m".repeat(sampleLetters);
  probe.ariaHidden = "true";
  probe.classList.add("probe");
  element.after(probe);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = (): void => {
    const letter = probe.getBoundingClientRect();
    if (letter.width === 0) return;
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(element);
    const width = element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    const height = element.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
    onSize(Math.floor((width * sampleLetters) / letter.width), Math.floor(height / letter.height));
  };
  const observer = new ResizeObserver(() => {
    timer ??= setTimeout(() => {
      timer = null;
      tell();
    }, pauseMs);
  });
  observer.observe(element);
  // Its size changes with that of the letters.
  observer.observe(probe);
  tell();
}
