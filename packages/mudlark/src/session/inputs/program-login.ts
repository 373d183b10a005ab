import type { Game } from "../../model/game.ts";
import type { Authenticated, Wait } from "../accounts/accounts.ts";
import type { Session } from "../session.ts";
import { WrongTries } from "../accounts/wrong-tries.ts";

/**
 * Logs in for a program: the same delays as the command `connect`, and the sixth wrong try is the last.
 *
 * @param prove whose login it is; counts wrong ones
 * @param answer tells the program: null for yes, else why not
 */
export function logInByProgram(
  game: Game,
  session: Session,
  prove: (wait: Wait) => Authenticated | Promise<Authenticated>,
  answer: (problem: string | null) => void,
): Promise<null> {
  const { currentFiber: fiber } = game.turns;
  if (fiber === null) throw new TypeError("a login outside of any turn");
  const tries = WrongTries.of(session);
  return fiber.exclusive(async () => {
    if (tries.delay > 0) await fiber.pause(tries.delay * 1000);
    const result = await prove((work) => fiber.wait(work));
    if (session.isClosed) return null;
    const problem = result.ok ? game.entrance.logIn(session, result.account) : result.problem;
    answer(problem);
    if (problem !== null && tries.count()) game.entrance.end(session, "flood", tries.farewell);
    return null;
  });
}
