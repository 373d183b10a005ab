import { describe, expectTypeOf, it } from "vitest";
import { attr } from "../../model/attributes/declared/attr.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import { callback } from "../../model/time/callback.ts";
import type { Task } from "../../model/time/task.ts";
import { Script } from "./script.ts";

class Weather extends Script.with({ sky: attr.oneOf(["clear", "cloudy"], { default: "clear" }) }) {
  storm(strength: number): number {
    return strength;
  }

  paint(_colour: "red" | "blue"): void {
    this.game.delay(60, this, "paint", "red");
    this.game.tickers.subscribe(30, this, "storm", 3);
    this.game.schedules.add({ hour: 6, repeat: true }, this, "stop");
    // @ts-expect-error no such method
    this.game.delay(60, this, "drizzle");
    // @ts-expect-error a number is missing
    this.game.delay(60, this, "storm");
    // @ts-expect-error no such colour
    this.game.tickers.subscribe(60, this, "paint", "green");
    // @ts-expect-error an attribute is no method
    this.game.schedules.add({ hour: 6 }, this, "sky");
  }
}

declare const game: Game;
declare const entity: Entity;
declare const weather: Weather;

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

const tide = callback("tide", (_game, _height: number) => {});

describe("timers", () => {
  it("know the methods of an entity and what they take", () => {
    expectTypeOf(game.delay(5, () => {})).toEqualTypeOf<Task>();
    expectTypeOf(game.delay(60, weather, "storm", 3)).toEqualTypeOf<Task>();
    game.delay(60, tide, 12);
    game.tickers.subscribe(30, weather, "storm", 2);
    game.tickers.subscribe({ interval: 30, id: "b" }, tide, 2);
    // @ts-expect-error no such method
    game.delay(60, weather, "drizzle");
    // @ts-expect-error a number is missing
    game.delay(60, weather, "storm");
    // @ts-expect-error an attribute is no method
    game.tickers.subscribe(30, weather, "sky");
    // @ts-expect-error a text is no height
    game.delay(60, tide, "high");
  });
});
