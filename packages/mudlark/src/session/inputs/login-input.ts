import { z } from "zod";
import type { Game } from "../../model/game.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";
import { logInByProgram } from "./program-login.ts";

/** A login by a program (`sessions.md` §15). */
export function loginInput(game: Game): InputFunction {
  return inputFunction({
    help: "Logs in with name and password, and answers with ok, or with the error.",
    positional: ["name", "password"],
    takes: z.object({ name: z.string().min(1).max(200), password: z.string().max(1000) }),
    run(session, { name, password }) {
      if (session.isLoggedIn) return "You are logged in already.";
      return logInByProgram(
        game,
        session,
        (wait) => game.accounts.authenticate(name, password, session, wait),
        (problem) =>
          session.send("login", [], problem === null ? { ok: true } : { ok: false, error: problem }),
      );
    },
  });
}
