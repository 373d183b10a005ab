import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scaffold } from "./scaffold.ts";

describe("scaffold", () => {
  let home = "";
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), "mudlark-create-"));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it("writes a game with its own name and the engine it was told to use", async () => {
    const directory = await scaffold({
      directory: path.join(home, "My Quay!"),
      name: 'The "Quay"',
      engine: "/clone/engine",
    });
    const manifest = JSON.parse(await readFile(path.join(directory, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    expect(manifest).toMatchObject({ name: "my-quay", dependencies: { mudlark: "file:/clone/engine" } });
    expect(await readFile(path.join(directory, "mudlark.config.ts"), "utf8")).toContain(
      String.raw`name: "The \"Quay\""`,
    );
    expect(await readFile(path.join(directory, ".gitignore"), "utf8")).toContain("var/");
  });

  it("[operations 3] leaves a folder alone that is not empty, unless it is forced", async () => {
    await writeFile(path.join(home, "thesis.txt"), "mine");
    await expect(scaffold({ directory: home })).rejects.toThrow(/not empty/);
    expect(await readdir(home)).toEqual(["thesis.txt"]);
    await scaffold({ directory: home, force: true });
    expect(await readFile(path.join(home, "thesis.txt"), "utf8")).toBe("mine");
  });

  it("names the templates when there is no such one", async () => {
    await expect(scaffold({ directory: path.join(home, "x"), template: "nosuch" })).rejects.toThrow(
      /tutorial/,
    );
  });
});
