import { arg, command, escapeMarkup, seq } from "../../../api.ts";

export const chardelete = command({
  key: "chardelete",
  destructive: true,
  locks: "cmd:pperm(Player)",
  help: "Delete one of your characters for good. You are asked first, and only the whole word yes does it.",
  examples: ["chardelete Bess"],
  needs: ["session", "account"],
  args: seq(arg.phrase("character")),
  async run(ctx, { character: typed }) {
    const { account, session, game } = ctx;
    const wanted = typed.toLowerCase();
    const found = account.characters.filter(({ key }) => key.toLowerCase() === wanted);
    const [character] = found;
    if (character === undefined) return session.msg(`You have no character called "${escapeMarkup(typed)}".`);
    if (found.length > 1) {
      return session.msg(
        `Several of your characters are called "${escapeMarkup(typed)}". Ask the staff to rename one.`,
      );
    }
    const { key } = character;
    const name = escapeMarkup(key);
    if (!character.access(account, "delete")) return session.msg(`You may not delete ${name}.`);
    const answer = await ctx.ask(`|rDelete ${name} for good?|n yes/[no]`);
    if (answer.toLowerCase() !== "yes") return session.msg(`${name} stays.`);
    if (character.isDeleted) return session.msg(`${name} is gone already.`);
    const isGone = game.accounts.deleteCharacter(account, character);
    if (isGone) game.logger.info("character deleted", { account: account.key, character: key });
    return session.msg(isGone ? `${name} was deleted.` : `${name} cannot be deleted.`);
  },
});
