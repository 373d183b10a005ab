import { z } from "zod";
import type { JsonValue } from "../../base/json.ts";
import type { Session } from "../session.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** Tells a client a few things about whom its player plays; null before the login. */
export function getValue(serverName: string): InputFunction {
  return inputFunction({
    help: "Answers with name, key, location or servername.",
    positional: ["name"],
    takes: z.object({ name: z.enum(["name", "key", "location", "servername"]) }),
    run: (session, { name }) =>
      session.send("get_value", [], { name, value: session.isLoggedIn ? valueOf(session, name) : null }),
  });

  function valueOf({ puppet, account }: Session, name: string): JsonValue {
    if (name === "servername") return serverName;
    return name === "location" ? (puppet?.location?.key ?? null) : ((puppet ?? account)?.key ?? null);
  }
}
