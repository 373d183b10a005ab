import { arg, command, optional, sep, seq, sessionWords as words } from "../../../api.ts";

export const password = command({
  key: "password",
  locks: "cmd:pperm(Player)",
  help:
    "Change your password. Type only the word, and you are asked for the old and the new password " +
    "without them being shown.",
  examples: ["password", "password my old secret = my new secret"],
  needs: ["session", "account"],
  args: seq(optional(seq(arg.text("old"), sep("="), arg.text("new")))),
  async run(ctx, { old: typedOld, new: typedNew }) {
    const { account, session, game } = ctx;
    const { accounts } = game;
    const old = typedOld ?? (await askSecret("Your old password: "));
    // What is typed next may be an answer to the questions below, so it has to wait for them.
    const proof = await ctx.exclusive(() =>
      accounts.authenticate(account.key, old, session, (work) => ctx.wait(work)),
    );
    if (!proof.ok) return ctx.fail(proof.problem === words.loginBad ? words.passwordWrong : proof.problem);
    const wanted = typedNew ?? (await askTwice());
    if (wanted === null) return ctx.fail(words.passwordsDiffer);
    await ctx.exclusive(async () => {
      const problems = await ctx.wait(accounts.passwordProblems(wanted, account.key));
      if (problems.length > 0) return ctx.fail(problems.join("\n"));
      const hash = await ctx.wait(accounts.hash(wanted));
      account.setPasswordHash(hash);
      account.atPasswordChange();
      game.entrance.revokeResumption(account, session);
      game.logger.security("a password was changed", { account: account.key, session: session.id });
      return session.msg(words.passwordChanged);
    });
    return undefined;

    async function askTwice(): Promise<string | null> {
      const first = await askSecret("Your new password: ");
      const second = await askSecret("The same again: ");
      return first === second ? first : null;
    }

    function askSecret(question: string): Promise<string> {
      return ctx.ask(question, { secret: true, raw: true });
    }
  },
});
