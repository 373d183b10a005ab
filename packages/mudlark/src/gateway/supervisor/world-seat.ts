import type { SessionId } from "../../base/session-id.ts";
import type { GatewayLink } from "../../link/link.ts";
import type { Effect, GatewaySettings, Incident, ServeMode } from "../../link/messages.ts";

/** A line that was running when a world died. */
export interface Suspect {
  readonly session: SessionId;
  readonly line: number;
}

/** Where a world sits when it serves: what the supervisor asks of the connections. */
export interface WorldSeat {
  /** No world serves from now on: input is kept. The notice, if any, goes to everybody at once. */
  hold(notice: string | null): void;
  /** Tells a world, which will serve, everything that is known. */
  introduce(link: Pick<GatewayLink, "send">, mode: ServeMode, incidents: readonly Incident[]): void;
  /** This world serves: input flows, a suspected line first and alone. */
  serve(link: Pick<GatewayLink, "send">, suspect: Suspect | null): void;
  /** What committed turns do to the clients. */
  apply(effects: readonly Effect[]): void;
  useSettings(settings: GatewaySettings, highestSession: SessionId): void;
  /** This line is not run again; its session is told. */
  drop(session: SessionId, line: number): void;
  /** No further try to start a world is made. */
  giveUp(): void;
}
