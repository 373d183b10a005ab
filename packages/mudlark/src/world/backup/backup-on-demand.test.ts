import { expect, test } from "vitest";
import { resolveConfig } from "../../config/resolve-config.ts";
import type { BackupOrders } from "../../store/archive/make-backup.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { backupOnDemand } from "./backup-on-demand.ts";

function configWith(url: string) {
  const file = { storage: { url }, game: { name: "Saltmere" } };
  return resolveConfig({ directory: "/game", mode: "test", file, environment: {} });
}

test("backups that are asked for are named for their time, one at a time, and a failed one stops no other", async () => {
  const clock = new FakeClock();
  const orders: BackupOrders[] = [];
  const works: PromiseWithResolvers<void>[] = [];
  const backup = backupOnDemand(configWith("sqlite:var/db/game.db"), clock, (given) => {
    orders.push(given);
    const work = Promise.withResolvers<void>();
    works.push(work);
    return work.promise;
  });
  const first = backup();
  await expect(backup()).rejects.toThrow(/being made already/);
  works[0]?.resolve();
  expect(await first).toBe("/game/var/backups/20260101_000000.mudlark.gz");
  expect(orders).toMatchObject([
    { address: { kind: "sqlite", path: "/game/var/db/game.db" }, header: { game: "Saltmere" } },
  ]);
  clock.advance(1000);
  const second = backup();
  works[1]?.reject(new Error("no space is left"));
  await expect(second).rejects.toThrow("no space is left");
  const third = backup();
  works[2]?.resolve();
  expect(await third).toContain("20260101_000001");
});

test("there is none of a world in memory", async () => {
  const clock = new FakeClock();
  await expect(backupOnDemand(configWith("memory:"), clock, async () => {})()).rejects.toThrow(
    /in memory only/,
  );
  await expect(backupOnDemand(configWith("sqlite:x.db"), clock, undefined)()).rejects.toThrow(
    /in memory only/,
  );
});
