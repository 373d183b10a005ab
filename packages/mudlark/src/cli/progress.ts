import type { Clock } from "../base/clock.ts";
import type { Terminal } from "./terminal.ts";

const everyMs = 2000;

/** Says now and then how far a long work is, as whole lines, so that a screen reader can follow. */
export function progress(terminal: Terminal, clock: Clock, what: string): (count: number) => void {
  let next = clock.monotonic() + everyMs;
  return (count) => {
    if (clock.monotonic() < next) return;
    next = clock.monotonic() + everyMs;
    terminal.note(`${what}: ${count} things so far.`);
  };
}
