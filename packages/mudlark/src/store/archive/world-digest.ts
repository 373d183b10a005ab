import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import type { EntityRow } from "../rows.ts";
import type { Snapshot } from "../snapshot.ts";

/** What tells two worlds apart: equal digests, equal worlds, whatever stores they are in. */
export interface WorldDigest {
  /** Kind → how many. */
  readonly entities: Readonly<Record<string, number>>;
  readonly settings: number;
  /** Of all lines of the world, in hexadecimal. */
  readonly sha256: string;
}

/** The fields of a row in the order in which a line holds them. */
const fields = [
  "kind",
  "id",
  "classId",
  "content",
  "key",
  "createdAt",
  "location",
  "home",
  "destination",
  "aliases",
  "tags",
  "locks",
  "body",
] as const satisfies readonly (keyof EntityRow)[];

export type WorldLine =
  | { readonly setting: readonly [key: string, value: string] }
  | { readonly highestId: readonly [kind: string, id: number] }
  | { readonly entity: readonly (string | number | null)[] };

/** A world as lines of JSON, always in the same order, in chunks; `digest` takes note of them. */
export async function* worldLines(snapshot: Snapshot, digest: DigestBuilder): AsyncGenerator<string> {
  const { settings, highestIds } = snapshot.world;
  const lines: WorldLine[] = [
    ...sorted(settings).map((setting) => ({ setting })),
    ...sorted(highestIds)
      .filter(([, id]) => id > 0)
      .map((highestId) => ({ highestId })),
  ];
  yield digest.add(lines);
  for await (const rows of snapshot.entities()) {
    yield digest.add(rows.map((row) => ({ entity: fields.map((field) => row[field]) })));
  }
}

export function rowOf(cells: readonly (string | number | null)[]): EntityRow {
  return Object.fromEntries(
    fields.map((field, index) => [field, cells[index] ?? null]),
  ) as unknown as EntityRow;
}

/** @param onProgress hears now and then how many entities were read */
export async function digestWorld(
  snapshot: Snapshot,
  onProgress: (entities: number) => void = () => {},
): Promise<WorldDigest> {
  const digest = new DigestBuilder();
  for await (const _ of worldLines(snapshot, digest)) onProgress(digest.entities);
  return digest.finish();
}

/** Counts lines and takes their checksum as they pass. */
export class DigestBuilder {
  readonly #hash: Hash = createHash("sha256");
  readonly #entities = new Map<string, number>();
  #settings = 0;

  /** How many so far. */
  get entities(): number {
    return this.#entities.values().reduce((sum, count) => sum + count, 0);
  }

  /** Returns the text of the lines. */
  add(lines: readonly WorldLine[]): string {
    for (const line of lines) this.#count(line);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    this.#hash.update(text);
    return text;
  }

  finish(): WorldDigest {
    return {
      entities: Object.fromEntries(sorted(this.#entities)),
      settings: this.#settings,
      sha256: this.#hash.digest("hex"),
    };
  }

  #count(line: WorldLine): void {
    if ("setting" in line) this.#settings += 1;
    if (!("entity" in line)) return;
    const kind = String(line.entity[0]);
    this.#entities.set(kind, (this.#entities.get(kind) ?? 0) + 1);
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): (readonly [string, T])[] {
  return [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
