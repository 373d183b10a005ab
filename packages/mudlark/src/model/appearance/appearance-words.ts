import { joinList } from "../../text/layout/join-list.ts";

/** What looking at something says, when nobody says it better. */
export const appearanceWords = {
  plain: "Nothing about it stands out.",
  cannotLook: (name: string) => `You cannot make out ${name}.`,
  exits: (names: readonly string[], most?: number) => `Exits: ${namesOf(names, most)}`,
  characters: (names: readonly string[], most?: number) => `Characters: ${namesOf(names, most)}`,
  things: (names: readonly string[], most?: number) => `You see: ${namesOf(names, most)}`,
};

function namesOf(names: readonly string[], most = 50): string {
  const left = names.length - most;
  return joinList(left > 0 ? [...names.slice(0, most), `${left} more`] : names);
}
