import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type ssh2 from "ssh2";

export type HostKeyKind = "ed25519" | "rsa";

/** Bits of a key of that kind that is made now. */
const rsaBits = 3072;

/**
 * The private key by which players know the server again, from its file; made the first time, for the eyes of the
 * server's user only. Replacing it makes every client warn its player.
 *
 * @param folder where the game keeps such keys; made when it is missing
 */
export function hostKey(library: typeof ssh2, folder: string, kind: HostKeyKind): string {
  const file = path.join(folder, `host_${kind}`);
  return readKey(file) ?? makeKey(library, file, kind);
}

function readKey(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** A process that is killed meanwhile leaves no half key under the name that counts. */
function makeKey(library: typeof ssh2, file: string, kind: HostKeyKind): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  const key = soundKey(library, kind);
  writeFileSync(draft, key, { mode: 0o600, flag: "wx" });
  linkSync(draft, file);
  rmSync(draft);
  return key;
}

/** About one key in two hundred that the library makes is one that it cannot read: those are thrown away. */
function soundKey({ utils }: typeof ssh2, kind: HostKeyKind): string {
  for (;;) {
    const pair =
      kind === "rsa" ? utils.generateKeyPairSync(kind, { bits: rsaBits }) : utils.generateKeyPairSync(kind);
    if (!(utils.parseKey(pair.private) instanceof Error)) return pair.private;
  }
}
