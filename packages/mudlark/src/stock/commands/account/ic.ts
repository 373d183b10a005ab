import {
  arg,
  command,
  escapeMarkup,
  optional,
  seq,
  type Account,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";

export const ic = command({
  key: "ic",
  aliases: ["puppet"],
  help: "Play one of your characters; without a name, the one that you played last.",
  examples: ["ic", "ic Anna"],
  needs: ["session", "account"],
  protected: true,
  args: seq(optional(arg.phrase("character"))),
  run(ctx, { character: name }) {
    const { account, session, game } = ctx;
    const found =
      name === undefined
        ? [account.lastPuppet].filter((puppet) => puppet !== null)
        : find(ctx, account, name);
    const [character] = found;
    if (character === undefined) {
      return ctx.fail(
        name === undefined ? "Usage: ic NAME" : `${escapeMarkup(name)} is not a valid character.`,
      );
    }
    if (found.length > 1) {
      const list = found.map((one) => `${escapeMarkup(one.key)} (${one.ref})`).join(", ");
      return ctx.fail(`Several characters have the same name: ${list}`);
    }
    const result = game.puppets.enter(session, character);
    if (!result.ok) session.msg(result.problem);
    return undefined;
  },
});

/**
 * One's own characters of that name, else things nearby that one may play. For builders, what is nearby comes first,
 * and last whatever else there is; of foreign things that may not be played, nobody learns that they exist.
 */
function find({ puppet, game }: CommandContext, account: Account, name: string): readonly WorldObject[] {
  const wanted = name.toLowerCase();
  const named = (objects: readonly WorldObject[]): readonly WorldObject[] =>
    objects.filter((object) => object.key.toLowerCase() === wanted || object.aliases.all().includes(wanted));
  const playable = (object: WorldObject): boolean => object.access(account, "puppet");
  const own = (): readonly WorldObject[] => named(account.characters);
  const nearby = (): readonly WorldObject[] =>
    puppet === null
      ? []
      : named([...(puppet.location?.contents ?? []), ...puppet.contents])
          .filter((object) => object !== puppet)
          .filter(playable);
  const anywhere = (): readonly WorldObject[] => {
    const numbered = /^#(\d{1,15})$/.exec(name)?.[1];
    const object = numbered === undefined ? null : game.objects.get(Number(numbered));
    const all = object === null ? game.called<WorldObject>("object", name) : [object];
    return all.filter(playable);
  };
  const places = account.permissions.check("Builder") ? [nearby, own, anywhere] : [own, nearby];
  for (const look of places) {
    const found = look();
    if (found.length > 0) return found;
  }
  return [];
}
