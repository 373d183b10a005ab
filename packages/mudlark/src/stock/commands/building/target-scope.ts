import { arg, escapeMarkup, flag, type ArgumentScope, type Entity, type Parsed } from "../../../api.ts";

/** Switches that say among what a target is looked for. */
export const scopeSwitches = {
  account: flag("the name is that of an account"),
  channel: flag("the name is that of a channel"),
  character: flag("only characters count"),
  exit: flag("only exits count"),
  object: flag("only objects count, of whatever sort"),
  room: flag("only rooms count"),
  script: flag("the key or id is that of a script"),
} as const;

type Scope = keyof typeof scopeSwitches;

/** For `find` of an argument: what is named among that which a switch names; null without such a switch. */
export function findInScope(text: string, scope: ArgumentScope): Parsed<Entity> | null {
  const values = scope.switches?.values ?? {};
  const chosen = Object.keys(scopeSwitches).filter((name): name is Scope => values[name] === true);
  if (chosen.length > 1) return refused("Only one of the switches that say among what to look, please.");
  const [among] = chosen;
  return among === undefined ? null : finders[among](text, scope);
}

type Finder = (text: string, scope: ArgumentScope) => Parsed<Entity>;

const finders: Readonly<Record<Scope, Finder>> = {
  account: (text, scope) => arg.account("account").type.parse(text, scope),
  channel: (text, { game, account }) => {
    const channel = game.channels.find(text);
    const isKnown = channel !== null && channel.access(account, "listen", { default: true });
    return isKnown ? found(channel) : missing("channel", text);
  },
  character: objectOf("character"),
  exit: objectOf("exit"),
  object: objectOf(undefined),
  room: objectOf("room"),
  script: (text, { game }) => {
    const byId = /^#?\d{1,15}$/u.test(text) ? game.scripts.get(Number(text.replace("#", ""))) : null;
    const matching = byId === null ? game.scripts.called(text) : [byId];
    const [only] = matching;
    if (only === undefined) return missing("script", text);
    const refs = matching.slice(0, 20).map(({ ref }) => ref);
    return matching.length === 1
      ? found(only)
      : refused(
          `Several scripts are called "${escapeMarkup(text)}": ${refs.join(", ")}. Name one by its id.`,
        );
  },
};

function objectOf(contentType: string | undefined): Finder {
  const options = { from: "anywhere", ...(contentType !== undefined && { contentType }) } as const;
  return (text, scope) => arg.object("object", options).type.parse(text, scope);
}

function found(value: Entity): Parsed<Entity> {
  return { ok: true, value };
}

function missing(sort: string, text: string): Parsed<Entity> {
  return refused(`There is no ${sort} "${escapeMarkup(text)}".`);
}

function refused(message: string): Parsed<Entity> {
  return { ok: false, message, refused: true };
}
