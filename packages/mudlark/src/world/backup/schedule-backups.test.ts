import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import type { GameConfig, ResolvedConfig } from "../../config/schema.ts";
import type { BackupOrders } from "../../store/archive/make-backup.ts";
import { verifyArchive } from "../../store/archive/read-archive.ts";
import { openStore } from "../../store/open-store.ts";
import { batchOf, entityRow } from "../../store/store.suite.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { backupInThread } from "./backup-in-thread.ts";
import { scheduleBackups } from "./schedule-backups.ts";

describe("backups of a game", () => {
  let directory: string;
  let clock: FakeClock;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "mudlark-game-"));
    clock = new FakeClock(Date.UTC(2026, 0, 1));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function ordersOf(given: GameConfig): BackupOrders[] {
    const orders: BackupOrders[] = [];
    scheduleBackups(configOf(directory, given), {
      clock,
      logger: silentLogger,
      tellStaff: (text) => expect.fail(text),
      make: async (order) => void orders.push(order),
    });
    clock.advance(60_000);
    return orders;
  }

  test("are ordered for the folder and with the facts of the game", () => {
    const [order, ...others] = ordersOf({ backup: { dir: "copies" }, game: { name: "Keep" } });
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      file: path.join(directory, "copies", "auto-20260101_000100.mudlark.gz"),
      address: { kind: "sqlite", path: path.join(directory, "var/db/game.db") },
      header: { game: "Keep", createdAt: "2026-01-01T00:01:00.000Z" },
    });
  });

  test("are not made when nobody wants them, nor of a world in memory", () => {
    expect(ordersOf({ backup: { every: null } })).toEqual([]);
    expect(ordersOf({ storage: { url: "memory:" } })).toEqual([]);
  });

  test("are made in a thread while the world is written to, and are whole", async () => {
    const store = openStore("sqlite:var/db/game.db", {
      durability: "process",
      directory,
      logger: silentLogger,
    });
    await store.open();
    await store.write(batchOf(1, { put: [entityRow(1), entityRow(2)] }));
    const [order] = ordersOf({});
    await Promise.all([backupInThread(order!), store.write(batchOf(2, { put: [entityRow(1)] }))]);
    expect((await verifyArchive(order!.file)).digest.entities).toEqual({ object: 2 });
    expect(readdirSync(path.dirname(order!.file))).toEqual([path.basename(order!.file)]);
    await store.close();
  });

  test("that cannot be made say why, and leave nothing", async () => {
    const [order] = ordersOf({});
    await expect(backupInThread(order!)).rejects.toThrow(/game\.db/);
    expect(readdirSync(path.dirname(order!.file))).toEqual([]);
  });
});

function configOf(directory: string, file: GameConfig): ResolvedConfig {
  return resolveConfig({ directory, mode: "production", file, environment: {} });
}
