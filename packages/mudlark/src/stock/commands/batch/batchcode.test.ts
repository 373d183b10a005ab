import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

let folder: string;
let game: TestGame;
let ann: TestPlayer;
let bob: TestPlayer;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "mudlark-batch-"));
  game = await testGame({ config: { batch: { dirs: [folder] } } });
  ({ ann, bob } = await game.scene({
    rooms: ["hall"],
    players: {
      ann: { in: "hall", superuser: true },
      bob: { in: "hall", permissions: ["Developer"] },
    },
  }));
});

afterEach(async () => {
  await game[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const file = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);

const types = async (line: string, answers: readonly string[] = [], as = ann): Promise<string> =>
  (await game.call(line, { as, answers })).textTo(as);

it("runs a function, or several one after the other", async () => {
  await file("one.mjs", "export default async (ctx, { debug }) => { ctx.puppet.db.one = debug; };");
  expect(await types("batchcode one")).toBe("1 of 1 step done.");
  expect(ann.character.db["one"]).toBe(false);
  await types("batchcode/debug one.mjs");
  expect(ann.character.db["one"]).toBe(true);
  await file("one.mjs", "export default (ctx) => { ctx.puppet.db.one = 'another version'; };");
  await types("batchcode one");
  expect(ann.character.db["one"]).toBe("another version");
});

it("undoes the step that throws, keeps those before, and ends", async () => {
  await file(
    "many.mjs",
    `function first(ctx) { ctx.puppet.db.first = 1; }
     function second(ctx) { ctx.puppet.db.second = 2; throw new Error("no more"); }
     function third(ctx) { ctx.puppet.db.third = 3; }
     export default [first, second, third];`,
  );
  expect(await types("batchcode many")).toBe(
    "many:second: no more\n1 of 3 steps done, 1 failed. It ends there; 1 not run.",
  );
  const { db } = ann.character;
  expect([db["first"], db["second"], db["third"]]).toEqual([1, undefined, undefined]);
});

it("ends at a step that says it cannot, and keeps what that said and did", async () => {
  await file("no.mjs", "export default (ctx) => { ctx.puppet.db.tried = 1; ctx.fail('Not today.'); };");
  expect(await types("batchcode no")).toMatch(/^Not today\.\nno:step 1: the step could not do it\./);
  expect(ann.character.db["tried"]).toBe(1);
});

it("includes other files, but no circle", async () => {
  await file("inner.mjs", "export default [(ctx) => { ctx.puppet.db.inner = 1; }];");
  await file("outer.mjs", "export default async (ctx, { include }) => { await include('inner'); };");
  expect(await types("batchcode outer")).toBe("1 of 1 step done.");
  expect(ann.character.db["inner"]).toBe(1);
  await file("round.mjs", "export default async (ctx, { include }) => { await include('round'); };");
  expect(await types("batchcode round")).toContain("The file round includes itself.");
});

it("goes through the steps by hand, and says what it cannot load", async () => {
  await file("one.mjs", "export default [function greet(ctx) { ctx.msg('hello'); }];");
  const told = await types("batchcode/interactive one", ["pp", "qq"]);
  expect(told).toContain("1 of 1, one:greet: greet");
  expect(told).toContain("hello");
  await file("bad.mjs", "export default 3;");
  expect(await types("batchcode bad")).toBe("The default of bad must be a function, or a list of functions.");
  await file("worse.mjs", "export default ((;");
  expect(await types("batchcode worse")).toContain("worse cannot be loaded: ");
  expect(await types("batchcode ../one")).toContain("There is no batch file");
  expect(await types("batchcode")).toContain("Which file?");
  expect(await types("batchcode/stop")).toBe("You run no batch file.");
});

it("is for those who may run code", async () => {
  await file("one.mjs", "export default () => {};");
  expect(await types("batchcode one", [], bob)).toContain("is not available");
});
