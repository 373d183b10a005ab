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
  /** Equal for terminals that get the same bytes. */
  readonly bytesKey: string;
  readonly flags: ClientFlags;
  readonly settings: TextSettings;
}

/** Views that are worked out once for all clients with the very same flags, as those that have said nothing yet. */
export class Views {
  #settings: TextSettings | null = null;
  #made = new WeakMap<ClientFlags, View>();

  of(flags: ClientFlags, settings: TextSettings): View {
    if (settings !== this.#settings) this.#made = new WeakMap();
    this.#settings = settings;
    const known = this.#made.get(flags);
    if (known !== undefined) return known;
    const view = viewOf(flags, settings);
    this.#made.set(flags, view);
    return view;
  }
}

/** @param options of one message; they override the flags */
export function viewOf(flags: ClientFlags, settings: TextSettings, options: JsonObject = {}): View {
  const abilities = abilitiesOf(flags, options, settings);
  const key = abilitiesKey(abilities);
  const encoding = typeof flags.ENCODING === "string" ? flags.ENCODING : "utf-8";
  return { abilities, key, encoding, bytesKey: `${encoding} ${key}`, flags, settings };
}
