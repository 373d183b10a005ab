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
function makeKey({ utils }: typeof ssh2, file: string, kind: HostKeyKind): string {
  const pair =
    kind === "rsa" ? utils.generateKeyPairSync("rsa", { bits: rsaBits }) : utils.generateKeyPairSync(kind);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, pair.private, { mode: 0o600, flag: "wx" });
  linkSync(draft, file);
  rmSync(draft);
  return pair.private;
}
