import { z } from "zod";
import type { Game } from "../../model/game.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/**
 * The login by a key, of which only the SSH port of the gateway may speak: it has checked the signature. Before that, it
 * asks whether the account has the key at all.
 */
export function sshKeyLogin(game: Game): InputFunction {
  return inputFunction({
    help: "Logs in over SSH by a key; only the server itself can send it.",
    positional: ["name", "key"],
    takes: z.object({
      name: z.string().min(1).max(200),
      key: z.string().max(6000),
      isProved: z.boolean(),
    }),
    run(session, { name, key, isProved }) {
      if (session.protocolKey !== "ssh") return "Only the server itself can say that.";
      if (session.isLoggedIn) return "You are logged in already.";
      const account = game.accounts.findByKey(name, key, session);
      const problem = account !== null && isProved ? game.entrance.logIn(session, account) : null;
      return session.send("ssh_key_login", [], { ok: account !== null && problem === null });
    },
  });
}
