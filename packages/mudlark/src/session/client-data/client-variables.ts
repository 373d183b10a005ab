import { bridgedVariables } from "@mudlark/protocols";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Game } from "../../model/game.ts";
import type { Account } from "../account.ts";
import type { Session } from "../session.ts";
import { knownFacts, type ClientFacts } from "./client-facts.ts";
import { visibleExits } from "./visible-exits.ts";

/** Whom a client is told about. */
export interface ClientView {
  readonly game: Game;
  readonly session: Session;
  readonly account: Account;
  /** What the session plays; null while it plays nothing. */
  readonly puppet: WorldObject | null;
}

/**
 * One value that a client may ask for and watch. `undefined` when there is none just now. It must only look; it is asked
 * again whenever the account, the puppet or the place of the puppet has changed.
 *
 * @example
 * const health: ClientVariable = ({ puppet }) => (puppet instanceof Hero ? puppet.hp : undefined);
 */
export type ClientVariable = (view: ClientView) => JsonValue | undefined;

/** Everything that clients can ask for by name, MSDP's standard names first (`protocols.md` §7). */
export class ClientVariables {
  readonly #readers: ReadonlyMap<string, ClientVariable>;

  /**
   * @param own of the game; one with a standard name takes its place
   * @param vitals what `Char.Vitals` says of a puppet, for `HEALTH` and its like
   */
  constructor(
    serverName: string,
    own: Readonly<Record<string, ClientVariable>> = {},
    vitals: ((puppet: WorldObject) => ClientFacts) | null = null,
  ) {
    const standard: Readonly<Record<string, ClientVariable>> = {
      ACCOUNT_NAME: ({ account }) => account.key,
      CHARACTER_NAME: ({ puppet }) => puppet?.key,
      SERVER_ID: () => serverName,
      SERVER_TIME: ({ game }) => new Date(game.clock.now()).toISOString(),
      WORLD_TIME: ({ game }) => Math.floor(game.time.now),
      ROOM: ({ puppet }) => (puppet?.location ? roomOf(puppet.location, puppet) : undefined),
      ...(vitals === null ? {} : vitalVariables(vitals)),
    };
    const all = Object.entries({ ...standard, ...own });
    this.#readers = new Map(all.map(([name, reader]) => [name.toUpperCase(), reader]));
  }

  /** In the order of the alphabet. */
  get names(): readonly string[] {
    return [...this.#readers.keys()].sort();
  }

  /** Those whose changes can be told: a clock changes all the time. */
  get reportable(): readonly string[] {
    return this.names.filter((name) => !clocks.has(name));
  }

  /** The name as it is written; null when no variable has it. */
  nameOf(asked: string): string | null {
    const name = asked.toUpperCase();
    return this.#readers.has(name) ? name : null;
  }

  /** The value for that session; undefined when there is none. Before the login, there is none. */
  read(name: string, game: Game, session: Session): JsonValue | undefined {
    const { account, puppet } = session;
    if (account === null) return undefined;
    return this.#readers.get(name)?.({ game, session, account, puppet });
  }
}

const clocks: ReadonlySet<string> = new Set(["SERVER_TIME", "WORLD_TIME"]);

const vitalNames = ["HEALTH", "HEALTH_MAX", "MANA", "MANA_MAX", "MOVEMENT", "MOVEMENT_MAX"];

function vitalVariables(
  vitals: (puppet: WorldObject) => ClientFacts,
): Readonly<Record<string, ClientVariable>> {
  const reader =
    (wanted: string): ClientVariable =>
    ({ puppet }) => {
      if (puppet === null) return undefined;
      const bridged = bridgedVariables("Char.Vitals", knownFacts(vitals(puppet))) ?? [];
      return bridged.find(([name]) => name === wanted)?.[1];
    };
  return Object.fromEntries(vitalNames.map((name) => [name, reader(name)]));
}

/** The table `ROOM`: the exits that the looker sees, by name, each with the number of the room behind it. */
function roomOf(room: WorldObject, looker: WorldObject): JsonObject {
  return { VNUM: room.id, NAME: room.key, EXITS: visibleExits(room, looker) };
}
