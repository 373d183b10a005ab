/** A world as the operating system sees it. */
export interface WorldProcess {
  readonly pid: number;
  /** Ends it at once, whatever it does (SIGKILL). */
  kill(): void;
  /** Called once when it is gone, even if that was before. */
  onExit(handler: (code: number | null, signal: string | null) => void): void;
}

/** A world's part when it starts: to serve, or to stand by with code that was checked. */
export type WorldRole = "serve" | "standby";

export type SpawnWorld = (role: WorldRole, secret: string) => WorldProcess;
