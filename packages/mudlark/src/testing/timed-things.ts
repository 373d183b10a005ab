import { Script } from "../content/scripts/script.ts";
import { attr } from "../model/attributes/declared/attr.ts";
import { WorldObject } from "../model/object/world-object.ts";
import { callback } from "../model/time/callback.ts";
import type { OnDemandTask } from "../model/time/on-demand-task.ts";

/** Remembers what timers did with it. */
export class Candle extends WorldObject {
  static readonly classId = "test/Candle";

  get log(): readonly string[] {
    return (this.db["log"] ?? []) as readonly string[];
  }

  gutter(why: string): void {
    this.db["log"] = [...this.log, why];
  }
}

/** Counts its ticks. */
export class Tally extends Script.with({ ticks: attr.int({ default: 0 }) }) {
  static override readonly classId = "test/Tally";

  override atRepeat(): void {
    this.ticks += 1;
  }
}

export const ring = callback("ring", (game, times: number) => game.settings.set("rung", times));

export const bloom = callback("bloom", (game, task: OnDemandTask) =>
  game.settings.set("blooms", [...((game.settings.get("blooms") ?? []) as readonly string[]), task.key]),
);
