/** What the game's configuration says about the world. */
export interface KernelOptions {
  /** Id of the room where things without a home belong. Default 2. */
  readonly defaultHome?: number;
  /** Id of the room where new characters begin. Default 2. */
  readonly startLocation?: number;
  /** Permissions that contain each other, lowest first. */
  readonly hierarchy?: readonly string[];
  /**
   * How much memory bodies may take that were touched, estimated in bytes; above it the longest unused become text
   * again. Default 512 MiB.
   */
  readonly cacheMaxBytes?: number;
  /** What lock functions may ask for (`serversetting`). */
  readonly setting?: (name: string) => unknown;
}
