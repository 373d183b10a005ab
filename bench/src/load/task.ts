import type { Profile } from "../profile.ts";

/** How the players of a run type. */
export type Pace =
  /** Each types its next line when the last was answered: shows the highest rate. */
  | { readonly loop: "closed" }
  /** Lines are due at fixed times, answered or not; latency counts from when a line was due. */
  | { readonly loop: "open"; readonly linesPerSecond: number };

export type WorkloadName = "look" | "say" | "walk" | "build";

/** What the driver tells a load process. */
export type LoadCommand =
  | {
      readonly type: "gather";
      readonly profile: Profile;
      readonly names: readonly string[];
      readonly password: string;
    }
  | {
      readonly type: "run";
      readonly workload: WorkloadName;
      readonly pace: Pace;
      readonly seconds: number;
      /** Run only the first so many players of this process. */
      readonly players: number;
    }
  | { readonly type: "logins"; readonly count: number; readonly seconds: number }
  | { readonly type: "idle"; readonly connections: number }
  | { readonly type: "dismiss" };

/** What a load process answers. */
export type LoadReport =
  | { readonly type: "gathered" }
  | { readonly type: "idling"; readonly connected: number }
  | {
      readonly type: "result";
      /** Answers that came. */
      readonly answers: number;
      /** Seconds on the clock. */
      readonly seconds: number;
      readonly latencies: readonly number[];
      /** Longest time in which no player of this process got any answer, in milliseconds. */
      readonly longestGap: number;
      readonly disconnected: number;
    }
  | { readonly type: "failed"; readonly error: string };
