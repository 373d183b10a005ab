import { z } from "zod";
import type { Game } from "../../model/game.ts";
import { WrongTries } from "../wrong-tries.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** A login by a program: the same checks, throttles and delays as the command `connect` (`sessions.md` §15). */
export function loginInput(game: Game): InputFunction {
  return inputFunction({
    help: "Logs in with name and password, and answers with ok, or with the error.",
    positional: ["name", "password"],
    takes: z.object({ name: z.string().min(1).max(200), password: z.string().max(1000) }),
    async run(session, { name, password }) {
      if (session.isLoggedIn) return "You are logged in already.";
      const { currentFiber: fiber } = game.turns;
      if (fiber === null) throw new TypeError("a login outside of any turn");
      const tries = WrongTries.of(session);
      return fiber.exclusive(async () => {
        if (tries.delay > 0) await fiber.pause(tries.delay * 1000);
        const result = await game.accounts.authenticate(name, password, session, (work) => fiber.wait(work));
        if (session.isClosed) return null;
        const problem = result.ok ? game.entrance.logIn(session, result.account) : result.problem;
        session.send("login", [], problem === null ? { ok: true } : { ok: false, error: problem });
        if (problem !== null && tries.count()) game.entrance.end(session, "flood", tries.farewell);
        return null;
      });
    },
  });
}
