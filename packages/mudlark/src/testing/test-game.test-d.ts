import { expectTypeOf } from "vitest";
import { attr } from "../api.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import { Thing } from "../stock/classes/thing.ts";
import type { CallOutcome, TestGame, TestPlayer } from "./index.ts";

class Lantern extends Thing.with({ fuel: attr.int({ default: 100 }) }) {}

declare const game: TestGame;

// A scene has exactly the names that were given.
const scene = await game.scene({
  rooms: ["hall", "cellar"],
  players: { ann: "hall", bea: { in: "cellar", permissions: ["Builder"] } },
});
expectTypeOf(scene.hall).toEqualTypeOf<WorldObject>();
expectTypeOf(scene.ann).toEqualTypeOf<TestPlayer>();
// @ts-expect-error nobody is called that
void scene.cora;
// @ts-expect-error there is no such room
void game.scene({ rooms: ["hall"], players: { ann: "attic" } });

// What is made has the attributes of its class.
const lantern = await game.create(Lantern, { key: "lantern" });
expectTypeOf(lantern.fuel).toEqualTypeOf<number>();
expectTypeOf(game.current(lantern)).toEqualTypeOf<Lantern>();

// A turn gives what its work returns.
expectTypeOf(game.turn(() => 5)).toEqualTypeOf<Promise<number>>();
expectTypeOf(game.turn(async () => "x")).toEqualTypeOf<Promise<string>>();

const result = await game.call("look", { as: scene.ann });
expectTypeOf(result.outcome).toEqualTypeOf<CallOutcome>();
expectTypeOf(result.textTo(scene.ann)).toEqualTypeOf<string>();
// @ts-expect-error a room hears nothing by itself
void game.call("look", { as: scene.hall });
// @ts-expect-error no such signal
game.record({ signals: ["doorbell"] });
