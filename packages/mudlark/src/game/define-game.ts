import type { CommandClass } from "../command/declaration/command-class.ts";
import type { CommandDefinition } from "../command/declaration/definition.ts";
import type { CommandSet } from "../command/sets/command-set.ts";
import type { PrototypeOptions } from "../content/prototypes/prototype.ts";
import type { SpawnHook } from "../content/prototypes/spawn-object.ts";
import type { SpawnFunction } from "../content/prototypes/spawn-functions.ts";
import type { GlobalScript } from "../content/scripts/global-scripts.ts";
import type { EntityClass } from "../model/entity/entity.ts";
import type { LockFunction } from "../model/locks/lock-function.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "../session/accounts/account.ts";
import type { Session } from "../session/session.ts";
import type { GameClient } from "../session/client-data/game-client.ts";
import type { TemplateFunction } from "../text/template/template-function.ts";
import type { Service } from "./services.ts";
import type { GameHooks } from "./game-hooks.ts";

/** Commands by who has them, in addition to what every game has; one with the same key takes its place. */
export interface GameCommands {
  /** At the login screen. */
  readonly loggedOut?: readonly (CommandDefinition | CommandClass)[];
  /** Of every session that is logged in. */
  readonly session?: readonly (CommandDefinition | CommandClass)[];
  /** Of every account, in and out of character. */
  readonly account?: readonly (CommandDefinition | CommandClass)[];
  /** Of every character. */
  readonly character?: readonly (CommandDefinition | CommandClass)[];
  /** Sets that entities may keep: those that code adds with `persistent: true`. */
  readonly sets?: readonly CommandSet[];
}

/** Which class is used where the engine creates something by itself. */
export interface GameClasses {
  readonly account?: EntityClass<Account>;
  readonly character?: EntityClass<WorldObject>;
  readonly room?: EntityClass<WorldObject>;
  readonly exit?: EntityClass<WorldObject>;
  readonly thing?: EntityClass<WorldObject>;
}

/** Who looks at their account, and what they would see without a screen of the game's own. */
export interface OutOfCharacterView {
  readonly account: Account;
  readonly session: Session;
  readonly usual: string;
}

/** Everything that a game's code adds to what every Mudlark world has. */
export interface GameDefinition {
  readonly classes?: GameClasses;
  readonly commands?: GameCommands;
  readonly hooks?: GameHooks;
  /** Scripts of which there is always one, by key; `game.scripts.globals.get(key)` finds them. */
  readonly scripts?: Readonly<Record<string, GlobalScript>>;
  /** Functions for locks, by the name that they have there; one with the name of a stock function replaces it. */
  readonly locks?: Readonly<Record<string, LockFunction>>;
  /** What runs beside the world, by name; staff see and stop it with `service`. */
  readonly services?: Readonly<Record<string, Service>>;
  /** What clients are told beside text, and what they may send. */
  readonly client?: GameClient;
  /** Recipes for objects. */
  readonly prototypes?: readonly PrototypeOptions[];
  /** What prototypes may name in `exec`: runs with each new object. */
  readonly spawnHooks?: Readonly<Record<string, SpawnHook>>;
  /**
   * Functions that the texts of `msgContents` and `act` may call, besides `$You()` and the others that there are; one with
   * the name of those takes its place.
   *
   * @example
   * messageFunctions: { shout: ({ args: [text = ""] }) => text.toUpperCase() } // $shout(fire)
   */
  readonly messageFunctions?: Readonly<Record<string, TemplateFunction>>;
  /**
   * Functions that the texts of prototypes may call; undefined leaves the call as it is written.
   *
   * @example
   * spawnFunctions: { moon: (_call, { game }) => phaseOf(game.time.now) } // $moon()
   */
  readonly spawnFunctions?: Readonly<Record<string, SpawnFunction>>;
  readonly screens?: {
    /** What a new connection sees. Markup; must mention how to connect. */
    readonly connection?: (game: { readonly name: string; readonly slogan: string }) => string;
    /**
     * What an account sees while it plays nothing: at login, after `ooc` and by `look`. Markup. A place for a menu that
     * makes characters, too (`sessions.md` §9).
     *
     * @example
     * outOfCharacter: ({ account, usual }) => (account.characters.length === 0 ? "Who will you be?" : usual),
     */
    readonly outOfCharacter?: (view: OutOfCharacterView) => string;
  };
}

/**
 * Says what a game consists of; the default export of `src/game.ts`. Classes need no list: every exported class in
 * a file that the game imports is found, and known by its file and name.
 *
 * @example
 * export default defineGame({
 *   classes: { character: Hero },
 *   commands: { character: [light, snuff] },
 *   hooks: { atInitialSetup: (game) => void game.create(Room, { key: "Quay" }) },
 * });
 */
export function defineGame(definition: GameDefinition): GameDefinition {
  return Object.freeze({ ...definition });
}
