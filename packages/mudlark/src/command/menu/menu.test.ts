import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import type { CommandDefinition } from "../declaration/definition.ts";
import type { ClientFlags } from "../../link/session-state.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { listNode } from "./list-node.ts";
import { menu, type AnyMenu } from "./menu.ts";

interface Played {
  readonly game: TestGame;
  readonly ann: TestPlayer;
  readonly types: (...lines: readonly string[]) => Promise<string>;
}

async function play(
  commands: readonly CommandDefinition[],
  { menus = [], flags = {} }: { readonly menus?: readonly AnyMenu[]; readonly flags?: ClientFlags } = {},
): Promise<Played> {
  const game = await testGame({ commands, menus });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: { in: "hall", flags } } });
  const types = async (...lines: readonly string[]): Promise<string> => {
    let heard = "";
    for (const line of lines) heard = (await game.call(line, { as: ann })).textTo(ann);
    return heard;
  };
  return { game, ann, types };
}

/** Buys something, with a word for everything that a menu knows. */
const shop = menu({
  id: "shop",
  start: "counter",
  data: { bought: [] as string[], coins: 3 },
  debug: true,
  nodes: {
    counter: ({ data }) => ({
      text: `You have ${data.coins} coins.`,
      help: "The seller smiles.",
      tooltips: { lamp: "It gives light.", quit: "Never!" },
      options: [
        {
          desc: "buy a lamp",
          goto(m) {
            if (m.data.coins === 0) m.stay("You have no money.");
            m.data.coins -= 1;
            m.data.bought.push("lamp");
          },
        },
        { key: ["l", "leave"], desc: "leave", goto: "street" },
        { key: "break", goto: (m) => broken(m.data) },
        { key: "lost", goto: { node: "street", set: { coins: 0 }, input: "a bag" } },
        {
          key: "_default",
          match: (input) => input.startsWith("give "),
          goto: (m, input) => m.stay(`Thanks for: ${input}`),
        },
      ],
    }),
    street: ({ data }, input) => ({ text: `You come out with ${data.bought.length} lamps (${input}).` }),
  },
});

function broken(data: { coins: number }): never {
  data.coins = 99;
  throw new Error("the till is broken");
}

const enter = command({ key: "enter", run: (ctx) => ctx.menu(shop) });
const menus = [shop];

describe("a menu", () => {
  it("shows a node with its options, and follows them", async () => {
    const { types } = await play([enter], { menus });
    expect(await types("enter")).toBe("You have 3 coins.\n\n1: buy a lamp\nl: leave\nbreak\nlost");
    expect(await types("1")).toContain("You have 2 coins.");
    expect(await types("LEAVE")).toMatch(/^You come out with 1 lamps \(LEAVE\)\.[^]*hall/);
    expect(await types("look")).toContain("hall");
  });

  it("prefers an option to the words of its own [commands C69]", async () => {
    const { types } = await play([enter], { menus });
    expect(await types("enter", "l")).toContain("You come out");
  });

  it("answers look, further words, help, quit and menudebug, in this order", async () => {
    const { types } = await play([enter], { menus });
    await types("enter");
    expect(await types("look")).toContain("You have 3 coins.");
    expect(await types("Lamp")).toBe("It gives light.");
    expect(await types("help")).toBe("The seller smiles.");
    expect(await types("quit")).toBe("Never!");
    expect(await types("menudebug")).toMatch(
      /Node: counter\nOptions: 1, l, break, lost, _default\nData: \{"bought"/,
    );
    expect(await types("menudebug coins")).toMatch(/Data: 3$/);
    expect(await types("give a coin")).toBe("Thanks for: give a coin");
    expect(await types("|rgive|n a coin")).toContain("Choose one of the options, or type look, help, quit.");
    expect(await types("")).toContain("You have 3 coins.");
    expect(await types("q")).toContain("hall");
  });

  it("gives nodes the line as it was typed, and finds options whatever blanks and letter case it has", async () => {
    const poem = menu({
      start: "line",
      onExit: null,
      nodes: {
        line: () => ({
          text: "Write.",
          options: [
            { key: ["", "Done"], desc: "enough", goto: "end" },
            { key: "_default", goto: (m, input) => m.stay(`<${input}>`) },
          ],
        }),
        end: (_m, input) => ({ text: `The end <${input}>.` }),
      },
    });
    const { types } = await play([command({ key: "poem", run: (ctx) => ctx.menu(poem) })]);
    expect(await types("poem")).toBe("Write.\n\nDone: enough");
    expect(await types("  two  blanks ")).toBe("<  two  blanks >");
    expect(await types(" DONE ")).toBe("The end < DONE >.");
    expect(await types("poem", "")).toBe("The end <>.");
  });

  it("stays when an option says so, and goes with data and input where one says that", async () => {
    const { types } = await play([enter], { menus });
    await types("enter", "1", "1", "1");
    expect(await types("1")).toBe("You have no money.");
    expect(await types("lost")).toContain("with 3 lamps (a bag)");
  });

  it("undoes what an option did that throws, and is open still", async () => {
    const { game, ann, types } = await play([enter], { menus });
    await types("enter");
    const result = await game.call("break", { as: ann, expectError: true });
    expect(result.textTo(ann)).toContain("Something went wrong with that");
    expect(await types("")).toContain("You have 3 coins.");
  });

  it("is open again after a reload and after a crash, at the same node with the same data", async () => {
    const { game, ann, types } = await play([enter], { menus });
    await types("enter", "1");
    await game.reload();
    expect(ann.session.text).toMatch(/restarted[^]*You have 2 coins\.[^]*buy a lamp/);
    await types("1");
    await game.crash();
    expect(await types("l")).toContain("with 2 lamps");
    await game.reload();
    expect(await types("look")).toContain("hall");
  });

  it("says so when it cannot be opened again", async () => {
    const { game, ann, types } = await play([enter], { menus });
    await types("enter");
    await game.reload({ menus: [] });
    expect(ann.session.text).toContain("The menu that was open cannot be opened again.");
    expect(await types("look")).toContain("hall");
  });

  it("without an id ends with the world, and says so", async () => {
    const short = menu({ start: "a", nodes: { a: () => ({ text: "Here.", options: [{ goto: "a" }] }) } });
    const { game, ann, types } = await play([command({ key: "short", run: (ctx) => ctx.menu(short) })]);
    await types("short");
    await game.reload();
    expect(ann.session.text).toContain("The menu is closed.");
    expect(await types("look")).toContain("hall");
  });

  it("with an id must be known", async () => {
    const { game, ann } = await play([enter]);
    const { error } = await game.call("enter", { as: ann, expectError: true });
    expect(error).toMatchObject({ code: "DIALOG_INVALID" });
  });

  it("is not there when the command that opened it threw", async () => {
    const fail = command({
      key: "fail",
      run(ctx) {
        ctx.menu(shop);
        throw new Error("after all not");
      },
    });
    const { game, ann, types } = await play([fail], { menus });
    const result = await game.call("fail", { as: ann, expectError: true });
    expect(result.textTo(ann)).not.toContain("coins");
    expect(await types("1")).toContain("not available");
  });

  it("closes when its first node throws", async () => {
    const bad = menu({
      start: "a",
      nodes: {
        a: () => {
          throw new Error("no first node");
        },
      },
    });
    const { game, ann, types } = await play([command({ key: "bad", run: (ctx) => ctx.menu(bad) })]);
    const result = await game.call("bad", { as: ann, expectError: true });
    expect(result.textTo(ann)).toContain("Something went wrong");
    expect(await types("look")).toContain("hall");
  });

  it("closes when its first node awaits what it must not", async () => {
    const bad = menu({
      start: "a",
      nodes: {
        a: async () => {
          for (let round = 0; round < 5; round++) await new Promise((resolve) => setImmediate(resolve));
          return { text: "too late" };
        },
      },
    });
    const { game, ann, types } = await play([command({ key: "bad", run: (ctx) => ctx.menu(bad) })]);
    ann.session.type("bad");
    await game.rest(() => ann.session.text.includes("Something went wrong"));
    expect(game.takeErrors()).toMatchObject([{ code: "TURN_CLOSED" }]);
    expect(await types("look")).toContain("hall");
  });

  it("leaves lines to the commands where it may", async () => {
    const open = menu({
      start: "a",
      passthrough: true,
      nodes: { a: () => ({ text: "Here.", options: [{ goto: "a" }] }) },
    });
    const { types } = await play([command({ key: "open", run: (ctx) => ctx.menu(open) })]);
    await types("open");
    expect(await types("say hello")).toContain("You say");
    expect(await types("1")).toContain("Here.");
  });

  it("waits for what is outside, takes no answers meanwhile, and can be left", async () => {
    const letter = Promise.withResolvers<string>();
    const post = menu({
      start: "wait",
      onExit: null,
      nodes: {
        wait: () => ({
          text: "Wait?",
          options: [
            { key: "yes", goto: async (m) => ({ node: "read", input: await m.wait(letter.promise) }) },
          ],
        }),
        read: (_m, input) => ({ text: `It says: ${input}` }),
      },
    });
    const { game, ann, types } = await play([command({ key: "post", run: (ctx) => ctx.menu(post) })]);
    await types("post");
    ann.session.type("yes");
    ann.session.type("yes");
    queueMicrotask(() => setImmediate(() => letter.resolve("Come home.")));
    await game.rest(() => ann.session.text.includes("Come home."));
    expect(ann.session.text).toContain("still busy");
    expect(await types("look")).toContain("hall");
  });

  it("may be opened from another one, which comes back after it", async () => {
    const inner = menu({ start: "a", nodes: { a: () => ({ text: "Inner.", options: [{ key: "x" }] }) } });
    const outer = menu({
      start: "a",
      nodes: {
        a: () => ({ text: "Outer.", options: [{ key: "in", goto: (m) => m.session.menu(inner) }] }),
      },
    });
    const { types } = await play([command({ key: "open", run: (ctx) => ctx.menu(outer) })]);
    await types("open");
    expect(await types("in")).toContain("Inner.");
    expect(await types("q")).toBe("Outer.\n\nin");
    expect(await types("q")).toContain("hall");
  });

  it("may know plain JSON only, and not too much of it", async () => {
    const big = menu({
      start: "a",
      data: { text: "" },
      nodes: {
        a: () => ({
          text: "Here.",
          options: [
            {
              key: "fill",
              goto: (m) => {
                m.data.text = "x".repeat(20_000);
              },
            },
          ],
        }),
      },
    });
    const { game, ann, types } = await play([command({ key: "big", run: (ctx) => ctx.menu(big) })]);
    await types("big");
    expect((await game.call("fill", { as: ann, expectError: true })).error).toBeInstanceOf(RangeError);
    expect(await types("")).toBe("Here.\n\nfill");
  });

  it("lets a player choose from a long list, page by page", async () => {
    const numbers = Array.from({ length: 23 }, (_, at) => `thing ${at + 1}`);
    const list = menu({
      start: "choose",
      onExit: null,
      nodes: {
        choose: listNode(numbers, {
          text: "Which?",
          select: "chosen",
          options: [{ key: "none", goto: "chosen" }],
        }),
        chosen: (_m, input) => ({ text: `You take ${input}.` }),
      },
    });
    const { types } = await play([command({ key: "list", run: (ctx) => ctx.menu(list) })]);
    const first = await types("list");
    expect(first).toMatch(/10: thing 10/);
    expect(first).not.toContain("thing 11");
    expect(await types("next")).toContain("11: thing 11");
    expect(await types("n")).not.toContain("next page");
    expect(await types("p", "13")).toBe("You take thing 13.");
    expect(await types("list", "none")).toBe("You take none.");
    const few = menu({
      start: "choose",
      nodes: {
        choose: listNode(["x", "y"], {
          text: "Which?",
          select: (m, item, available) => m.stay(`${item} of ${available.join(" and ")}`),
        }),
      },
    });
    const short = await play([command({ key: "few", run: (ctx) => ctx.menu(few) })]);
    expect(await short.types("few", "2")).toBe("y of x and y");
  });

  it("puts many options into columns, and reads them one by one to those who hear", async () => {
    const wide = menu({
      start: "a",
      nodes: {
        a: () => ({
          text: "Choose.",
          options: "abcdefghij".split("").map((key) => ({ key, desc: "a letter" })),
        }),
      },
    });
    const open = command({ key: "open", run: (ctx) => ctx.menu(wide) });
    const seen = await (await play([open])).types("open");
    expect(seen.split("\n")).toHaveLength(6);
    const heard = await (await play([open], { flags: { SCREENREADER: true } })).types("open");
    expect(heard.split("\n").filter((line) => /^[a-j]: a letter$/u.test(line))).toHaveLength(10);
  });

  it("looks as its format says, and ends as it is told", async () => {
    const own = menu({
      start: "a",
      onExit: (m) => m.msg("The end."),
      format: {
        text: (text) => `* ${text} *`,
        help: (help) => `? ${help}`,
        goodbye: () => "Bye.",
        page: (text, options) => `${text}|${options}`,
      },
      nodes: { a: () => ({ text: "Here", help: "Help.", options: [{ key: "x" }] }) },
    });
    const { types } = await play([command({ key: "own", run: (ctx) => ctx.menu(own) })]);
    expect(await types("own")).toContain("* Here *");
    expect(await types("h")).toBe("? Help.");
    expect(await types("exit")).toBe("Bye.\nThe end.");
    await types("own");
    expect(await types("@abort")).toBe("The menu is closed.\nThe end.");
  });

  it("must have the node that it starts at", () => {
    const nodes: Record<string, () => { text: string }> = { a: () => ({ text: "" }) };
    expect(() => menu({ start: "b", nodes })).toThrow("no node");
  });

  it("works before the login, and for whoever makes a character", async () => {
    const chargen = menu({
      id: "chargen",
      start: "name",
      data: { name: "" },
      onExit: null,
      nodes: {
        name: () => ({
          text: "What is the hero called?",
          options: [{ key: "_default", goto: (_m, input) => ({ node: "sure", set: { name: input } }) }],
        }),
        sure: (m) => ({
          text: `Really ${m.data.name}?`,
          options: [
            { key: "yes", goto: "done" },
            { key: "no", goto: "name" },
          ],
        }),
        done: (m) => ({ text: `Welcome, ${m.data.name}.` }),
      },
    });
    const game = await testGame({
      menus: [chargen],
      config: { accounts: { sessionMode: 2, autoPuppet: false } },
    });
    const [first, second] = [await game.connect(), await game.connect()];
    await game.logIn(second, "ann");
    for (const session of [first, second]) {
      await game.turn(() => game.session(session).menu(chargen));
      const says = async (line: string): Promise<string> =>
        (await game.call(line, { as: session })).textTo(session);
      expect(session.text).toContain("What is the hero called?");
      expect(await says("Hera")).toContain("Really Hera?");
      await game.reload();
      expect(await says("no")).toContain("What is the hero called?");
      expect(await says("Zeus")).toContain("Really Zeus?");
      expect(await says("yes")).toBe("Welcome, Zeus.");
      expect(await says("look")).not.toContain("Choose");
    }
  });
});
