import { z } from "zod";
import type { Game } from "../../model/game.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import type { ReturnTickets } from "../return-tickets.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/**
 * A client that could have come back to its session shows its token after the gateway was lost: it is logged in again,
 * and plays what it played (`sessions.md` §11.4). The gateway sends this on behalf of a client whose token it does not
 * know.
 */
export function returnInput(game: Game, tickets: ReturnTickets): InputFunction {
  return inputFunction({
    help: "Logs in again after a breakdown, with the token of a client that could have come back.",
    positional: ["token"],
    takes: z.object({ token: z.string().max(100) }),
    run(session, { token }) {
      if (session.isLoggedIn) return;
      const refusal = game.accounts.returnRefusal(session);
      const ticket = refusal === null ? tickets.redeem(token) : null;
      const account = ticket === null ? null : game.accounts.get(ticket.account);
      if (ticket === null || account === null) return game.accounts.noteWrongToken(session);
      if (game.bans.ofName(account.key) !== null) return;
      if (game.entrance.logIn(session, account) !== null || ticket.puppet === null) return;
      const puppet = game.objects.get(ticket.puppet);
      if (puppet instanceof WorldObject && session.puppet !== puppet) game.puppets.enter(session, puppet);
    },
  });
}
