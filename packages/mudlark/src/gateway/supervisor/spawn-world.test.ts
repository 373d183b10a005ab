import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { worldSpawner } from "./spawn-world.ts";
import type { SpawnWorld, WorldProcess } from "./world-process.ts";

/** Writes down what it was told, then does nothing until it is killed; or ends at once when its code says so. */
const program = `
  import { writeFileSync } from "node:fs";
  let told = "";
  for await (const chunk of process.stdin) told += chunk;
  writeFileSync("told.json", JSON.stringify({ told, extra: process.env.EXTRA, args: process.argv.slice(2) }));
  if (process.env.CODE) process.exit(Number(process.env.CODE));
  setInterval(() => {}, 1000);
`;

describe("worldSpawner", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "mudlark-spawn-"));
    writeFileSync(path.join(directory, "world.mjs"), program);
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const spawner = (environment: Record<string, string>): SpawnWorld =>
    worldSpawner({
      directory,
      mode: "test",
      link: "/run/link.sock",
      lasting: { "storage.url": "sqlite:here" },
      environment,
      program: path.join(directory, "world.mjs"),
    });

  it("hands the secret over on standard input, and nowhere else", async () => {
    const exit = exitOf(spawner({ EXTRA: "kept", CODE: "7" })("standby", "tell nobody"));
    expect(await exit).toEqual([7, null]);
    const { told, extra, args } = JSON.parse(readFileSync(path.join(directory, "told.json"), "utf8")) as {
      told: string;
      extra: string;
      args: string[];
    };
    expect(told).toBe(
      `${JSON.stringify({ secret: "tell nobody", role: "standby", directory, mode: "test", link: "/run/link.sock", lasting: { "storage.url": "sqlite:here" } })}\n`,
    );
    expect([extra, args]).toEqual(["kept", []]);
  });

  it("kills at once, and tells of the end even to those who ask later", async () => {
    const world = spawner({})("serve", "s");
    while (!existsSync(path.join(directory, "told.json"))) await new Promise((later) => setImmediate(later));
    expect(world.pid).toBeGreaterThan(0);
    world.kill();
    expect(await exitOf(world)).toEqual([null, "SIGKILL"]);
    expect(await exitOf(world)).toEqual([null, "SIGKILL"]);
  });

  it("reports a program that cannot be started as an end", async () => {
    const spawn = worldSpawner({
      directory: path.join(directory, "gone"),
      mode: "test",
      link: "",
      lasting: {},
      environment: {},
    });
    const world = spawn("serve", "s");
    expect(await exitOf(world)).toEqual([null, null]);
    world.kill();
  });
});

function exitOf(world: WorldProcess): Promise<readonly [number | null, string | null]> {
  return new Promise((resolve) => world.onExit((code, signal) => resolve([code, signal])));
}
