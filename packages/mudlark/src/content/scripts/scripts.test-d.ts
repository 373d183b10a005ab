import { describe, expectTypeOf, it } from "vitest";
import { attr } from "../../model/attributes/declared/attr.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import { Script } from "./script.ts";

class Weather extends Script.with({ sky: attr.oneOf(["clear", "cloudy"], { default: "clear" }) }) {
  storm(strength: number): number {
    return strength;
  }
}

declare const game: Game;
declare const entity: Entity;

describe("scripts", () => {
  it("are known by their class", () => {
    const weather = entity.scripts.add(Weather, { interval: 60 });
    expectTypeOf(weather).toEqualTypeOf<Weather>();
    expectTypeOf(weather.sky).toEqualTypeOf<"clear" | "cloudy">();
    expectTypeOf(entity.scripts.get(Weather)).toEqualTypeOf<Weather | null>();
    expectTypeOf(entity.scripts.get("weather")).toEqualTypeOf<Script | null>();
    expectTypeOf(game.scripts.create(Weather)).toEqualTypeOf<Weather>();
    for (const each of game.scripts.all(Weather)) expectTypeOf(each.storm(1)).toEqualTypeOf<number>();
    // @ts-expect-error a script given to an entity belongs to that entity
    entity.scripts.add(Weather, { owner: entity });
    // @ts-expect-error not a sky
    weather.sky = "green";
  });
});
