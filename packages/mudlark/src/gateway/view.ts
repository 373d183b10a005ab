import type { JsonObject } from "../base/json.ts";
import type { ClientFlags } from "../link/session-state.ts";
import {
  abilitiesKey,
  abilitiesOf,
  type TextAbilities,
  type TextSettings,
} from "../text/render/text-abilities.ts";

/** How one client sees text: what follows from its flags, worked out once until they change. */
export interface View {
  readonly abilities: TextAbilities;
  /** Equal for clients that are shown the same. */
  readonly key: string;
  readonly encoding: string;
  readonly flags: ClientFlags;
  readonly settings: TextSettings;
}

export function viewOf(flags: ClientFlags, settings: TextSettings, options: JsonObject = {}): View {
  const abilities = abilitiesOf(flags, options, settings);
  const encoding = typeof flags.ENCODING === "string" ? flags.ENCODING : "utf-8";
  return { abilities, key: abilitiesKey(abilities), encoding, flags, settings };
}
