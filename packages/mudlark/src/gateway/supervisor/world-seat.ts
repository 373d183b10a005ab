import type { SessionId } from "../../base/session-id.ts";
import type { GatewayLink } from "../../link/link.ts";
import type { Effect, GatewaySettings, Incident, ServeMode } from "../../link/messages.ts";

/** A line that was running when a world died. */
export interface Suspect {
  readonly session: SessionId;
  readonly line: number;
}

/** The way to a world: all that matters of a link here. */
export type WorldLine = Pick<GatewayLink, "send">;

/** Where a world sits when it serves: what the supervisor asks of the connections. */
export interface WorldSeat {
  /** No world takes input from now on. `hasCrashed`: the players are told at once. */
  hold(hasCrashed: boolean): void;
  /** Tells a world, which is going to serve, everything that is known. */
  introduce(line: WorldLine, mode: ServeMode, incidents: readonly Incident[]): void;
  /**
   * This world serves: input flows, a suspected line first and alone. `isBack`: it is the one that was introduced
   * before the last, because its successor failed.
   */
  serve(line: WorldLine, suspect: Suspect | null, isBack: boolean): void;
  /** What committed turns do to the clients. */
  apply(effects: readonly Effect[]): void;
  /** `highestSession` is null when it is not news. */
  useSettings(settings: GatewaySettings, highestSession: SessionId | null): void;
  /** This line is not run again; its session is told. */
  drop(suspect: Suspect, cause: Incident["cause"]): void;
  /** No further try to start a world is made. */
  giveUp(): void;
}
