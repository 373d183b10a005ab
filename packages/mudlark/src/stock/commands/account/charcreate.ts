import { arg, command, escapeMarkup, normaliseUsername, optional, sep, seq } from "../../../api.ts";

export const charcreate = command({
  key: "charcreate",
  locks: "cmd:pperm(Player)",
  help: "Make a new character of yours. What you type after the = is what others see when they look at it.",
  examples: ["charcreate Bess", "charcreate Bess = A tall woman in a green coat."],
  needs: ["session", "account"],
  args: seq(arg.phrase("name"), optional(seq(sep("="), arg.text("description")))),
  run(ctx, { name: typed, description }) {
    const { account, game } = ctx;
    const name = normaliseUsername(typed);
    const problems = game.accounts.characterProblems(account, name);
    if (problems.length > 0) return ctx.fail(problems.join("\n"));
    const character = game.accounts.createCharacter(account, name, ctx.session.address);
    if (description !== undefined) character.attributes.add("desc", description);
    const shown = escapeMarkup(character.key);
    return ctx.session.msg(`|c${shown}|n was created. Type |wic ${shown}|n to play.`);
  },
});
