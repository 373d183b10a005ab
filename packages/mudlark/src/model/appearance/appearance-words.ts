import { joinList } from "../../text/layout/join-list.ts";

/** What looking at something says, when nobody says it better. */
export const appearanceWords = {
  plain: "Nothing about it stands out.",
  cannotLook: (name: string) => `You cannot make out ${name}.`,
  exits: (names: readonly string[]) => `Exits: ${joinList(names)}`,
  characters: (names: readonly string[]) => `Characters: ${joinList(names)}`,
  things: (names: readonly string[]) => `You see: ${joinList(names)}`,
};
