import {
  arg,
  command,
  escapeMarkup,
  normaliseUsername,
  optional,
  seq,
  sessionWords as words,
} from "../../../api.ts";
import { nameAndPassword } from "./name-and-password.ts";

export const create = command({
  key: "create",
  aliases: ["cre", "cr"],
  category: "login",
  help: "Make a new account. Give only the name, and you are asked twice for a password without it being shown.",
  examples: ["create Anna my secret", "create Anna"],
  needs: ["session"],
  args: seq(optional(arg.text("credentials"))),
  async run(ctx, { credentials }) {
    const { session, game } = ctx;
    const { accounts } = game;
    const closed = accounts.creationRefusal(session.address);
    if (closed !== null) return ctx.fail(closed);
    const [typedName, typedPassword, tooMuch] = nameAndPassword(credentials ?? "");
    if (typedName === undefined || tooMuch !== undefined) return ctx.fail(words.createUsage);
    const name = normaliseUsername(typedName);
    if (name !== typedName) ctx.msg(words.createChanged(escapeMarkup(name)));
    const nameProblems = accounts.nameProblems(name);
    if (typedPassword === undefined && nameProblems.length > 0) return ctx.fail(nameProblems.join("\n"));
    const code = accounts.needsInvite ? await ctx.ask("Your invitation code: ", { raw: true }) : null;
    const invite = code === null ? null : accounts.redeemable(code, session);
    if (code !== null && invite === null) return ctx.fail(words.createUninvited);
    const password = typedPassword ?? (await askTwice());
    if (password === null) return ctx.fail(words.passwordsDiffer);
    // The next line may be the answer to the question below, so it has to wait for it.
    const passwordProblems = await ctx.exclusive(() => ctx.wait(accounts.passwordProblems(password, name)));
    const problems = [...nameProblems, ...passwordProblems];
    if (problems.length > 0) return ctx.fail(problems.join("\n"));
    const answer = await ctx.ask(words.createConfirm(escapeMarkup(name)));
    if (/^no?$/i.test(answer)) return ctx.fail(words.createAborted);
    await ctx.exclusive(async () => {
      const passwordHash = await ctx.wait(accounts.hash(password));
      // While it was hashed, somebody else may have taken the name, or the door may have closed.
      const late = accounts.creationRefusal(session.address) ?? accounts.nameProblems(name).join("\n");
      if (late !== "") return session.msg(late);
      // The code may have been used meanwhile, or the door may have become one that needs a code.
      const used = code === null ? null : accounts.redeemable(code, session);
      if (accounts.needsInvite && used === null) return session.msg(words.createUninvited);
      accounts.create({ name, passwordHash, address: session.address, invite: used });
      session.msg(words.createOk(escapeMarkup(name)));
    });
    return undefined;

    async function askTwice(): Promise<string | null> {
      const first = await ctx.ask("Password: ", { secret: true, raw: true });
      const second = await ctx.ask("The same again: ", { secret: true, raw: true });
      return first === second ? first : null;
    }
  },
});
