import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seededRandom, integerBetween } from "../../base/random.ts";
import type { EntityRow } from "../rows.ts";
import type { Snapshot } from "../snapshot.ts";
import { entityRow } from "../store.suite.ts";
import type { ArchiveHeader } from "./archive-header.ts";
import { openArchive, verifyArchive } from "./read-archive.ts";
import { digestWorld } from "./world-digest.ts";
import { writeArchive } from "./write-archive.ts";

const header: ArchiveHeader = {
  format: "mudlark world",
  version: 1,
  engine: "0.1.0",
  game: "Keep",
  createdAt: "2026-01-01T00:00:00.000Z",
};

const rows = Array.from({ length: 2500 }, (_, index) =>
  entityRow(index + 1, { key: `Zoë \u0000 “𝔷” ${index}\n`, body: '{"a":"\\n"}', location: index }),
);

describe("a backup", () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "mudlark-archive-"));
    file = path.join(directory, "world.gz");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test("holds the world, entity for entity", async () => {
    const written = await writeArchive(file, header, world(rows));
    expect(await verifyArchive(file)).toEqual({ header, digest: written });
    expect(written).toMatchObject({ entities: { object: 2500 }, settings: 2 });
    const archive = await openArchive(file);
    const found: EntityRow[] = [];
    for await (const chunk of archive.entities()) found.push(...chunk);
    expect(found).toEqual(rows);
    expect(archive.world).toEqual(world(rows).world);
    await archive.close();
  });

  test("of an empty world is a backup, too", async () => {
    await writeArchive(file, header, world([]));
    expect((await verifyArchive(file)).digest.entities).toEqual({});
  });

  test("is for its owner's eyes only", async () => {
    await writeArchive(file, header, world(rows));
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("that fails half way leaves no file and the one before", async () => {
    await writeArchive(file, header, world(rows.slice(0, 5)));
    const failing: Snapshot = {
      ...world(rows),
      async *entities() {
        yield rows.slice(0, 1000);
        throw new Error("the source failed");
      },
    };
    await expect(writeArchive(file, header, failing)).rejects.toThrow("the source failed");
    expect(readdirSync(directory)).toEqual(["world.gz"]);
    expect((await verifyArchive(file)).digest.entities).toEqual({ object: 5 });
  });

  test("whose process is killed leaves the one before under its name", async () => {
    await writeArchive(file, header, world(rows.slice(0, 5)));
    const program = path.join(import.meta.dirname, "endless-backup.fixture.ts");
    const child = spawn(process.execPath, [program, file], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "close");
    await Promise.race([once(child.stdout, "data"), ended]);
    expect(readdirSync(directory).toSorted()).toEqual(["world.gz", "world.gz.unfinished"]);
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect((await verifyArchive(file)).digest.entities).toEqual({ object: 5 });
    await writeArchive(file, header, world(rows.slice(0, 6)));
    expect(readdirSync(directory)).toEqual(["world.gz"]);
  });

  test("into a folder that is not there is reported", async () => {
    const nowhere = path.join(directory, "none", "world.gz");
    await expect(writeArchive(nowhere, header, world(rows))).rejects.toMatchObject({ code: "STORE_FAILED" });
  });

  test("that was damaged or cut off anywhere is refused", async () => {
    await writeArchive(file, header, world(rows.slice(0, 50)));
    const whole = readFileSync(file);
    const random = seededRandom(20);
    for (let round = 0; round < 60; round++) {
      const at = integerBetween(random, 10, whole.length - 1);
      const bytes = Buffer.from(whole);
      if (round % 2 === 0) bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << integerBetween(random, 0, 7)), at);
      writeFileSync(file, round % 2 === 0 ? bytes : bytes.subarray(0, at));
      await expect(verifyArchive(file), `round ${round}, byte ${at}`).rejects.toMatchObject({
        code: "ARCHIVE_INVALID",
      });
    }
  });

  test("that somebody changed by hand is refused", async () => {
    await writeArchive(file, header, world(rows));
    const text = gunzipSync(readFileSync(file)).toString();
    writeFileSync(file, gzipSync(text.replace('["object",7,', '["object",8,')));
    await expect(verifyArchive(file)).rejects.toThrow(/checksum is wrong/);
  });

  test("of a newer format, and what is no backup, are refused", async () => {
    writeFileSync(file, gzipSync(`${JSON.stringify({ ...header, version: 2 })}\n`));
    await expect(openArchive(file)).rejects.toThrow(/not a backup that this version/);
    writeFileSync(file, "hello");
    await expect(openArchive(file)).rejects.toMatchObject({ code: "ARCHIVE_INVALID" });
    await expect(openArchive(`${file}.none`)).rejects.toMatchObject({ code: "ARCHIVE_INVALID" });
  });

  test("tells worlds apart that differ in one field", async () => {
    const changed = rows.with(3, { ...rows[3]!, home: 1 });
    expect(await digestWorld(world(changed))).not.toEqual(await digestWorld(world(rows)));
    expect(await digestWorld(world([...rows]))).toEqual(await digestWorld(world(rows)));
  });
});

function world(entities: readonly EntityRow[]): Snapshot {
  return {
    world: {
      settings: new Map([
        ["b", '"2"'],
        ["a", "1"],
      ]),
      highestIds: new Map([["object", 9000]]),
    },
    async *entities() {
      for (let at = 0; at < entities.length; at += 1000) yield entities.slice(at, at + 1000);
    },
    close: async () => {},
  };
}
