import type { Profile } from "../profile.ts";

/** How the players of a run type. */
export type Pace =
  /** Each types its next line when the last was answered: shows the highest rate. */
  | { readonly loop: "closed" }
  /** Lines are due at fixed times, answered or not; latency counts from when a line was due. */
  | { readonly loop: "open"; readonly linesPerSecond: number };

export type WorkloadName = "look" | "say" | "walk" | "build" | "mixed";

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
      /** Number of the first of them among all players. */
      readonly first: number;
    }
  | {
      /** One player speaks, all listen. */
      readonly type: "crowd";
      /** Is it somebody of this process who speaks? */
      readonly speaks: boolean;
      readonly linesPerSecond: number;
      readonly seconds: number;
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
      /** Players whose last line was not answered in time. */
      readonly unanswered: number;
    }
  | {
      readonly type: "crowd";
      /** When each line was to be typed, on the machine's clock; null from a process that only listened. */
      readonly due: readonly number[] | null;
      /** When the last player of this process heard each line; 0 when none did. */
      readonly lastHeard: readonly number[];
      /** How many players of this process heard each line. */
      readonly listeners: readonly number[];
    }
  | { readonly type: "failed"; readonly error: string };
