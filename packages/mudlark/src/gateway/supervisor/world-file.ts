import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Clock } from "../../base/clock.ts";
import type { WorldProcess } from "./world-process.ts";

/** How often to look whether a world that is not our child is still there. */
const lookEveryMs = 200;

/** Writes down which world serves, for a gateway that comes after this one. */
export function writeWorldFile(file: string, pid: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${pid} ${birthOf(pid)}\n`);
}

/**
 * The number of the world that an earlier gateway left behind; null when it is gone. Numbers are used again, so the
 * time of birth must fit, where the system tells it.
 */
export function readWorldFile(file: string): number | null {
  try {
    const [pid = 0, birth] = readFileSync(file, "utf8").trim().split(" ").map(Number);
    return Number.isInteger(pid) && pid > 0 && isRunning(pid) && birthOf(pid) === birth ? pid : null;
  } catch {
    return null;
  }
}

/** A process that somebody else started. */
export function strangeProcess(pid: number, clock: Clock): WorldProcess {
  return {
    pid,
    kill() {
      if (isRunning(pid)) process.kill(pid, "SIGKILL");
    },
    onExit(handler) {
      const look = clock.every(lookEveryMs, () => {
        if (isRunning(pid)) return;
        look.cancel();
        handler(null, null);
      });
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** When the process began, in ticks since the machine did; 0 where the system does not tell. */
function birthOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold blanks; the birth is the 20th field after it.
    return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[19]);
  } catch {
    return 0;
  }
}
