import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, readdir, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { examplesOf, type Example, type Exchange } from "./support/chapter.ts";
import { GameServer, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

const root = path.resolve(import.meta.dirname, "..");
const docs = path.join(root, "docs");
const chapters = (await readdir(docs)).filter((name) => name.endsWith(".md"));
const read = (chapter: string): Promise<string> => readFile(path.join(docs, chapter), "utf8");

describe.concurrent("the manual", () => {
  it.for(chapters)("%s links to what is there", async (chapter) => {
    const text = await read(chapter);
    const missing = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !existsSync(path.join(docs, target)));
    expect(missing).toEqual([]);
  });

  it("shows code without a mistake in its types", async () => {
    await using server = await GameServer.prepare();
    await symlink(path.join(root, "node_modules/@types"), path.join(server.directory, "node_modules/@types"));
    for (const chapter of chapters) {
      for (const [name, text] of statesOf(chapter, examplesOf(await read(chapter))))
        await server.write(name, text);
    }
    await server.write(
      "manual/tsconfig.json",
      JSON.stringify({ extends: "../tsconfig.json", include: ["**/*.ts"] }),
    );
    const compiler = path.join(root, "node_modules/.bin/tsc");
    const problems = await promisify(execFile)(compiler, ["-p", path.join(server.directory, "manual")]).then(
      () => "",
      (error: { readonly stdout: string }) => error.stdout,
    );
    expect(problems).toBe("");
  });

  it.for(chapters)("%s shows what a real game does", async (chapter) => {
    const examples = examplesOf(await read(chapter));
    if (examples.length === 0) return;
    await using server = await GameServer.start();
    await symlink(path.join(root, "node_modules/@types"), path.join(server.directory, "node_modules/@types"));
    const warden = await server.enter(superuser.name, superuser.password);
    let isChanged = false;
    for (const example of examples) {
      if (example.kind === "file") {
        await server.write(example.name, example.text);
        isChanged = true;
        continue;
      }
      if (isChanged) await takeOver(server, warden);
      isChanged = false;
      if (example.kind === "talk") await talk(warden, example.exchanges);
      else await operate(server, example.exchanges);
    }
    if (examples.some((example) => example.kind === "file" && example.name.startsWith("test/"))) {
      const { code, output } = await server.verb("test");
      expect(code, output).toBe(0);
    }
  });
});

/** Brings the files that were written into the running game. */
async function takeOver(server: GameServer, player: TelnetClient): Promise<void> {
  const { code, output } = await server.verb("reload");
  expect(code, output).toBe(0);
  await player.expect("has restarted");
}

/**
 * Every state of every chapter's game, each in a folder of its own: what the files are when the manual has said all that
 * stands before a conversation.
 */
function statesOf(chapter: string, examples: readonly Example[]): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  const files = new Map<string, string>();
  let number = 0;
  for (const [index, example] of examples.entries()) {
    if (example.kind !== "file") continue;
    files.set(example.name, example.text);
    if (examples[index + 1]?.kind === "file") continue;
    number++;
    for (const [name, text] of files) {
      if (name.endsWith(".ts")) states.set(`manual/${chapter}/${number}/${name}`, text);
    }
  }
  return states;
}

async function operate(server: GameServer, exchanges: readonly Exchange[]): Promise<void> {
  for (const { typed, heard } of exchanges) {
    const { code, output } = await server.verb(...typed.split(" "));
    expect(code, output).toBe(0);
    for (const words of heard) expect(output).toContain(words);
  }
}

async function talk(player: TelnetClient, exchanges: readonly Exchange[]): Promise<void> {
  for (const { typed, heard } of exchanges) {
    player.send(typed);
    for (const words of heard) await player.expect(words);
  }
}
