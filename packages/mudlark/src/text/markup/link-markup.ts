import { linkLetters, linkTarget, type Link, type LinkChoice } from "./link.ts";

/**
 * Links as markup, for clients that can click (`protocols.md` §9); others see the label. A label is markup; what a player
 * typed has to be escaped there. A command that is no single line of words makes no link, only the label.
 *
 * @example
 * ctx.msg(`A gull sits here. ${link.command("Feed it", "feed gull")}, or ${link.prefill("say something", "say ")}.`);
 * ctx.msg(link.menu("The gull", [{ label: "Feed", command: "feed gull" }, { label: "Look", command: "look gull" }]));
 */
export const link = {
  /** Sends the command. */
  command: (label: string, command: string): string =>
    markup(label, { kind: "command", target: command, choices: [] }),
  /** Puts the command on the input line, to be finished by the player. */
  prefill: (label: string, command: string): string =>
    markup(label, { kind: "prefill", target: command, choices: [] }),
  /**
   * Offers commands to choose from; clients without menus send the first one.
   *
   * @param heading of the menu
   */
  menu: (label: string, choices: readonly LinkChoice[], heading = "What do you want to do?"): string =>
    markup(label, { kind: "menu", target: heading, choices }),
  /** Opens a page, or writes to a mailbox. */
  url: (label: string, address: string): string =>
    markup(label, { kind: "url", target: address, choices: [] }),
} as const;

function markup(label: string, made: Link): string {
  const target = linkTarget(made);
  // A bar would end the target, and what comes then would be read as something else.
  return target.includes("|") ? label : `|l${linkLetters[made.kind]}${target}|lt${label}|le`;
}
