import { rename, rm } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Snapshot } from "../snapshot.ts";
import { fileFailure } from "../sqlite/file-failure.ts";
import type { ArchiveHeader } from "./archive-header.ts";
import { DigestBuilder, worldLines } from "./world-digest.ts";
import type { WorldDigest } from "./world-digest.ts";

/**
 * Writes a world into a file that any store can be filled from: compressed lines of JSON, first what it is, then the
 * world, last how much there must be and its checksum. The file appears under its name when it is whole and on the
 * disk; only its owner may read it, for it holds the hashes of passwords.
 *
 * @param onProgress hears now and then how many entities were written
 * @throws MudlarkError STORE_FAILED
 */
export async function writeArchive(
  file: string,
  header: ArchiveHeader,
  snapshot: Snapshot,
  onProgress: (entities: number) => void = () => {},
): Promise<WorldDigest> {
  const unfinished = `${file}.unfinished`;
  const digest = new DigestBuilder();
  let whole: WorldDigest | null = null;
  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify(header)}\n`;
    for await (const chunk of worldLines(snapshot, digest)) {
      yield chunk;
      onProgress(digest.entities);
    }
    whole = digest.finish();
    yield `${JSON.stringify({ end: whole })}\n`;
  }
  try {
    await pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600, flush: true }));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw isFileError(error) ? fileFailure(error, file) : error;
  }
  if (whole === null) throw new TypeError("the lines were not written to their end");
  return whole;
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
