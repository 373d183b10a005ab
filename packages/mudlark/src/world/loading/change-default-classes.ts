import type { Logger } from "../../base/logger.ts";
import type { GameClasses } from "../../game/define-game.ts";
import type { EntityClass } from "../../model/entity/entity.ts";
import type { Kernel } from "../../model/kernel.ts";
import { Account } from "../../session/accounts/account.ts";
import { stockClasses } from "../../stock/classes/stock-classes.ts";

/** The classes that the game used by default when it was started last, by what they are for. */
const settingKey = "default_classes";

/**
 * When a game has another class for its characters, rooms, exits, things or accounts than at its last start, those of
 * exactly the class that was the default become of the new one (`world.md` §2). They keep all that they have; no hook of
 * creation runs. To be called in a turn, before anything that is stored was touched.
 *
 * @param chosen by `defineGame`
 */
export function changeDefaultClasses(game: Kernel, chosen: GameClasses, logger: Logger): void {
  const { Character, Room, Exit, Thing } = stockClasses;
  const classes: Required<GameClasses> = {
    account: Account,
    character: Character,
    room: Room,
    exit: Exit,
    thing: Thing,
    ...chosen,
  };
  const before = idsIn(game.settings.get(settingKey));
  const now = Object.entries(classes).map(
    ([use, cls]: [string, EntityClass]) => [use, game.classes.require(cls)] as const,
  );
  for (const [use, { id, kind, cls }] of now) {
    const old = before.get(use);
    if (old === undefined || old === id) continue;
    let changed = 0;
    for (const record of game.collection(kind).records()) {
      if (record.classId !== old) continue;
      record.changeClass(id, cls.contentType ?? "");
      changed += 1;
    }
    logger.info("What was of the former default class is of the new one", {
      use,
      before: old,
      now: id,
      changed,
    });
  }
  game.settings.set(settingKey, Object.fromEntries(now.map(([use, { id }]) => [use, id])));
}

function idsIn(stored: unknown): ReadonlyMap<string, string> {
  const entries = typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
