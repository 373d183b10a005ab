import { bridgedVariables } from "@mudlark/protocols";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Game } from "../../model/game.ts";
import type { Session } from "../session.ts";
import type { ClientVariable } from "./client-variable.ts";
import { byLowerCase, knownFacts } from "./client-facts.ts";
import type { GameClient } from "./game-client.ts";
import { roomInfo } from "./room-info.ts";

/** What a game says of its players, by which variables are read. */
export type VariableSources = Pick<GameClient, "variables" | "vitals" | "status" | "room">;

/** Everything that clients can ask for by name, MSDP's standard names first (`protocols.md` §7). */
export class ClientVariables {
  readonly #readers: ReadonlyMap<string, ClientVariable>;

  /** @param own of the game; a variable with a standard name takes that one's place */
  constructor(serverName: string, own: VariableSources = {}) {
    const { vitals, status, room } = own;
    const standard: Readonly<Record<string, ClientVariable>> = {
      ACCOUNT_NAME: ({ account }) => account.key,
      CHARACTER_NAME: ({ puppet }) => puppet?.key,
      SERVER_ID: () => serverName,
      SERVER_TIME: ({ game }) => new Date(game.clock.now()).toISOString(),
      SPECIFICATION: () => specification,
      WORLD_TIME: ({ game }) => Math.floor(game.time.now),
      ...bridged("Room.Info", ["ROOM"], (puppet) =>
        puppet.location === null ? {} : roomInfo(puppet.location, puppet, room),
      ),
      ...(vitals === undefined
        ? {}
        : bridged("Char.Vitals", vitalNames, (puppet) => knownFacts(vitals(puppet)))),
      ...(status === undefined
        ? {}
        : bridged("Char.Status", ["LEVEL"], (puppet) => byLowerCase(knownFacts(status(puppet))))),
    };
    const all = Object.entries({ ...standard, ...own.variables });
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

/** What the standard variables mean. */
const specification = "https://tintin.mudhalla.net/protocols/msdp/";

const vitalNames = ["HEALTH", "HEALTH_MAX", "MANA", "MANA_MAX", "MOVEMENT", "MOVEMENT_MAX"];

/** Variables that say the same as a package of GMCP (`protocols.md` §8). */
function bridged(
  packageName: string,
  names: readonly string[],
  facts: (puppet: WorldObject) => JsonObject,
): Readonly<Record<string, ClientVariable>> {
  const reader =
    (wanted: string): ClientVariable =>
    ({ puppet }) => {
      const known = puppet === null ? {} : facts(puppet);
      if (Object.keys(known).length === 0) return undefined;
      return bridgedVariables(packageName, known)?.find(([name]) => name === wanted)?.[1];
    };
  return Object.fromEntries(names.map((name) => [name, reader(name)]));
}
