import {
  arg,
  command,
  optional,
  seq,
  sessionWords as words,
  WrongTries,
  type CommandContext,
  type Session,
} from "../../../api.ts";
import { nameAndPassword } from "./name-and-password.ts";

export const connect = command({
  key: "connect",
  aliases: ["conn", "con", "co"],
  category: "login",
  help: "Log in to your account. Give only the name, and you are asked for the password without it being shown.",
  examples: ["connect Anna my secret", "connect Anna"],
  needs: ["session"],
  args: seq(optional(arg.text("credentials"))),
  async run(ctx, { credentials }) {
    const [name, typed, tooMuch] = nameAndPassword(credentials ?? "");
    if (name?.toLowerCase() === "guest" && typed === undefined) return enterAsGuest(ctx);
    if (name === undefined || tooMuch !== undefined) return ctx.fail(words.loginUsage);
    const password: string = typed ?? (await ctx.ask("Password: ", { secret: true, raw: true }));
    const { game, session } = ctx;
    const tries = WrongTries.of(session);
    await ctx.exclusive(async () => {
      if (tries.delay > 0) await ctx.pause(tries.delay);
      const result = await game.accounts.authenticate(name, password, session, (work) => ctx.wait(work));
      if (session.isClosed) return;
      const problem = result.ok ? game.entrance.logIn(session, result.account) : result.problem;
      if (problem === null) return;
      session.msg(problem);
      if (tries.count()) game.entrance.end(session, "flood", tries.farewell);
    });
  },
});

function enterAsGuest({ game, session }: CommandContext & { readonly session: Session }): void {
  const guest = game.accounts.openGuest(session);
  const problem = guest.ok ? game.entrance.logIn(session, guest.account) : guest.problem;
  if (problem !== null) session.msg(problem);
}
