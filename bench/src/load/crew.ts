import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Profile } from "../profile.ts";
import { Latencies } from "./latencies.ts";
import type { LoadCommand, LoadReport, Pace, WorkloadName } from "./task.ts";
import type { LatencySummary } from "./latencies.ts";

export interface RunResult extends LatencySummary {
  readonly players: number;
  /** Lines that were answered. */
  readonly answers: number;
  readonly answersPerSecond: number;
  readonly longestGap: number;
  readonly disconnected: number;
  /** Players whose last line was not answered in time. */
  readonly unanswered: number;
}

/** Several load processes that act as one. */
export class Crew {
  readonly #processes: readonly ChildProcess[];
  #shares: number[] = [];

  constructor(processes: number) {
    const file = path.join(import.meta.dirname, "process.ts");
    this.#processes = Array.from({ length: processes }, () => fork(file, { serialization: "advanced" }));
  }

  /** Makes the accounts and brings all players into the game. */
  async gather(profile: Profile, names: readonly string[], password: string): Promise<void> {
    const shares = this.#processes.map((_, index) =>
      names.filter((_name, n) => n % this.#processes.length === index),
    );
    this.#shares = shares.map((share) => share.length);
    await this.#all((index) => ({ type: "gather", profile, names: shares[index] ?? [], password }));
  }

  async run(workload: WorkloadName, players: number, pace: Pace, seconds: number): Promise<RunResult> {
    const shares = this.#split(players);
    const reports = await this.#all((index) => ({
      type: "run",
      workload,
      pace,
      seconds,
      players: shares[index] ?? 0,
      first: shares.slice(0, index).reduce((sum, share) => sum + share, 0),
    }));
    return summarise(reports, players);
  }

  /** One speaks at fixed times, all listen: how long until the last of them has heard a line? */
  async crowd(linesPerSecond: number, seconds: number): Promise<RunResult> {
    const reports = await this.#all((index) => ({
      type: "crowd",
      speaks: index === 0,
      linesPerSecond,
      seconds,
    }));
    const players = this.#shares.reduce((sum, share) => sum + share, 0);
    return summariseCrowd(reports, players, seconds);
  }

  async logins(players: number, seconds: number): Promise<RunResult> {
    const shares = this.#split(players);
    const reports = await this.#all((index) => ({ type: "logins", count: shares[index] ?? 0, seconds }));
    return summarise(reports, players);
  }

  /** Opens connections that never say anything; answers how many stand. */
  async idle(connections: number): Promise<number> {
    const share = Math.ceil(connections / this.#processes.length);
    const reports = await this.#all(() => ({ type: "idle", connections: share }));
    return reports.reduce((sum, report) => sum + (report.type === "idling" ? report.connected : 0), 0);
  }

  async dismiss(): Promise<void> {
    await this.#all(() => ({ type: "dismiss" }));
  }

  close(): void {
    for (const child of this.#processes) child.disconnect();
  }

  #split(players: number): number[] {
    const shares = this.#processes.map(() => 0);
    for (let n = 0; n < players; n++) {
      const index = n % shares.length;
      shares[index] = Math.min((shares[index] ?? 0) + 1, this.#shares[index] ?? 0);
    }
    return shares;
  }

  #all(command: (index: number) => LoadCommand): Promise<LoadReport[]> {
    return Promise.all(this.#processes.map((child, index) => ask(child, command(index))));
  }
}

function ask(child: ChildProcess, command: LoadCommand): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("a load process ended"));
    child.once("exit", gone);
    child.once("message", (report: LoadReport) => {
      child.off("exit", gone);
      if (report.type === "failed") reject(new Error(report.error));
      else resolve(report);
    });
    child.send(command);
  });
}

function summarise(reports: readonly LoadReport[], players: number): RunResult {
  const latencies = new Latencies();
  let answers = 0;
  let answersPerSecond = 0;
  let longestGap = 0;
  let disconnected = 0;
  let unanswered = 0;
  for (const report of reports) {
    if (report.type !== "result") continue;
    latencies.addAll(report.latencies);
    answers += report.answers;
    if (report.seconds > 0) answersPerSecond += report.answers / report.seconds;
    longestGap = Math.max(longestGap, report.longestGap);
    disconnected += report.disconnected;
    unanswered += report.unanswered;
  }
  return { players, answers, answersPerSecond, longestGap, disconnected, unanswered, ...latencies.summary() };
}

/** A line counts when everybody has heard it. */
function summariseCrowd(reports: readonly LoadReport[], players: number, seconds: number): RunResult {
  const parts = reports.filter((report) => report.type === "crowd");
  const due = parts.find((part) => part.due !== null)?.due ?? [];
  const latencies = new Latencies();
  for (const [line, at] of due.entries()) {
    const listeners = parts.reduce((sum, part) => sum + (part.listeners[line] ?? 0), 0);
    if (listeners === players)
      latencies.add(Math.max(...parts.map((part) => part.lastHeard[line] ?? 0)) - at);
  }
  if (latencies.count < due.length) {
    throw new Error(
      `${due.length - latencies.count} of ${due.length} lines were not heard by all ${players}`,
    );
  }
  return {
    players,
    answers: latencies.count,
    answersPerSecond: latencies.count / seconds,
    longestGap: 0,
    disconnected: 0,
    unanswered: 0,
    ...latencies.summary(),
  };
}
