import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { arg } from "../../command/arguments/arg.ts";
import { seq } from "../../command/arguments/combinators.ts";
import { flag } from "../../command/arguments/switches.ts";
import { command } from "../../command/declaration/command.ts";
import { Exit } from "../../stock/classes/exit.ts";
import { Thing } from "../../stock/classes/thing.ts";
import { testGame, type TestGame } from "../../testing/test-game.ts";
import type { TestSession } from "../../testing/test-session.ts";
import { send } from "./send-input.suite.ts";

const lend = command({
  key: "lend",
  aliases: ["loan"],
  category: "trade",
  help: "Lend a thing.",
  switches: { gladly: flag("with a smile") },
  args: seq(arg.object("thing", { from: "inventory" }), arg.oneOf("how", ["long", "short"])),
  run() {},
});
const levy = command({ key: "levy", locks: "cmd:perm(Admin)", help: "Take a tax.", run() {} });
const legend = command({ key: "legend", hidden: true, help: "A secret.", run() {} });
const leave = command({
  key: "leave",
  help: "Leave, perhaps.",
  async run(ctx) {
    await ctx.ask("Leave what?");
  },
});

async function scene() {
  const game = await testGame({ commands: [lend, levy, legend, leave, greet] });
  const people = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: "hall", bob: { in: "hall", superuser: true } },
  });
  await game.turn(() => {
    game.world.create(Thing, { key: "Lantern", location: people.ann.character });
    game.world.create(Thing, { key: "Lens", location: people.ann.character, locks: "view:false()" });
  });
  return { game, ...people };
}

const greet = command({ key: "greet", help: "Greet somebody.", args: seq(arg.account("whom")), run() {} });

async function completions(
  game: TestGame,
  session: TestSession,
  line: string,
): Promise<readonly JsonValue[]> {
  const [answer] = (await send(game, session, "mudlark_commands_complete", [line])) as [
    [string, readonly [], JsonObject],
  ];
  expect(answer).toMatchObject(["Mudlark.Commands.Completions", [], { line }]);
  return answer[2].values as readonly JsonValue[];
}

describe("a client that helps with typing", () => {
  it("is told of accounts only who is there", async () => {
    const { game, ann } = await scene();
    await game.turn(() => game.world.accounts.create({ name: "Boris", passwordHash: "x", address: null }));
    expect(await completions(game, ann.session, "greet bo")).toEqual(["bob"]);
    expect(await completions(game, ann.session, "greet ")).toEqual([]);
  });

  it("is told what a line could become: commands, switches, things, and only what the player may use and see", async () => {
    const { game, ann, bob } = await scene();
    const ask = (line: string): Promise<readonly JsonValue[]> => completions(game, ann.session, line);
    expect(await ask("le")).toEqual(["leave", "lend"]);
    expect(await completions(game, bob.session, "lev")).toEqual(["levy"]);
    expect(await ask("lend/g")).toEqual(["gladly"]);
    expect(await ask("lend l")).toEqual(["Lantern"]);
    expect(await ask("lend lantern s")).toEqual(["short"]);
    expect(await ask("nothing of that kind")).toEqual([]);
    const stranger = await game.connect();
    expect(await completions(game, stranger, "co")).toEqual(["connect"]);
  });

  it("is told what has to stand in quotes so that it stays whole", async () => {
    const { game, ann } = await scene();
    await game.turn(() => {
      for (const key of ["big vase", 'Bell, "tiny"'])
        game.world.create(Thing, { key, location: ann.character });
    });
    const ask = (line: string): Promise<readonly JsonValue[]> => completions(game, ann.session, line);
    expect(await ask("lend big")).toEqual(['"big vase"']);
    expect(await ask('lend "big v')).toEqual(['"big vase"']);
    expect(await ask("drop big")).toEqual(["big vase"]);
    expect(await ask("drop bell")).toEqual(['"Bell, \\"tiny\\""']);
    expect((await game.call('drop "Bell, \\"tiny\\""', { as: ann })).textTo(ann)).toMatch(/You drop/);
  });

  it("is told the places around where any room may be meant", async () => {
    const visit = command({ key: "visit", args: arg.room("place"), help: "Go there.", run() {} });
    const game = await testGame({ commands: [visit] });
    const { ann, hall, yard } = await game.scene({
      rooms: ["hall", "yard", "cave"],
      players: { ann: "hall" },
    });
    await game.turn(() => game.world.create(Exit, { key: "gate", location: hall, destination: yard }));
    expect(await completions(game, ann.session, "visit ")).toEqual(["hall", "yard"]);
  });

  it("is offered nothing for the answer to a question", async () => {
    const { game, ann } = await scene();
    await game.call("leave", { as: ann });
    expect(await completions(game, ann.session, "le")).toEqual([]);
    await game.call("home", { as: ann });
    expect(await completions(game, ann.session, "le")).toEqual(["leave", "lend"]);
  });

  it("is told which commands there are, and what each takes", async () => {
    const { game, ann, bob } = await scene();
    const [[name, [listed]]] = (await send(game, ann.session, "mudlark_commands_list")) as [
      [string, readonly [readonly JsonObject[]]],
    ];
    expect(name).toBe("Mudlark.Commands.List");
    expect(listed).toContainEqual({ key: "lend", category: "trade", names: ["lend", "loan"] });
    const keys = listed.map(({ key }) => key);
    expect(keys).toContain("look");
    expect(keys.filter((key) => key === "levy" || key === "legend")).toEqual([]);
    expect(await send(game, ann.session, "mudlark_commands_describe", ["LOAN"])).toMatchObject([
      [
        "Mudlark.Commands.Description",
        [],
        {
          key: "lend",
          usage: "lend[/gladly] <thing> <long|short>",
          switches: [{ name: "gladly", help: "with a smile" }],
          arguments: [
            { kind: "object", name: "thing" },
            { kind: "enum", choices: ["long", "short"] },
          ],
        },
      ],
    ]);
    for (const unknown of ["levy", "legend", "nonsense"]) {
      expect(await send(game, ann.session, "mudlark_commands_describe", [unknown])).toMatchObject([
        ["error", [], { name: "mudlark_commands_describe" }],
      ]);
    }
    expect(await send(game, bob.session, "mudlark_commands_describe", ["levy"])).toMatchObject([
      ["Mudlark.Commands.Description", [], { key: "levy" }],
    ]);
  });

  it("is refused a line of any length, and what is no line", async () => {
    const { game, ann } = await scene();
    for (const args of [["x".repeat(1001)], [7], []]) {
      expect(await send(game, ann.session, "mudlark_commands_complete", args)).toMatchObject([
        ["error", [], { name: "mudlark_commands_complete" }],
      ]);
    }
  });
});
