import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { silentLogger } from "../base/logger.ts";
import { openStore } from "../store/open-store.ts";
import { testKernel } from "../testing/test-kernel.ts";
import { plain } from "./attributes/plain.ts";

const program = path.resolve(import.meta.dirname, "../testing/kernel-child.fixture.ts");

it("[world W22] finds what a finished command did, and nothing of an unfinished one, after SIGKILL", async () => {
  const directory = mkdtempSync(path.join(tmpdir(), "mudlark-kernel-"));
  const file = path.join(directory, "world.db");
  const child = spawn(process.execPath, ["--conditions=source", program, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  await once(child.stdout, "data");
  await delay(200);
  child.kill("SIGKILL");
  await ended;
  const store = openStore(`sqlite:${file}`, { durability: "process", directory, logger: silentLogger });
  const { kernel } = await testKernel({ store });
  const chest = kernel.objects.get(1);
  expect(chest?.key).toBe("chest");
  expect(chest?.db.gold).toBe(5);
  expect(plain(chest?.db.list)).toEqual(["coin", ["ring"]]);
  await store.close();
  rmSync(directory, { recursive: true, force: true });
}, 20_000);
