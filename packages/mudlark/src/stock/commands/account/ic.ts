import { arg, command, escapeMarkup, optional, seq } from "../../../api.ts";

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
    const wanted = name?.toLowerCase();
    const found =
      wanted === undefined
        ? [account.lastPuppet].filter((puppet) => puppet !== null)
        : account.characters.filter(
            (character) => character.key.toLowerCase() === wanted || character.aliases.all().includes(wanted),
          );
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
