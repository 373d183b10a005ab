import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { command } from "../../../command/declaration/command.ts";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

let folder: string;
let game: TestGame;
let ann: TestPlayer;
let bob: TestPlayer;

const named = command({
  key: "named",
  async run(ctx) {
    const name = await ctx.ask("Your name?");
    const isSure = await ctx.confirm("Sure?", { default: true });
    ctx.msg(`named ${name}${isSure ? "" : ", perhaps"}`);
  },
});

const broken = command({
  key: "broken",
  run(ctx) {
    ctx.caller.db["mark"] = "left behind";
    throw new Error("it broke");
  },
});

/** Lets the other player type, while the batch file runs. */
const beckon = command({ key: "beckon", run: () => bob.session.type("say hello") });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "mudlark-batch-"));
  game = await testGame({
    config: { batch: { dirs: [path.join(folder, "batch")] } },
    commands: [named, broken, beckon],
  });
  await mkdir(path.join(folder, "batch"));
  ({ ann, bob } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", superuser: true }, bob: "hall" },
  }));
});

afterEach(async () => {
  await game[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const file = (name: string, ...lines: readonly string[]): Promise<void> =>
  writeFile(path.join(folder, "batch", name), lines.join("\n"));

const types = async (line: string, answers: readonly string[] = [], as = ann): Promise<string> =>
  (await game.call(line, { as, answers })).textTo(as);

describe("batchcommands", () => {
  it("runs a file from top to bottom, whatever its line ends, and keeps the lines of an .ev file", async () => {
    await file(
      "box.ev",
      "# a box\r",
      "create/drop box\r",
      "#\r",
      "desc box = Made of wood.\r",
      "Quite old.\r",
      "#\r",
    );
    expect(await types("batchcommands box")).toMatch(/2 of 2 commands done\.$/);
    expect(await types("look box")).toContain("Made of wood.\nQuite old.");
    await file("chest.batch", "create/drop chest", "#", "desc chest = Made", "  of iron.", "", "Quite old.");
    await types("batchcmd chest.batch");
    expect(await types("look chest")).toContain("Made of iron.\nQuite old.");
  });

  it("[commands C72] stops at the command that fails, and says where it stands", async () => {
    await file(
      "f.ev",
      "create one",
      "#",
      "create two",
      "#",
      "get moon",
      "#",
      "create three",
      "#",
      "create four",
    );
    const told = await types("batchcommands f");
    expect(told).toMatch(
      /f\.ev:5: the command could not do it\.\n2 of 5 commands done, 1 failed\. It ends there; 2 not run\.$/,
    );
    expect(ann.character.contents.map(({ key }) => key)).toEqual(["one", "two"]);
    expect((await game.call("batchcommands f", { as: ann })).outcome.status).toBe("failed");
  });

  it("goes on where it is told to, and counts what failed", async () => {
    await file("f.ev", "create one", "#", "fly away", "#", "create two");
    const told = await types("batchcommands/continue f");
    expect(told).toMatch(/f\.ev:3: there is no such command\.\n2 of 3 commands done, 1 failed\.$/);
  });

  it("undoes only the command that throws", async () => {
    await file("f.ev", "create one", "#", "broken");
    const { textTo } = await game.call("batchcommands f", { as: ann, expectError: true });
    expect(textTo(ann)).toContain("f.ev:3: the command ran into an error.");
    expect(ann.character.db["mark"]).toBeUndefined();
    expect(ann.character.contents).toHaveLength(1);
  });

  it("answers questions with what stands before the command, then with their defaults", async () => {
    await file(
      "f.ev",
      "#ANSWER Al",
      "named",
      "#ANSWER Bo",
      "#ANSWER no",
      "#ANSWER left over",
      "named",
      "#",
      "named",
    );
    const told = await types("batchcommands f");
    expect(told).toContain("named Al\n");
    expect(told).toContain("named Bo, perhaps");
    expect(told).toMatch(/Nobody is there to answer: Your name\?\n.*f\.ev:8/);
  });

  it("puts other files in, but not in a circle", async () => {
    await file("f.ev", "create one", "#INSERT deeper", "create three");
    await file("deeper.batch", "create", "two");
    await types("batchcommands f");
    expect(ann.character.contents.map(({ key }) => key)).toEqual(["one", "two", "three"]);
    await file("a.ev", "#INSERT b.ev");
    await file("b.ev", "look", "#", "#INSERT a.ev");
    expect(await types("batchcommands a")).toBe("a.ev:1: b.ev:3: The file a.ev inserts itself.");
    await file("lost.ev", "#INSERT nowhere");
    expect(await types("batchcommands lost")).toMatch(/^lost\.ev:1: There is no batch file "nowhere"/);
  });

  it("reads nothing outside of its folders, by no way", async () => {
    await writeFile(path.join(folder, "outside.ev"), "create stolen");
    await mkdir(path.join(folder, "beside"));
    await writeFile(path.join(folder, "beside", "x.ev"), "create stolen");
    await symlink(path.join(folder, "outside.ev"), path.join(folder, "batch", "link.ev"));
    await symlink(path.join(folder, "beside"), path.join(folder, "batch", "door"));
    await writeFile(path.join(folder, "batch", "latin.ev"), Buffer.from([0x6c, 0xff]));
    for (const name of ["../outside", path.join(folder, "outside.ev"), "link", "door/x", "nothing", "a\0b"]) {
      expect(await types(`batchcommands ${name}`), name).toContain("There is no batch file");
    }
    expect(await types("batchcommands latin")).toContain("not written in UTF-8");
    expect(ann.character.contents).toEqual([]);
  });

  it("lets others in between its commands, tells how far it is, and can be stopped", async () => {
    const looks = (count: number): string[] => Array.from({ length: count }, () => ["look", "#"]).flat();
    await file("long.ev", ...looks(9), "beckon", "#", ...looks(140));
    const told = await types("batchcommands long");
    expect(told).toContain("Bob says");
    expect(told.indexOf("Bob says")).toBeLessThan(told.indexOf("long: 100 of 150 done."));
    expect(told).toMatch(/150 of 150 commands done\.$/);
    await file("stop.ev", "create one", "#", "batchcommands/stop", "#", "create two");
    expect(await types("batchcommands stop")).toMatch(
      /stop stops here\.\n2 of 3 commands done\. Stopped; 1 not run\.$/,
    );
    expect(await types("batchcommands/stop")).toBe("You run no batch file.");
  });

  it("runs no batch file within another", async () => {
    await file("f.ev", "batchcommands f");
    expect(await types("batchcommands f")).toContain(
      "A batch file cannot run another one; #INSERT puts one in.",
    );
  });

  it("runs no other file as somebody else, either", async () => {
    await file("inner.ev", "say inside");
    await game.turn(() => game.world.accounts.find("bob")?.permissions.add("Developer"));
    await file("other.ev", "batchcommands inner");
    const told = await types("batchcommands/as:bob other");
    expect(told).toContain("other.ev:1: the command could not do it.");
    expect(told).not.toContain("inside");
  });

  it("can be read without being run, and be run as somebody else", async () => {
    await file("f.ev", "create one", "#", "fly away");
    expect(await types("batchcommands/dry-run f")).toBe(
      "f.ev:3: you have no such command now: fly away\n2 commands read, none run.",
    );
    expect(ann.character.contents).toEqual([]);
    await file("as.ev", "say I am not myself");
    expect(await types("batchcommands/as:bob as")).toContain('Bob says, "I am not myself"');
  });

  it("goes through a file by hand", async () => {
    await file(
      "f.ev",
      "create one",
      "#",
      "desc here = First.",
      "Second.",
      "#",
      "get moon",
      "#",
      "create two",
    );
    const told = await types("batchcommands/interactive f", [
      "hh",
      "pp",
      "nn",
      "ll",
      "jj 4",
      "nn",
      "bb 3",
      "look me",
      "ss 5",
      "rr",
      "nn",
      "cc",
      "qq",
    ]);
    expect(told).toContain("1 of 4, f.ev:1: create one");
    expect(told).toContain("2 of 4, f.ev:3: desc here = First. ... (ll shows all of it)");
    expect(told).toContain("2 of 4, f.ev:3: desc here = First.\nSecond.");
    expect(told).toContain("That is behind the end.");
    expect(told).toContain("f.ev:6: the command could not do it.");
    expect(told).toContain("The file was read again.");
    expect(told).toContain("That was the last of 4.");
    expect(told).toMatch(/You leave f\.$/);
    expect(ann.character.contents.map(({ key }) => key)).toEqual(["one", "one", "two"]);
  });

  it("is for developers", async () => {
    expect(await types("batchcommands f", [], bob)).toContain("is not available");
    expect(await types("batchcommands")).toContain("Which file?");
  });
});
