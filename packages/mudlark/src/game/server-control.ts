import type { SessionId } from "../base/session-id.ts";
import type { Game } from "../model/game.ts";

declare module "../model/game.ts" {
  interface Game {
    readonly server: ServerControl;
  }
}

/** What a game may know and ask of the server that it runs on. */
export interface ServerControl {
  readonly gameName: string;
  readonly slogan: string;
  readonly contact: string | null;
  /** When this world began to serve; milliseconds since 1970. */
  readonly startedAt: number;
  readonly version: string;
  /** What the process of the world is and takes. */
  process(): { readonly pid: number; readonly residentBytes: number; readonly heapBytes: number };
  /** The first screen of a new connection. */
  connectionScreen(): string;
  /** Who may run `eval`. */
  readonly liveCode: "superuser" | "developer" | false;
  /** Milliseconds that a line of such code may hold the world before it is stopped. */
  readonly liveCodeMs: number;
  /** A text without passwords and the like that this process knows. */
  hideSecrets(text: string): string;
  /**
   * Makes a backup of the world as of this moment, beside the turns.
   *
   * @returns the file, when it is whole
   * @throws Error with words for whoever asked
   */
  backup(): Promise<string>;
  /**
   * Asks for new code or for the end, once the turn is durable. Should it fail, the session is told why.
   */
  request(verb: "reload" | "reset" | "shutdown", reason: string, session: SessionId | null): void;
}

/** Gives a world its server. */
export function addServerFacet(game: Game, server: ServerControl): void {
  Object.defineProperty(game, "server", { value: server });
}
