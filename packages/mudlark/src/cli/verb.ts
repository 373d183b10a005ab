import type { Command } from "commander";
import type { Terminal } from "./terminal.ts";

/** Adds one verb to the command line. One file per verb; the verb's name is the file's. */
export type AddVerb = (program: Command, terminal: Terminal) => void;

/** Options that every verb about a game understands. */
export interface GameOptions {
  readonly game?: string;
}
