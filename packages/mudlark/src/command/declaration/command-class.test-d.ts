import { describe, expectTypeOf, it } from "vitest";
import type { WorldObject } from "../../model/object/world-object.ts";
import { arg } from "../arguments/arg.ts";
import { optional, sep, seq } from "../arguments/combinators.ts";
import { flag } from "../arguments/switches.ts";
import { Command, type ContextOf, type InputOf } from "./command-class.ts";

class Give extends Command {
  readonly key: string = "give";
  override readonly needs = ["puppet"] as const;
  override readonly switches = { quiet: flag("tell nobody") };
  override readonly args = seq(
    arg.things("items", { from: "inventory" }),
    sep("="),
    arg.object("target"),
    optional(arg.int("times")),
  );

  run(ctx: ContextOf<Give>, input: InputOf<Give>): void {
    expectTypeOf(input.items).toEqualTypeOf<readonly WorldObject[]>();
    expectTypeOf(input.target).toEqualTypeOf<WorldObject>();
    expectTypeOf(input.times).toEqualTypeOf<number | undefined>();
    expectTypeOf(input.switches.quiet).toEqualTypeOf<boolean>();
    expectTypeOf(ctx.puppet).not.toBeNullable();
    expectTypeOf(ctx.session).toBeNullable();
  }
}

class Hand extends Give {
  override readonly key = "hand";

  override run(ctx: ContextOf<Hand>, input: InputOf<Hand>): void {
    super.run(ctx, { ...input, times: 1 });
  }
}

class Wave extends Command {
  readonly key = "wave";

  run(ctx: ContextOf<Wave>, input: InputOf<Wave>): void {
    expectTypeOf(ctx.puppet).toBeNullable();
    expectTypeOf<keyof typeof input>().toEqualTypeOf<"switches">();
  }
}

describe("the class form of commands", () => {
  it("tells the types of arguments, switches and needs, also to heirs", () => {
    expectTypeOf<InputOf<Hand>>().toEqualTypeOf<InputOf<Give>>();
    expectTypeOf<Parameters<Wave["run"]>[1]>().toEqualTypeOf<InputOf<Wave>>();
  });
});
