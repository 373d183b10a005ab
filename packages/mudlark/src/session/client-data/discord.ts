import { z } from "zod";
import type { WorldObject } from "../../model/object/world-object.ts";
import { inputFunction, type InputFunction } from "../inputs/input-function.ts";
import { knownFacts, type ClientFacts } from "./client-facts.ts";

/** What a client shows of the game on Discord (`External.Discord`, `protocols.md` §8.1). */
export interface DiscordPresence {
  /** Where people join the game's server. */
  readonly inviteUrl?: string;
  /** The number that Discord gave the game, with its pictures. */
  readonly applicationId?: string;
  /**
   * What a player does: `state`, `details`, `game`, `starttime`, `partysize` … It must only look.
   *
   * @example
   * status: (puppet) => ({ game: "Harbour", details: puppet.location?.key }),
   */
  readonly status?: (puppet: WorldObject) => ClientFacts;
}

/** What clients send about it. A game that says nothing answers nothing. */
export function discordInputs(discord: DiscordPresence | undefined): Readonly<Record<string, InputFunction>> {
  return {
    external_discord_hello: inputFunction({
      help: "Answers with what Discord has to know of the game.",
      takes: z.looseObject({}),
      run(session) {
        const info = knownFacts({ inviteurl: discord?.inviteUrl, applicationid: discord?.applicationId });
        if (Object.keys(info).length > 0) session.send("External.Discord.Info", [], info, "answer");
      },
    }),
    external_discord_get: inputFunction({
      help: "Answers with what Discord may show of what you do.",
      takes: z.looseObject({}),
      run(session) {
        const { puppet } = session;
        if (puppet === null || discord?.status === undefined) return;
        session.send("External.Discord.Status", [], knownFacts(discord.status(puppet)), "answer");
      },
    }),
  };
}
