import { fill, type Exchange, type Profile } from "../profile.ts";
import { Latencies } from "./latencies.ts";
import type { Player } from "./player.ts";
import type { LoadReport, Pace, WorkloadName } from "./task.ts";

/** Lets the players type one workload for a while and measures their answers. */
export async function runWorkload(
  players: readonly Player[],
  profile: Profile,
  workload: WorkloadName,
  pace: Pace,
  seconds: number,
): Promise<LoadReport> {
  const latencies = new Latencies();
  const started = performance.now();
  const end = started + seconds * 1000;
  let lastAnswer = started;
  let longestGap = 0;
  const answered = (since: number): void => {
    const now = performance.now();
    latencies.add(now - since);
    longestGap = Math.max(longestGap, now - lastAnswer);
    lastAnswer = now;
  };
  const steps = stepsOf(profile, workload);
  const pacing = pace.loop === "closed" ? typeClosed : typeOpen(pace.linesPerSecond);
  await Promise.all(players.map((player, index) => pacing({ player, index, steps, end, answered })));
  return {
    type: "result",
    answers: latencies.count,
    seconds: (performance.now() - started) / 1000,
    latencies: [...latencies.values()],
    longestGap,
    disconnected: players.filter((player) => !player.isConnected).length,
  };
}

interface Typist {
  readonly player: Player;
  readonly index: number;
  readonly steps: readonly Exchange[];
  /** When to stop, on the clock of `performance.now()`. */
  readonly end: number;
  readonly answered: (since: number) => void;
}

function stepsOf(profile: Profile, workload: WorkloadName): readonly Exchange[] {
  const given = profile.workloads[workload];
  if (given === null) throw new Error(`${profile.server} has no workload "${workload}"`);
  return "send" in given ? [given] : given;
}

/** What `{n}` stands for: the same through one round of the steps, and used only once in a run. */
function numberOf(player: number, round: number): number {
  return player * 1_000_000 + round + 1;
}

function typeClosed({ player, index, steps, end, answered }: Typist): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    const next = (): void => {
      const isWhole = count % steps.length === 0;
      if ((performance.now() >= end && isWhole) || !player.isConnected) return resolve();
      const { send, expect } = steps[count % steps.length] as Exchange;
      const values = { n: numberOf(index, Math.floor(count / steps.length)), name: player.name };
      count++;
      const since = performance.now();
      player.expectThen(fill(expect, values), () => {
        answered(since);
        next();
      });
      player.type(fill(send, values));
    };
    setTimeout(resolve, end - performance.now() + 2000).unref();
    next();
  });
}

/** One line is outstanding at a time; one that falls due meanwhile is typed late, and its lateness counts. */
function typeOpen(linesPerSecond: number): (typist: Typist) => Promise<void> {
  const interval = 1000 / linesPerSecond;
  return ({ player, index, steps, end, answered }) =>
    new Promise((resolve) => {
      let count = 0;
      let due = performance.now() + (interval * (index % 97)) / 97;
      const next = (): void => {
        const isWhole = count % steps.length === 0;
        if ((due >= end && isWhole) || !player.isConnected) return resolve();
        const wait = due - performance.now();
        if (wait > 1) return void setTimeout(next, wait);
        const { send, expect } = steps[count % steps.length] as Exchange;
        const values = { n: numberOf(index, Math.floor(count / steps.length)), name: player.name };
        count++;
        const since = due;
        due += interval;
        player.expectThen(fill(expect, values), () => {
          answered(since);
          next();
        });
        player.type(fill(send, values));
      };
      setTimeout(resolve, end - performance.now() + 2000).unref();
      next();
    });
}
