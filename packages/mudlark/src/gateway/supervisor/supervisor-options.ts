import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { Running } from "../../link/running-marker.ts";
import type { WorldProcess, WorldRole } from "./world-process.ts";
import type { WorldSeat } from "./world-seat.ts";

export interface SupervisorOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly seat: WorldSeat;
  readonly spawn: (role: WorldRole) => WorldProcess;
  /** What the world that just died was doing; the answer is given once. */
  readonly takeMarker: () => Running | null;
  /** A world serves; its pid is worth writing down. */
  readonly onServing: (pid: number) => void;
  /** Somebody in the game wants the server to end. */
  readonly onShutdown: (reason: string) => void;
  /** The very first world did not come up: there is no game to serve. */
  readonly onStillborn: (why: string) => void;
}
