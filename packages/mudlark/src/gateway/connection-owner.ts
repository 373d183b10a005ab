import type { Outlet } from "./input-road.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Views } from "./view.ts";

/** What a connection needs of the gateway around it. */
export interface ConnectionOwner<Connection> extends Surroundings {
  readonly views: Views;
  /** Null while no world takes this session's input. */
  outletFor(connection: Connection): Outlet | null;
  /** The client can be let in. */
  arrived(connection: Connection): void;
  /** May one more of its address come in? */
  hasRoomFor(connection: Connection): boolean;
  /** Its client broke off, and may come back. */
  away(connection: Connection): void;
  /** Its client is back, perhaps at another address. */
  back(connection: Connection): void;
  ended(connection: Connection, reason: string): void;
}
