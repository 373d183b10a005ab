import type { KeptFrame } from "../../link/session-state.ts";

/** Why a frame ended before it was done. */
export type FrameEnd =
  | "cancelled"
  | "timeout"
  | "unpuppet"
  | "disconnect"
  | "reload"
  | "replaced"
  | "tooManyTries";

/**
 * What a frame did with a line: took it, took it and is done, or leaves it to the commands. A frame that takes itself
 * away and leaves the line leaves it to the frame below.
 */
export type FrameAnswer = "handled" | "pass" | "close";

/**
 * Something that gets a session's lines before any command does: a question, a menu, an editor (`commands.md` §13.1).
 * It belongs to one session; lines of other sessions, and lines that code executes, never reach it.
 */
export interface InputFrame {
  /** What it is, for staff and logs: `question`, `menu`. */
  readonly kind: string;
  /** Shown when the frame comes on top. */
  readonly prompt: string | null;
  /** Is what the player types hidden, and kept out of logs and history? */
  readonly secret: boolean;
  /** The word that ends it at any time. */
  readonly cancelWord: string;
  /** Is only the next line for it, or whatever is typed until it closes, or only the word that ends it? */
  readonly takes: "line" | "lines" | "nothing";
  /**
   * Does it leave to the commands what it does not know? Then their names complete what is typed; else nothing does,
   * unless the frame takes nothing. Default false.
   */
  readonly leavesCommands?: boolean;
  /** Does it stay when the session lets go of its puppet? */
  readonly survivesUnpuppet: boolean;
  /** Seconds until it ends by itself; null for never. */
  readonly timeout: number | null;
  /** A promise stands for a line that it took, and for what it still does with it. */
  onLine(line: string): FrameAnswer | Promise<void>;
  /** Called when it ends in any way but by its own `close`. */
  onEnd(reason: FrameEnd): void;
  /** What lay above it is gone, and it is on top again. */
  uncovered?(): void;
  /** From what the next world can make it again; null or absent: it ends with this world. */
  kept?(): KeptFrame | null;
}
