import { monotonicMs } from "./monotonic.ts";
import type { Player } from "./player.ts";
import type { LoadReport } from "./task.ts";

/** Milliseconds that the last line has to arrive everywhere. */
const graceMs = 2000;

/** Longer than the words of a line that were cut in two. */
const longestToken = 32;

/**
 * The players of this process listen to lines numbered from 1, which one of them may speak at fixed times. Notes when
 * the last of them heard each line, and how many did.
 *
 * @param speak types line `n`; null when somebody in another process speaks
 */
export async function runCrowd(
  players: readonly Player[],
  speak: ((n: number) => void) | null,
  linesPerSecond: number,
  seconds: number,
): Promise<LoadReport> {
  const lines = Math.round(linesPerSecond * seconds);
  const due = new Float64Array(lines);
  const lastHeard = new Float64Array(lines);
  const listeners = new Uint32Array(lines);
  const heard = (n: number): void => {
    if (n < 1 || n > lines) return;
    lastHeard[n - 1] = monotonicMs();
    listeners[n - 1]!++;
  };
  for (const player of players) player.onBytes = tokenFinder(heard);
  if (speak === null) await after(seconds * 1000);
  else {
    const started = monotonicMs();
    for (let at = 0; at < lines; at++) {
      due[at] = started + (at * 1000) / linesPerSecond;
      const wait = due[at]! - monotonicMs();
      if (wait > 0) await after(wait);
      speak(at + 1);
    }
  }
  await after(graceMs);
  for (const player of players) player.onBytes = null;
  return {
    type: "crowd",
    due: speak === null ? null : [...due],
    lastHeard: [...lastHeard],
    listeners: [...listeners],
  };
}

/** Finds `token 17.` in what one player reads, and tells each number once. */
function tokenFinder(found: (n: number) => void): (chunk: Buffer) => void {
  let rest = "";
  return (chunk) => {
    const text = rest + chunk.toString("latin1");
    const pattern = /token (\d+)\./g;
    let end = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      found(Number(match[1]));
      end = pattern.lastIndex;
    }
    rest = text.slice(Math.max(end, text.length - longestToken));
  };
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
