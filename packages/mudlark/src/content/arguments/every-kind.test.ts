import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "../../command/actor.ts";
import type { ArgumentScope } from "../../command/arguments/argument-scope.ts";
import type { Argument } from "../../command/arguments/part.ts";
import { command } from "../../command/declaration/command.ts";
import { describeCommand } from "../../command/declaration/describe-command.ts";
import { scopeOf } from "../../command/run/scope-of.ts";
import { usageOf } from "../../command/declaration/usage.ts";
import { stockClasses } from "../../stock/classes/stock-classes.ts";
import { testGame, type TestGame } from "../../testing/test-game.ts";
import { arg } from "./arg.ts";

interface Sample {
  readonly argument: Argument<string, unknown>;
  /** What the sheet calls the kind. */
  readonly kind: string;
  readonly good: string;
  /** Text of which the kind makes nothing; null: it takes every text. */
  readonly bad: string | null;
  /** What was begun, and one of the values that it could become. */
  readonly completes?: readonly [begun: string, value: string];
}

const samples: Record<keyof typeof arg, Sample> = {
  account: { argument: arg.account("x"), kind: "account", good: "*ann", bad: "nobody" },
  attrPath: { argument: arg.attrPath("x"), kind: "attrPath", good: 'stats["str"][0]', bad: "stats[" },
  bool: { argument: arg.bool("x"), kind: "bool", good: "yes", bad: "perhaps", completes: ["o", "off"] },
  channel: {
    argument: arg.channel("x"),
    kind: "channel",
    good: "PUB",
    bad: "moon",
    completes: ["pu", "Public"],
  },
  class: {
    argument: arg.class("x", { of: stockClasses.Thing }),
    kind: "class",
    good: "mudlark.Thing",
    bad: "mudlark.Room",
    completes: ["mud", "mudlark.Thing"],
  },
  dbrefRange: { argument: arg.dbrefRange("x"), kind: "dbrefRange", good: "#9 - 5", bad: "5" },
  duration: { argument: arg.duration("x"), kind: "duration", good: "1h30m", bad: "soon" },
  entity: {
    argument: arg.entity("x"),
    kind: "entity",
    good: "*ann",
    bad: "moon",
    completes: ["la", "lamp"],
  },
  entityAttribute: {
    argument: arg.entityAttribute("x"),
    kind: "objectAttribute",
    good: "*ann/hp",
    bad: "lamp/a[",
  },
  exit: { argument: arg.exit("x"), kind: "exit", good: "gate", bad: "lamp", completes: ["g", "gate"] },
  help: {
    argument: arg.help("x"),
    kind: "help",
    good: "lanterns",
    bad: "xyzzy",
    completes: ["lan", "lanterns"],
  },
  int: { argument: arg.int("x", { max: 9 }), kind: "int", good: "-3", bad: "10" },
  json: { argument: arg.json("x"), kind: "json", good: "[1, {a: None}]", bad: null },
  list: {
    argument: arg.list("x", arg.bool("y")),
    kind: "list",
    good: "on, off,",
    bad: "on,,off",
    completes: ["on, o", "on, off"],
  },
  lockString: { argument: arg.lockString("x"), kind: "lockString", good: "get:all()", bad: "get:perm(" },
  number: { argument: arg.number("x"), kind: "number", good: "1.5", bad: "1,5" },
  objDef: { argument: arg.objDef("x"), kind: "objDef", good: "a;b:c", bad: ";b" },
  object: { argument: arg.object("x"), kind: "object", good: "lamp", bad: "moon", completes: ["l", "lamp"] },
  objectAttribute: {
    argument: arg.objectAttribute("x"),
    kind: "objectAttribute",
    good: "lamp/hp",
    bad: "moon/hp",
  },
  objects: {
    argument: arg.objects("x"),
    kind: "objects",
    good: "lamp, gate",
    bad: "lamp, moon",
    completes: ["gate, la", "gate, lamp"],
  },
  oneOf: {
    argument: arg.oneOf("x", ["up", "down"]),
    kind: "enum",
    good: "d",
    bad: "east",
    completes: ["u", "up"],
  },
  phrase: { argument: arg.phrase("x", { max: 3 }), kind: "phrase", good: "a b", bad: "a bc" },
  prototype: {
    argument: arg.prototype("x"),
    kind: "prototype",
    good: "GOBLIN",
    bad: "dragon",
    completes: ["gob", "goblin"],
  },
  room: { argument: arg.room("x"), kind: "room", good: "yard", bad: "lamp" },
  text: { argument: arg.text("x", { max: 3 }), kind: "text", good: '"a"', bad: "long" },
  things: {
    argument: arg.things("x"),
    kind: "things",
    good: "all.lamp",
    bad: "2 moons",
    completes: ["la", "lamp"],
  },
  word: { argument: arg.word("x", { min: 2 }), kind: "word", good: "ab", bad: "a" },
};

/** `commands.md` §2.6. */
const wanted =
  "word text int number bool duration enum list object objects things room exit account channel help prototype class " +
  "attrPath objDef lockString dbrefRange json";

describe("every kind of argument", () => {
  let game: TestGame;
  let scope: ArgumentScope;

  beforeAll(async () => {
    game = await testGame({ definition: { prototypes: [{ prototypeKey: "goblin", key: "goblin" }] } });
    const { hall, yard, ann } = await game.scene({ rooms: ["hall", "yard"], players: { ann: "hall" } });
    await game.create(stockClasses.Thing, { key: "lamp", location: hall });
    await game.create(stockClasses.Exit, { key: "gate", location: hall, destination: yard });
    await game.turn(() => {
      game.world.help.create({ key: "lanterns", category: "general", text: "They need oil." });
      if (game.world.channels.find("Public") === null) game.world.channels.create({ key: "Public" });
    });
    const session = game.session(ann);
    scope = scopeOf(game.world, actorOf(session));
  });
  afterAll(() => game[Symbol.asyncDispose]());

  it("of the specification is there", () => {
    const kinds = new Set(Object.values(samples).map(({ kind }) => kind));
    expect(wanted.split(" ").filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it.each(Object.entries(samples))(
    "%s reads, refuses in a sentence, completes and describes itself",
    (_key, sample) => {
      const { argument, kind, good, bad, completes } = sample;
      expect(argument.type.kind).toBe(kind);
      expect(argument.type.parse(good, scope)).toMatchObject({ ok: true });
      if (bad !== null) {
        const refusal = argument.type.parse(bad, scope);
        expect(refusal).toMatchObject({
          ok: false,
          message: expect.stringMatching(/^.{8,}[.?!]$/su) as string,
        });
      }
      if (completes === undefined) expect(argument.type.complete(good, scope)).toBeInstanceOf(Array);
      else expect(argument.type.complete(completes[0], scope)).toContain(completes[1]);
      const declared = command({ key: "do", args: argument, run() {} });
      expect(usageOf(declared)).toMatch(/^do <.+>$/u);
      expect(describeCommand(declared)).toMatchObject({ arguments: [{ part: "argument", name: "x", kind }] });
    },
  );
});
