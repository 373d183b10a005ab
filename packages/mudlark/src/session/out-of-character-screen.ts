import { escapeMarkup } from "../text/markup/plain-text.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "./accounts/account.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

interface ScreenSettings {
  readonly maxCharacters: number | null;
  readonly autoPuppet: boolean;
}

/**
 * What an account sees while it plays nothing: its sessions, what it can type, its characters (`sessions.md` §9). A
 * short form of it, where there is nothing to choose: one character, which is entered by itself at login.
 */
export function outOfCharacterScreen(
  account: Account,
  asking: Session,
  sessions: Sessions,
  { maxCharacters, autoPuppet }: ScreenSettings,
): string {
  const own = sessions.ofAccount(account);
  const { characters } = account;
  const [only] = characters;
  if (autoPuppet && maxCharacters === 1 && only !== undefined) {
    return `You are |g${escapeMarkup(account.key)}|n, and out of character. Type |wic|n to play |c${escapeMarkup(only.key)}|n, or |whelp|n for the commands.`;
  }
  const most = maxCharacters === null ? "unlimited" : String(maxCharacters);
  const lines = [
    `You are |g${escapeMarkup(account.key)}|n, and out of character.`,
    "",
    "|wYour sessions|n",
    ...own.map((session, index) => sessionLine(session, index + 1, session === asking)),
    "",
    "|whelp|n lists the commands. |wic NAME|n plays a character, |wic|n alone the last one.",
    "|wcharcreate NAME|n makes a character, |wchardelete NAME|n deletes one.",
    "",
    `|wYour characters|n (${characters.length} of ${most})`,
    ...(characters.length === 0
      ? ["None yet. Make one with |wcharcreate NAME|n."]
      : characters.map((character) => characterLine(character, account, own, sessions))),
  ];
  return lines.join("\n");
}

function sessionLine(session: Session, number: number, isAsking: boolean): string {
  return `${isAsking ? "*" : " "} ${number}. ${session.protocolKey}, ${escapeMarkup(session.address)}`;
}

function characterLine(
  character: WorldObject,
  account: Account,
  own: readonly Session[],
  sessions: Sessions,
): string {
  const permissions = character.permissions.all().join(", ");
  const name = `- |c${escapeMarkup(character.key)}|n${permissions === "" ? "" : ` [${permissions}]`}`;
  const players = sessions.ofPuppet(character);
  if (players.length === 0) return `${name}: free`;
  return players
    .map((session) =>
      session.account === account
        ? `${name}: played by you in session ${own.indexOf(session) + 1}`
        : `${name}: played by someone else`,
    )
    .join("\n");
}
