import { existsSync, statSync, statfsSync } from "node:fs";
import path from "node:path";
import { bad, good, warning, type Finding } from "./finding.ts";

const neededNode = [24, 15] as const;
const mebibyte = 1024 * 1024;
/** Below this no server should be run; below the second, somebody should look soon. */
const [littleSpace, someSpace] = [100 * mebibyte, 1024 * mebibyte];
/** Each player is one open file; so are the database and the sockets between the processes. */
const fewFiles = 4096;
/** What two clocks of one machine may differ by, in milliseconds. */
const skew = 60_000;

/** @param version as Node tells it, `24.21.0` */
export function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1]);
  if (isNewEnough) return good("Node", `version ${version}`);
  return bad(
    "Node",
    `version ${version} is too old`,
    `Install Node ${neededNode.join(".")} or newer: https://nodejs.org`,
  );
}

/** Room on the disk that the game writes to. */
export function examineDisk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(existingAbove(folder));
  return judgeSpace(bavail * bsize);
}

export function judgeSpace(bytes: number): Finding {
  const found = `${Math.floor(bytes / mebibyte).toLocaleString("en")} MiB free`;
  if (bytes >= someSpace) return good("Disk space", found);
  const cure =
    "Remove what is not needed: a game that cannot save stands still. Old logs and backups come first.";
  return bytes < littleSpace ? bad("Disk space", found, cure) : warning("Disk space", found, cure);
}

/** @param limit how many files a process may open; null when the system does not tell */
export function examineOpenFiles(limit: number | null): Finding {
  if (limit === null) return good("Open files", "no limit is known");
  if (limit >= fewFiles) return good("Open files", `up to ${limit}`);
  return warning(
    "Open files",
    `only ${limit} at a time, and each player needs one`,
    `Raise the limit before the start: ulimit -n 65536, or LimitNOFILE=65536 in a systemd unit.`,
  );
}

/** How many files a process may open here. */
export function openFilesLimit(): number | null {
  // Names of network interfaces would be asked for otherwise, which can take seconds.
  const report = Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft: number | string } };
  };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === "number" ? soft : null;
}

/** A clock that was set back makes timers late and logs wrong; files from the future give it away. */
export function examineClock(now: number, files: readonly string[]): Finding {
  const times = files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const ahead = Math.max(0, ...times) - now;
  const shown = new Date(now).toISOString();
  if (ahead <= skew) return good("Clock", shown);
  return bad(
    "Clock",
    `${shown}, but the game's files were written ${Math.round(ahead / 60_000)} minutes later than that`,
    "Set the clock, and let the machine keep it: timedatectl set-ntp true",
  );
}

/** The folder itself, or the nearest above it that is there. */
export function existingAbove(folder: string): string {
  return existsSync(folder) ? folder : existingAbove(path.dirname(folder));
}
