import { z } from "zod";
import type { JsonObject } from "../../base/json.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** Sessions whose clients hear when another client of the account changes its options. */
const service = "options";
const mostBytes = 16 * 1024;

/**
 * Options of a browser's page that are kept with the account, so that they are the same at each computer of its player
 * (`sessions.md` §15, `webclient_options`). What they mean is the client's business.
 */
export function webClientOptions(sessions: Sessions): InputFunction {
  return inputFunction({
    help: "Keeps options of your client with your account; without any, answers with those that are kept.",
    needsLogin: true,
    takes: z.record(z.string().max(64), z.json()),
    run(session, options) {
      const { account } = session;
      if (account === null) return null;
      if (Object.keys(options).length === 0) {
        session.setSubscriptions(service, [true]);
        return session.send("webclient_options", [], account.clientOptions);
      }
      const kept: JsonObject = { ...account.clientOptions, ...options };
      if (Buffer.byteLength(JSON.stringify(kept)) > mostBytes)
        return `Options may take ${mostBytes} bytes at most.`;
      account.keepClientOptions(kept);
      for (const other of sessions.ofAccount(account)) {
        if (other !== session && isSubscribed(other)) other.send("webclient_options", [], options);
      }
      return null;
    },
  });
}

function isSubscribed(session: Session): boolean {
  return session.subscriptions(service).length > 0;
}
