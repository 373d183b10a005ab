import { fill, type Exchange, type Profile } from "../profile.ts";
import { Latencies } from "./latencies.ts";
import type { Player } from "./player.ts";
import type { LoadReport, Pace, WorkloadName } from "./task.ts";

/** What is to be run, and how. */
export interface Run {
  readonly workload: WorkloadName;
  readonly pace: Pace;
  readonly seconds: number;
  /** Number of the first player among those of all processes. */
  readonly first: number;
}

/** How long after the end of a run the last answers may take. */
const graceMs = 2000;

/** Lets the players type one workload for a while and measures their answers. */
export async function runWorkload(
  players: readonly Player[],
  profile: Profile,
  { workload, pace, seconds, first }: Run,
): Promise<LoadReport> {
  const latencies = new Latencies();
  const started = performance.now();
  const end = started + seconds * 1000;
  let lastAnswer = started;
  let longestGap = 0;
  let unanswered = 0;
  const answered = (since: number): void => {
    const now = performance.now();
    latencies.add(now - since);
    longestGap = Math.max(longestGap, now - lastAnswer);
    lastAnswer = now;
  };
  const steps = stepsOf(profile, workload);
  const pacing = pace.loop === "closed" ? typeClosed : typeOpen(pace.linesPerSecond);
  const gaveUp = (): void => void unanswered++;
  await Promise.all(
    players.map((player, at) => pacing({ player, index: first + at, steps, end, answered, gaveUp })),
  );
  return {
    type: "result",
    answers: latencies.count,
    seconds: (performance.now() - started) / 1000,
    latencies: [...latencies.values()],
    longestGap,
    disconnected: players.filter((player) => !player.isConnected).length,
    unanswered,
  };
}

interface Typist {
  readonly player: Player;
  readonly index: number;
  readonly steps: readonly Exchange[];
  /** When to stop, on the clock of `performance.now()`. */
  readonly end: number;
  readonly answered: (since: number) => void;
  /** The last line was not answered in time. */
  readonly gaveUp: () => void;
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

/** Types step after step; each line is typed when the one before was answered. */
function typeClosed(typist: Typist): Promise<void> {
  return untilLate(typist, (finish) => {
    let count = 0;
    const next = (): void => {
      if (isOver(typist, count, performance.now())) return finish();
      typeStep(typist, count++, performance.now(), next);
    };
    next();
  });
}

/** One line is outstanding at a time; one that falls due meanwhile is typed late, and its lateness counts. */
function typeOpen(linesPerSecond: number): (typist: Typist) => Promise<void> {
  const interval = 1000 / linesPerSecond;
  return (typist) =>
    untilLate(typist, (finish) => {
      let count = 0;
      let due = performance.now() + (interval * (typist.index % 97)) / 97;
      const next = (): void => {
        if (isOver(typist, count, due)) return finish();
        const wait = due - performance.now();
        if (wait > 1) return void setTimeout(next, wait);
        const since = due;
        due += interval;
        typeStep(typist, count++, since, next);
      };
      next();
    });
}

/** A round that was begun is finished. */
function isOver({ player, steps, end }: Typist, count: number, at: number): boolean {
  return (at >= end && count % steps.length === 0) || !player.isConnected;
}

function typeStep({ player, steps, answered }: Typist, count: number, since: number, then: () => void): void {
  const { send, expect } = steps[count % steps.length] as Exchange;
  const values = { n: numberOf(serialOf(player), Math.floor(count / steps.length)), name: player.name };
  player.expectThen(fill(expect, values), () => {
    answered(since);
    then();
  });
  player.type(fill(send, values));
}

/** The number in a player's name. Unlike a place in a run it is never used again, and neither are the names of things. */
function serialOf({ name }: Player): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

function untilLate({ end, gaveUp }: Typist, begin: (finish: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(
      () => {
        gaveUp();
        resolve();
      },
      end - performance.now() + graceMs,
    );
    begin(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
