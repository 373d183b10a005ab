import { readFileSync } from "node:fs";

/** Ticks per second in `/proc`: fixed at 100 for programs, whatever the kernel counts in. */
const ticksPerSecond = 100;

/**
 * Processor time that a process has used with all its threads, in milliseconds; null when it is gone, or where there
 * is no `/proc`.
 */
export function processorTime(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name, which may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user = Number.NaN, system = Number.NaN] = fields.slice(11, 13).map(Number);
    return ((user + system) * 1000) / ticksPerSecond;
  } catch {
    return null;
  }
}
