import { describe, expect, it } from "vitest";
import { testGame } from "../../testing/test-game.ts";
import { arg } from "../arguments/arg.ts";
import { optional, seq } from "../arguments/combinators.ts";
import { flag } from "../arguments/switches.ts";
import { cmdset } from "../sets/command-set.ts";
import { Command, definitionOf, type ContextOf, type InputOf } from "./command-class.ts";

class Knock extends Command {
  readonly key: string = "knock";
  override readonly aliases = ["rap"];
  override readonly help: string = "Knock on something.";
  override readonly needs = ["puppet"] as const;
  override readonly switches = { hard: flag("with your fist") };
  override readonly args = seq(arg.word("what"), optional(arg.int("times"), 1));

  override before(ctx: ContextOf<Knock>): void {
    if (ctx.puppet.tags.has("asleep")) {
      ctx.msg("You dream of it.");
      ctx.stop();
    }
  }

  run(ctx: ContextOf<Knock>, { what, times, switches }: InputOf<Knock>): void {
    ctx.msg(`${this.sound(switches.hard)} on the ${what}, ${times} times.`);
  }

  override after(ctx: ContextOf<Knock>): void {
    ctx.msg("(Silence.)");
  }

  protected sound(isHard: boolean): string {
    return isHard ? "Bang" : "Tap";
  }
}

class Scratch extends Knock {
  override readonly key = "scratch";
  override readonly aliases = [];
  override readonly needs = ["puppet"] as const;

  protected override sound(): string {
    return "Scratch";
  }
}

describe("a command as a class", () => {
  it("is a command like any other, and hands down what it does", async () => {
    const game = await testGame({ definition: { commands: { character: [Knock, Scratch] } } });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const says = async (line: string): Promise<string> => {
      const { sentTo } = await game.call(line, { as: ann });
      return sentTo(ann).join("\n");
    };
    expect(await says("rap/hard door 3")).toBe("Bang on the door, 3 times.\n(Silence.)");
    expect(await says("scratch wall")).toBe("Scratch on the wall, 1 times.\n(Silence.)");
    expect(await says("knock/soft door")).toContain("It has /hard");
    expect(await says("help scratch")).toContain("Knock on something.");
    await game.turn(() => ann.character.tags.add("asleep"));
    expect(await says("knock door")).toContain("You dream of it.");
  });

  it("stands in sets, where a class that inherits has names of its own", () => {
    const set = cmdset({ key: "door", commands: [Knock] }).with(Scratch);
    expect(set.commands.map(({ key }) => key)).toEqual(["knock", "scratch"]);
    expect(set.get("rap")?.key).toBe("knock");
    expect(set.without("knock").has("rap")).toBe(false);
  });

  it("keeps no state of its own", () => {
    class Count extends Command {
      readonly key = "count";
      private times = 0;

      run(): number {
        return ++this.times;
      }
    }
    expect(() => definitionOf(Count).run(undefined as never, {})).toThrow(TypeError);
  });

  it("has to be right, as any declaration", () => {
    class Nameless extends Command {
      readonly key = " ";

      run(): void {}
    }
    expect(() => definitionOf(Nameless)).toThrow(expect.objectContaining({ code: "COMMAND_INVALID" }));
  });
});
