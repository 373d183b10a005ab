import { escapeMarkup } from "../../text/markup/plain-text.ts";
import { joinList } from "../../text/layout/join-list.ts";
import type { ArgumentScope } from "../../command/arguments/argument-scope.ts";
import { argument, parsed, refused, type Argument, type Parsed } from "../../command/arguments/part.ts";
import type { Channel } from "../channels/channel.ts";
import "../channels/channels.ts";

/** How many of those that it could be are named. */
const mostNamed = 10;

/**
 * A channel that the caller may know of: by a name of the caller's own for it, by its names, else by a part of these.
 *
 * @param options `needs`: an access type that the caller must pass, such as `control`
 */
export function channel<const Name extends string>(
  name: Name,
  options: { readonly needs?: string } = {},
): Argument<Name, Channel> {
  return argument(name, {
    kind: "channel",
    takes: "phrase",
    quotes: "remove",
    facts: {},
    parse(text, scope) {
      const found = channelNamed(text, scope);
      if (!found.ok || options.needs === undefined) return found;
      if (found.value.access(scope.puppet ?? scope.account, options.needs)) return found;
      return refused(`You may not ${options.needs} the channel ${escapeMarkup(found.value.key)}.`);
    },
    complete: (text, scope) =>
      scope.game.channels
        .all()
        .filter((one) => mayKnow(one, scope) && one.key.toLowerCase().startsWith(text.toLowerCase()))
        .map(({ key }) => key),
  });
}

/** May the caller know that the channel exists? Whoever listens to it, may listen, or looks after it. */
export function mayKnow(
  one: Channel,
  { puppet, account }: Pick<ArgumentScope, "puppet" | "account">,
): boolean {
  const accessor = puppet ?? account;
  return (
    (account !== null && one.hasConnection(account)) ||
    one.access(accessor, "listen", { default: true }) ||
    one.access(accessor, "control")
  );
}

/** The channel of that name, or why not. */
export function channelNamed(text: string, scope: ArgumentScope): Parsed<Channel> {
  const found = channelsLike(text, scope);
  const [only] = found;
  const shown = escapeMarkup(text.trim());
  if (only === undefined) return refused(`There is no channel "${shown}". channel/all lists what there is.`);
  if (found.length === 1) return parsed(only);
  const names = found.slice(0, mostNamed).map(({ key }) => escapeMarkup(key));
  return refused(`"${shown}" could be ${joinList(names, "or")}.`);
}

/** Those that the text may mean: one by its whole name, else all that begin like it, else all that hold it. */
export function channelsLike(text: string, scope: ArgumentScope): readonly Channel[] {
  const exact = channelCalled(text, scope);
  if (exact !== null) return [exact];
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const known = scope.game.channels.all().filter((one) => mayKnow(one, scope));
  const begun = known.filter((one) => namesOf(one).some((each) => each.startsWith(wanted)));
  return begun.length > 0 ? begun : known.filter((one) => namesOf(one).some((each) => each.includes(wanted)));
}

/** By the whole of a name that the caller gave it, or of its own names. */
export function channelCalled(text: string, scope: ArgumentScope): Channel | null {
  const { account, game } = scope;
  const wanted = text.trim().toLowerCase();
  const own =
    account === null
      ? undefined
      : game.channels.of(account).find((one) => one.personalAliases(account).includes(wanted));
  const found = own ?? game.channels.find(wanted);
  return found !== null && mayKnow(found, scope) ? found : null;
}

function namesOf(one: Channel): readonly string[] {
  return [one.key.toLowerCase(), ...one.aliases.all()];
}
