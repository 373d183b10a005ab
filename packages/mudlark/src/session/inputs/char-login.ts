import { z } from "zod";
import { foldName } from "../../base/fold-text.ts";
import type { Game } from "../../model/game.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";
import type { Session } from "../session.ts";
import { logInByProgram } from "./program-login.ts";

/**
 * The login that MUD clients do by themselves: `Char.Login.Credentials` of GMCP, answered by `Char.Login.Result`
 * (`protocols.md` §8.1). The account may be `account:character`. Without a name the client has none stored, and its player types it.
 */
export function charLogin(game: Game): InputFunction {
  return inputFunction({
    help: "Logs in with account and password, as MUD clients do, and answers whether that was right.",
    takes: z.object({
      account: z.string().max(200).optional(),
      password: z.string().max(1000).optional(),
    }),
    run(session, { account: name = "", password }) {
      const answer = (problem: string | null): void =>
        session.send(
          "char_login_result",
          [],
          problem === null ? { success: true } : { success: false, message: stripMarkup(problem) },
        );
      if (name === "") return undefined;
      if (session.isLoggedIn) return answer("You are logged in already.");
      if (password === undefined) return answer("The password is missing. Log in by typing instead.");
      const [account = "", character] = name.split(":", 2);
      return logInByProgram(game, session, { name: account, password }, (problem) => {
        answer(problem);
        if (problem === null && character !== undefined) play(game, session, character);
      });
    },
  });
}

function play(game: Game, session: Session, character: string): void {
  const name = foldName(character.trim());
  const target = session.account?.characters.find(({ key }) => foldName(key) === name);
  if (target === undefined) return session.msg("You have no such character.");
  if (target === session.puppet) return undefined;
  const result = game.puppets.enter(session, target);
  return result.ok ? undefined : session.msg(result.problem);
}
