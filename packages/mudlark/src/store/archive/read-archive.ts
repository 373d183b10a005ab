import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { messageOf, MudlarkError } from "../../base/errors.ts";
import type { EntityRow } from "../rows.ts";
import type { Snapshot } from "../snapshot.ts";
import { archiveHeader } from "./archive-header.ts";
import type { ArchiveHeader } from "./archive-header.ts";
import { digestWorld, rowOf } from "./world-digest.ts";
import type { WorldDigest } from "./world-digest.ts";

const number = z.int().min(0);
const nullableText = z.string().nullable();
const cells = z.tuple([
  z.string(),
  number,
  z.string(),
  z.string(),
  z.string(),
  z.int(),
  number.nullable(),
  number.nullable(),
  number.nullable(),
  nullableText,
  nullableText,
  nullableText,
  nullableText,
]);
const line = z.union([
  z.object({ entity: cells }),
  z.object({ setting: z.tuple([z.string(), z.string()]) }),
  z.object({ highestId: z.tuple([z.string(), number]) }),
  z.object({
    end: z.object({ entities: z.record(z.string(), number), settings: number, sha256: z.string() }),
  }),
]);
type Line = z.infer<typeof line>;

const rowsPerChunk = 1000;

/** A backup, read as the world that it holds. */
export interface Archive extends Snapshot {
  readonly header: ArchiveHeader;
  /** Returns, after the last chunk, what there should have been. */
  entities(): AsyncGenerator<readonly EntityRow[], WorldDigest>;
}

/**
 * Opens a backup. That it is whole is known only when it was read to its end: see `verifyArchive`.
 *
 * @throws MudlarkError ARCHIVE_INVALID
 */
export async function openArchive(file: string): Promise<Archive> {
  const lines = new ArchiveLines(file);
  const settings = new Map<string, string>();
  const highestIds = new Map<string, number>();
  try {
    const header = archiveHeader.safeParse(await lines.next());
    if (!header.success) throw invalid(file, "it is not a backup that this version of Mudlark can read");
    let first: Line | null = null;
    for (;;) {
      const found = await lines.nextLine();
      if ("setting" in found) settings.set(...found.setting);
      else if ("highestId" in found) highestIds.set(...found.highestId);
      else {
        first = found;
        break;
      }
    }
    return {
      header: header.data,
      world: { settings, highestIds },
      entities: () => entities(lines, first),
      close: async () => lines.close(),
    };
  } catch (error) {
    lines.close();
    throw error;
  }
}

/**
 * Reads a backup to its end and compares it with what its last line says.
 *
 * @param onProgress hears now and then how many entities were read
 * @throws MudlarkError ARCHIVE_INVALID
 */
export async function verifyArchive(
  file: string,
  onProgress: (entities: number) => void = () => {},
): Promise<{ readonly header: ArchiveHeader; readonly digest: WorldDigest }> {
  const archive = await openArchive(file);
  try {
    const { header, world } = archive;
    let promised: WorldDigest | null = null;
    const snapshot: Snapshot = {
      world,
      async *entities() {
        promised = yield* archive.entities();
      },
      close: async () => {},
    };
    const digest = await digestWorld(snapshot, onProgress);
    if (JSON.stringify(promised) !== JSON.stringify(digest))
      throw invalid(file, "its checksum is wrong: it was damaged or changed");
    return { header, digest };
  } finally {
    await archive.close();
  }
}

/** Yields the rows and returns what the last line says. */
async function* entities(
  lines: ArchiveLines,
  first: Line,
): AsyncGenerator<readonly EntityRow[], WorldDigest> {
  let rows: EntityRow[] = [];
  for (let found = first; ; found = await lines.nextLine()) {
    if ("entity" in found) rows.push(rowOf(found.entity));
    else if ("end" in found) {
      if (rows.length > 0) yield rows;
      return found.end;
    } else throw lines.damaged();
    if (rows.length < rowsPerChunk) continue;
    yield rows;
    rows = [];
  }
}

/** The lines of a compressed file, one by one. */
class ArchiveLines {
  readonly #file: string;
  readonly #source: Readable;
  readonly #lines: AsyncIterator<string>;

  constructor(file: string) {
    this.#file = file;
    const bytes = createReadStream(file);
    const unpacked = createGunzip();
    bytes.on("error", (error) => unpacked.destroy(error));
    bytes.pipe(unpacked);
    this.#source = unpacked;
    this.#lines = readLines(unpacked);
  }

  async next(): Promise<unknown> {
    try {
      const { done, value } = await this.#lines.next();
      return done === true ? undefined : JSON.parse(value);
    } catch (error) {
      throw invalid(this.#file, messageOf(error));
    }
  }

  async nextLine(): Promise<Line> {
    const found = line.safeParse(await this.next());
    if (!found.success) throw this.damaged();
    return found.data;
  }

  damaged(): MudlarkError {
    return invalid(this.#file, "it is damaged, or its end is missing");
  }

  close(): void {
    this.#source.destroy();
  }
}

/** As `readline` would, but an error of the source comes out. */
async function* readLines(source: Readable): AsyncGenerator<string> {
  let rest = "";
  source.setEncoding("utf8");
  for await (const chunk of source) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function invalid(file: string, why: string): MudlarkError {
  return new MudlarkError("ARCHIVE_INVALID", `${file} cannot be used: ${why}`);
}
