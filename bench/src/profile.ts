import { readFileSync } from "node:fs";
import path from "node:path";

/** One thing that a player types, and the words by which its answer is known to be complete. */
export interface Exchange {
  /** What is typed; `{name}`, `{password}` and `{n}` are filled in. */
  readonly send: string;
  /** A piece of the answer's last line, byte for byte, without colours in between. */
  readonly expect: string;
}

/** How to talk to one kind of server: the small file that lets anybody compare with a server they have running. */
export interface Profile {
  readonly server: string;
  readonly host: string;
  readonly port: number;
  /** Piece of the login screen; nothing is typed before it came. */
  readonly greeting: string;
  /** Makes an account and leaves the client where `connect` works or already in the game. */
  readonly create: readonly Exchange[];
  readonly connect: readonly Exchange[];
  /** Once in the game, per player, before the clock runs. */
  readonly prepare: readonly Exchange[];
  readonly workloads: {
    readonly look: Exchange;
    /** Everybody in the room hears `{n}`, the number of the line. */
    readonly say: Exchange;
    /** There and back again. */
    readonly walk: readonly Exchange[];
    /** Makes a thing and changes it; null when the server's players may not. */
    readonly build: readonly Exchange[] | null;
    /** A round of what people do; null when the server's players may not. It leaves nothing behind. */
    readonly mixed: readonly Exchange[] | null;
  };
}

/** Reads a profile by its name beside this file, or by a path. */
export function readProfile(nameOrPath: string): Profile {
  const file = nameOrPath.endsWith(".json")
    ? path.resolve(nameOrPath)
    : path.join(import.meta.dirname, "profiles", `${nameOrPath}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Profile;
}

/** Fills `{name}` and the like into a line. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
