import { createHash } from "node:crypto";

/**
 * Rounds per second of a fixed piece of work: text, maps, JSON and hashing. Two runs on machines of different speed
 * can be compared by their ratio to this figure.
 */
export function calibrate(milliseconds = 500): number {
  const started = performance.now();
  let rounds = 0;
  while (performance.now() - started < milliseconds) {
    const words = new Map<string, number>();
    for (let n = 0; n < 500; n++) words.set(`word ${(n * 7919) % 997}`, n);
    createHash("sha256")
      .update(JSON.stringify([...words]))
      .digest();
    rounds++;
  }
  return Math.round(rounds / ((performance.now() - started) / 1000));
}
