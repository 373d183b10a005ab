import type { Snapshot } from "./snapshot.ts";
import type { Store } from "./store.ts";

/**
 * A world that is put together beside the one at an address and takes its place when it is whole: nobody ever starts
 * on half a world. As long as it is open it holds the lock of the place.
 */
export interface Replacement {
  /** Is there a world in the place already? */
  readonly isOccupied: boolean;
  /** Empty, and not opened. */
  readonly store: Store;
  /** What was filled in, as it will be read. */
  snapshot(): Promise<Snapshot>;
  /**
   * Closes the store and puts it in the place, at one stroke.
   *
   * @returns what the earlier world is called now; null when there was none
   */
  finish(): Promise<string | null>;
  /** Forgets what was filled in, and lets the place go. Does nothing after `finish()`. */
  abandon(): Promise<void>;
}
