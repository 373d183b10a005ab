import type { Clock } from "../base/clock.ts";
import type { GatewaySettings } from "../link/messages.ts";

/** What the parts of a connection find around it. */
export interface Surroundings {
  readonly clock: Clock;
  /** May change at each reload of the world. */
  readonly settings: GatewaySettings;
}
