import { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";

/** Who sends or gets a message: somebody in the world, or the name of somebody outside of it. */
export type Party = Entity | string;

/** How a message names a party: `account:5`, or `name:postmaster`. */
export function partyKey(party: Party): string {
  return party instanceof Entity ? `${party.kind}:${party.id}` : `name:${party.trim().toLowerCase()}`;
}

/** What is stored of a party. */
export function storeParty(party: Party): string {
  return party instanceof Entity ? partyKey(party) : `name:${party.trim()}`;
}

/** The party that was stored; null when it is gone. */
export function readParty(stored: string, game: Game): Party | null {
  const [, kind = "", rest = ""] = /^([a-z]+):(.*)$/s.exec(stored) ?? [];
  return kind === "name" ? rest : game.get(kind, Number(rest));
}
