import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Clock } from "../../base/clock.ts";
import type { WorldProcess } from "./world-process.ts";

/** How often to look whether a world that is not our child is still there. */
const lookEveryMs = 200;

/** Writes down which world serves, for a gateway that comes after this one. */
export function writeWorldPid(file: string, pid: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${pid}\n`);
}

/** The world that an earlier gateway left behind; null when there is none. The number may be somebody else's by now. */
export function readWorldPid(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 && isRunning(pid) ? pid : null;
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
