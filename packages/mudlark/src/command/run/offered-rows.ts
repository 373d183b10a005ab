import type { InputSource } from "../input-source.ts";
import type { MergedEntry } from "../sets/merge.ts";
import type { Match } from "../parser/parser.ts";
import { hostOf, type Reach } from "../sets/reach.ts";

/** A list of the commands that one line may have meant. */
export interface Offer {
  /** What the caller could do when the list was shown. */
  readonly reach: Reach;
  readonly matches: readonly Match[];
  /** The line. */
  readonly text: string;
}

/** A row of the list, as it is now. */
export interface ChosenRow {
  readonly match: Match;
  readonly text: string;
}

/** Lists from which the very next line of a session may choose by number (`commands.md` §5.2 step 7). */
export class OfferedRows {
  readonly #offers = new WeakMap<InputSource, Offer>();

  offer(session: InputSource, offer: Offer): void {
    this.#offers.set(session, offer);
  }

  /** The list that the line may choose from; the next line finds none. */
  take(session: InputSource): Offer | null {
    const offer = this.#offers.get(session) ?? null;
    this.#offers.delete(session);
    return offer;
  }
}

/**
 * The row that the line chooses; null when it is no number of the list, or when the thing has gone out of reach since
 * the list was shown.
 *
 * @param allows may the caller use the command now?
 */
export function chooseRow(
  { reach: former, matches, text }: Offer,
  typed: string,
  now: Reach,
  allows: (entry: MergedEntry) => boolean,
): ChosenRow | null {
  const number = typed.trim();
  const match = /^\d{1,4}$/u.test(number) ? matches[Number(number) - 1] : undefined;
  if (match === undefined) return null;
  const { command } = match.entry;
  const host = hostOf(match.entry, former);
  const entry = now.commands.entries.find((each) => each.command === command && hostOf(each, now) === host);
  return entry === undefined || !allows(entry) ? null : { match: { ...match, entry }, text };
}
