import type { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { SignIn } from "../char-login/sign-in.ts";
import type { InputFunction } from "../inputs/input-function.ts";
import type { RepeatedCall } from "../inputs/repeats.ts";
import type { ClientFacts } from "./client-facts.ts";
import type { ClientFiles } from "./client-offers.ts";
import type { DiscordPresence } from "./discord.ts";
import type { ItemFacts } from "./items.ts";
import type { ClientVariable } from "./client-variable.ts";

/** What a game tells clients beside text, and what it lets them send (`sessions.md` §15, `protocols.md` §7, §8). */
export interface GameClient extends ClientFiles {
  /**
   * The vitals of a puppet: `{ hp, maxhp, mp, maxmp, mv, maxmv }` and whatever else the game has. It must only look.
   *
   * @example
   * vitals: (puppet) => (puppet instanceof Hero ? { hp: puppet.hp, maxhp: 100 } : {}),
   */
  readonly vitals?: (puppet: WorldObject) => ClientFacts;
  /**
   * What changes seldom about a puppet, under the words that a client shows beside it. It must only look.
   *
   * @example
   * status: (puppet) => ({ Level: Number(puppet.db.level ?? 1) }),
   */
  readonly status?: (puppet: WorldObject) => ClientFacts;
  /**
   * What is to be added to `Room.Info`, for clients that draw maps: `area`, `environment`, `coords` and the like; `num: -1`
   * hides where the looker is. It must only look.
   *
   * @example
   * room: (place) => ({ area: String(place.db.area ?? "") }),
   */
  readonly room?: (room: WorldObject, looker: WorldObject) => ClientFacts;
  /**
   * What is to be added to what `Char.Items` says of a thing: its `icon`, or `attrib` with letters of the game's own. It must only look, and
   * it is asked again when the thing changes.
   *
   * @example
   * item: (item) => (item instanceof Sword ? { icon: "sword", attrib: "W" } : {}),
   */
  readonly item?: ItemFacts;
  /** How players may sign in other than by a password, with clients that can do so by themselves. */
  readonly signIn?: SignIn;
  /**
   * What else, beside the account, the puppet and its place, all of this depends on: when one of them changes, it is asked
   * again. At most 16; asked each time that the client is told something.
   *
   * @example
   * watches: (puppet) => (puppet instanceof Hero && puppet.opponent !== null ? [puppet.opponent] : []),
   */
  readonly watches?: (puppet: WorldObject) => readonly Entity[];
  /** What players' friends see of the game on Discord, where a client can show it. */
  readonly discord?: DiscordPresence;
  /** What clients may ask for and watch, by name: `HEALTH`, `MONEY`, or a name of the game's own. */
  readonly variables?: Readonly<Record<string, ClientVariable>>;
  /** What clients may send, by name; one with the name of a stock function takes its place. */
  readonly inputs?: Readonly<Record<string, InputFunction>>;
  /** What clients may have done again and again, by name. */
  readonly repeats?: Readonly<Record<string, RepeatedCall>>;
}
