import { describe, expectTypeOf, it } from "vitest";
import type { JsonValue } from "../../base/json.ts";
import { attr } from "../../model/attributes/declared/attr.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import type { Account } from "../actors.ts";
import { arg } from "../../content/arguments/arg.ts";
import type { Channel } from "../../content/channels/channel.ts";
import type { WrittenTopic } from "../../content/help/help-topic.ts";
import type { Prototype } from "../../content/prototypes/prototype.ts";
import type { EntityClass } from "../../model/entity/entity.ts";
import type { AttributePath } from "../arguments/attribute-path.ts";
import { optional, sep, seq } from "../arguments/combinators.ts";
import { flag, valued } from "../arguments/switches.ts";
import { command } from "./command.ts";
import type { Chosen } from "../../model/game-types.ts";

describe("command", () => {
  it("infers arguments and switches without casts", () => {
    command({
      key: "x",
      switches: { quiet: flag("tell nobody"), limit: valued(arg.int("rows"), "how many") },
      args: seq(
        arg.int("count"),
        optional(arg.word("colour")),
        sep("="),
        arg.list("names", arg.phrase("name")),
        optional(arg.oneOf("mood", ["glad", "sad"]), "glad"),
      ),
      run(ctx, input) {
        expectTypeOf(input.count).toEqualTypeOf<number>();
        expectTypeOf(input.colour).toEqualTypeOf<string | undefined>();
        expectTypeOf(input.names).toEqualTypeOf<readonly string[]>();
        expectTypeOf(input.mood).toEqualTypeOf<"glad" | "sad">();
        expectTypeOf(input.switches.quiet).toEqualTypeOf<boolean>();
        expectTypeOf(input.switches.limit).toEqualTypeOf<number | undefined>();
        expectTypeOf(input).not.toHaveProperty("nothing");
        expectTypeOf(input.switches).not.toHaveProperty("nothing");
        expectTypeOf(ctx.name).toEqualTypeOf<string>();
      },
    });
  });

  it("takes one argument without a sequence, and infers wherever run stands", () => {
    command({
      key: "x",
      async run(_ctx, { value, switches }) {
        expectTypeOf(value).toEqualTypeOf<JsonValue>();
        expectTypeOf<keyof typeof switches>().toBeNever();
        await Promise.resolve();
      },
      args: arg.json("value"),
    });
  });

  it("infers optional groups and types of their own", () => {
    command({
      key: "x",
      args: seq(arg.objDef("what"), optional(seq(sep(":"), arg.duration("time"), arg.bool("loud")))),
      run(_ctx, { what, time, loud }) {
        expectTypeOf(what.aliases).toEqualTypeOf<readonly string[]>();
        expectTypeOf(time).toEqualTypeOf<number | undefined>();
        expectTypeOf(loud).toEqualTypeOf<boolean | undefined>();
      },
    });
  });

  it("infers the value of every kind", () => {
    class Lantern extends WorldObject.with({ fuel: attr.int({ default: 1 }) }) {}
    command({
      key: "x",
      args: seq(
        arg.account("account"),
        arg.attrPath("attrPath"),
        arg.bool("bool"),
        arg.channel("channel"),
        arg.class("anyClass"),
        arg.class("lanternClass", { of: Lantern }),
        arg.dbrefRange("range"),
        arg.duration("duration"),
        arg.entity("entity"),
        arg.entityAttribute("entityAttribute"),
        arg.exit("exit"),
        arg.help("help"),
        arg.int("int"),
        arg.json("json"),
        arg.list("list", arg.list("pair", arg.int("one"))),
        arg.lockString("lock"),
        arg.number("number"),
        arg.objDef("objDef"),
        arg.object("object"),
        arg.object("lantern", { is: Lantern }),
        arg.objectAttribute("objectAttribute"),
        arg.objects("objects"),
        arg.objects("lanterns", { is: Lantern }),
        arg.oneOf("oneOf", ["a", "b"]),
        arg.phrase("phrase"),
        arg.prototype("prototype"),
        arg.room("room"),
        arg.text("text"),
        arg.things("things", { is: Lantern }),
        arg.word("word"),
      ),
      run(_ctx, input) {
        expectTypeOf(input.account).toEqualTypeOf<Account>();
        expectTypeOf(input.attrPath).toEqualTypeOf<AttributePath>();
        expectTypeOf(input.bool).toEqualTypeOf<boolean>();
        expectTypeOf(input.channel).toEqualTypeOf<Channel>();
        expectTypeOf(input.anyClass).toEqualTypeOf<EntityClass<WorldObject>>();
        expectTypeOf(input.lanternClass).toEqualTypeOf<EntityClass<Lantern>>();
        expectTypeOf(input.range.from).toEqualTypeOf<number>();
        expectTypeOf(input.duration).toEqualTypeOf<number>();
        expectTypeOf(input.entity).toEqualTypeOf<WorldObject | Account>();
        expectTypeOf(input.entityAttribute.object).toEqualTypeOf<WorldObject | Account>();
        expectTypeOf(input.exit).toEqualTypeOf<WorldObject>();
        expectTypeOf(input.help).toEqualTypeOf<WrittenTopic>();
        expectTypeOf(input.int).toEqualTypeOf<number>();
        expectTypeOf(input.json).toEqualTypeOf<JsonValue>();
        expectTypeOf(input.list).toEqualTypeOf<readonly (readonly number[])[]>();
        expectTypeOf(input.lock).toEqualTypeOf<string>();
        expectTypeOf(input.number).toEqualTypeOf<number>();
        expectTypeOf(input.objDef.option).toEqualTypeOf<string | null>();
        expectTypeOf(input.object).toEqualTypeOf<WorldObject>();
        expectTypeOf(input.lantern.fuel).toEqualTypeOf<number>();
        expectTypeOf(input.objectAttribute.paths).toEqualTypeOf<readonly AttributePath[]>();
        expectTypeOf(input.objects).toEqualTypeOf<readonly WorldObject[]>();
        expectTypeOf(input.lanterns).toEqualTypeOf<readonly Lantern[]>();
        expectTypeOf(input.oneOf).toEqualTypeOf<"a" | "b">();
        expectTypeOf(input.phrase).toEqualTypeOf<string>();
        expectTypeOf(input.prototype).toEqualTypeOf<Prototype>();
        expectTypeOf(input.room).toEqualTypeOf<WorldObject>();
        expectTypeOf(input.text).toEqualTypeOf<string>();
        expectTypeOf(input.things).toEqualTypeOf<readonly Lantern[]>();
        expectTypeOf(input.word).toEqualTypeOf<string>();
      },
    });
  });

  it("infers what may be left out, and switches of every kind", () => {
    command({
      key: "x",
      args: seq(
        optional(arg.object("target")),
        optional(arg.int("count"), 1),
        optional(arg.list("names", arg.word("name")), null),
        optional(seq(sep("="), arg.text("reason"))),
      ),
      switches: {
        all: flag("all of them"),
        class: valued(arg.class("class"), "of a class"),
        sort: valued(arg.oneOf("order", ["id", "name"]), "in order"),
        in: valued(arg.object("place"), "in a place"),
      },
      run(_ctx, { target, count, names, reason, switches }) {
        expectTypeOf(target).toEqualTypeOf<WorldObject | undefined>();
        expectTypeOf(count).toEqualTypeOf<number>();
        expectTypeOf(names).toEqualTypeOf<readonly string[] | null>();
        expectTypeOf(reason).toEqualTypeOf<string | undefined>();
        expectTypeOf(switches.all).toEqualTypeOf<boolean>();
        expectTypeOf(switches.class).toEqualTypeOf<EntityClass<WorldObject> | undefined>();
        expectTypeOf(switches.sort).toEqualTypeOf<"id" | "name" | undefined>();
        expectTypeOf(switches.in).toEqualTypeOf<WorldObject | undefined>();
        expectTypeOf<keyof typeof switches>().toEqualTypeOf<"all" | "class" | "sort" | "in">();
      },
    });
  });

  it("knows that what a command needs is there", () => {
    command({
      key: "x",
      needs: ["session", "puppet"],
      run(ctx) {
        expectTypeOf(ctx.session).not.toBeNullable();
        expectTypeOf(ctx.puppet).not.toBeNullable();
        expectTypeOf(ctx.account).extract<null>().toEqualTypeOf<null>();
        expectTypeOf(ctx.here).not.toBeNullable();
      },
    });
  });

  it("infers the answers to questions", () => {
    command({
      key: "x",
      async run(ctx) {
        expectTypeOf(await ctx.ask("?")).toEqualTypeOf<string>();
        expectTypeOf(await ctx.ask("?", { kind: arg.int("age") })).toEqualTypeOf<number>();
        expectTypeOf(await ctx.confirm("?")).toEqualTypeOf<boolean>();
        expectTypeOf(await ctx.choose("?", [1, 2])).toEqualTypeOf<number>();
        expectTypeOf(await ctx.wait(Promise.resolve(new Date()))).toEqualTypeOf<Date>();
      },
    });
  });

  it("infers objects of declared classes, and what may be done with them", () => {
    class Lantern extends WorldObject.with({
      fuel: attr.int({ default: 100, min: 0 }),
      litBy: attr.ref<WorldObject>({ nullable: true }),
    }) {}
    command({
      key: "light",
      args: seq(arg.object("lantern", { from: "inventory", is: Lantern })),
      switches: { quiet: flag("tell nobody") },
      async run(ctx, { lantern, switches }) {
        expectTypeOf(lantern).toEqualTypeOf<Lantern>();
        if (lantern.fuel < 10 && !(await ctx.confirm("It is almost dry. Light it anyway?"))) return;
        lantern.litBy = ctx.puppet;
        if (!switches.quiet) ctx.here.act("$You() $conj(light) {lantern}.", { lantern });
      },
    });
    command({
      key: "give",
      args: seq(arg.things("items", { from: "inventory" }), sep("=", " to "), arg.object("target")),
      run(_ctx, { items, target }) {
        expectTypeOf(items).toEqualTypeOf<readonly WorldObject[]>();
        expectTypeOf(target).toEqualTypeOf<WorldObject>();
      },
    });
  });

  it("lets a changed command keep its input", () => {
    const give = command({ key: "give", args: arg.int("count"), run() {} });
    give.extend({
      key: "hand",
      run(_ctx, { count }) {
        expectTypeOf(count).toEqualTypeOf<number>();
      },
    });
  });
});

describe("a game's own types", () => {
  it("take the place of the stock ones, and those of the plain ones", () => {
    interface Hero {
      readonly courage: number;
    }
    expectTypeOf<
      Chosen<"character", Date, { character: Hero }, { character: RegExp }>
    >().toEqualTypeOf<Hero>();
    expectTypeOf<
      Chosen<"character", Date, { account: Hero }, { character: RegExp }>
    >().toEqualTypeOf<RegExp>();
    expectTypeOf<Chosen<"character", Date, { account: Hero }, { session: RegExp }>>().toEqualTypeOf<Date>();
  });
});
