import type { Game } from "../../model/game.ts";
import type { Session } from "../session.ts";
import { WrongTries } from "../wrong-tries.ts";

/** What a program says to log somebody in. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/**
 * Logs in for a program: the same checks, throttles and delays as the command `connect`.
 *
 * @param answer tells the program: null for yes, else why not
 */
export function logInByProgram(
  game: Game,
  session: Session,
  { name, password }: Credentials,
  answer: (problem: string | null) => void,
): Promise<null> {
  const { currentFiber: fiber } = game.turns;
  if (fiber === null) throw new TypeError("a login outside of any turn");
  const tries = WrongTries.of(session);
  return fiber.exclusive(async () => {
    if (tries.delay > 0) await fiber.pause(tries.delay * 1000);
    const result = await game.accounts.authenticate(name, password, session, (work) => fiber.wait(work));
    if (session.isClosed) return null;
    const problem = result.ok ? game.entrance.logIn(session, result.account) : result.problem;
    answer(problem);
    if (problem !== null && tries.count()) game.entrance.end(session, "flood", tries.farewell);
    return null;
  });
}
