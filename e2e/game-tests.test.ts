import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { mudlark, root } from "./support/mudlark.ts";

/** A game as `create` makes it, with what `npm install` would have brought. */
async function createdGame(template: string): Promise<AsyncDisposable & { readonly directory: string }> {
  const home = await mkdtemp(path.join(tmpdir(), "mudlark-created-"));
  const directory = path.join(home, "quay");
  const words = ["create", directory, "--template", template, "--link", "--yes", "--no-install", "--no-git"];
  const { code, output } = await mudlark(words);
  expect(code, output).toBe(0);
  await mkdir(path.join(directory, "node_modules/.bin"), { recursive: true });
  const engine = path.join(root, "packages/mudlark");
  await symlink(engine, path.join(directory, "node_modules/mudlark"));
  await symlink(path.join(engine, "bin/mudlark.cjs"), path.join(directory, "node_modules/.bin/mudlark"));
  for (const name of ["@types", "typescript"]) {
    await symlink(path.join(root, "node_modules", name), path.join(directory, "node_modules", name));
  }
  return { directory, [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }) };
}

async function npmTest(directory: string): Promise<{ readonly code: number; readonly output: string }> {
  const options = { cwd: directory, env: { ...process.env, NO_COLOR: "1" } };
  return promisify(execFile)("npm", ["test"], options).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { readonly code: number; readonly stdout: string }) => ({
      code: error.code,
      output: error.stdout,
    }),
  );
}

describe.concurrent("the tests of a game that was just made", () => {
  it.for(["tutorial", "empty"])("%s: pass, and so do its types", async (template) => {
    await using game = await createdGame(template);
    const { code, output } = await npmTest(game.directory);
    expect(code, output).toBe(0);
    expect(output).toMatch(/pass [1-9]/);
    const check = await mudlark(["check"], { directory: game.directory });
    expect(check.output).toContain("The game can be started.");
    expect(check.output).not.toContain("Types were not checked");
  });

  it("fail when the game is broken, and show what everybody saw", async () => {
    await using game = await createdGame("tutorial");
    const file = path.join(game.directory, "src/commands/light.ts");
    const code = await readFile(file, "utf8");
    await writeFile(file, code.replace("$conj(light)", "$conj(polish)"));
    const result = await npmTest(game.directory);
    expect(result.code).toBe(1);
    expect(result.output).toContain('expected ann to be sent what begins with "You light the lantern."');
    expect(result.output).toContain("You polish the lantern.");
    expect(result.output).toMatch(/light\.test\.ts:\d+/);
  });

  it("can be run one by one", async () => {
    await using game = await createdGame("tutorial");
    const one = await mudlark(["test", "test/light.test.ts", "--only", "asks"], {
      directory: game.directory,
    });
    expect(one.code, one.output).toBe(0);
    expect(one.output).toMatch(/pass 1\b/);
    await rm(path.join(game.directory, "test"), { recursive: true });
    const none = await mudlark(["test"], { directory: game.directory });
    expect(none.code).toBe(1);
    expect(none.output).toContain("There are no tests");
  });
});
