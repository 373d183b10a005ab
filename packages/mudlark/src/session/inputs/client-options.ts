import { z } from "zod";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { clientWishes, settableFlags } from "../../link/client-wishes.ts";
import type { Session } from "../session.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** Unknown and senseless wishes are left out, so anything may be wished. */
const anything = z.looseObject({});

/** What a client tells and asks about itself. */
export const clientOptions: Readonly<Record<string, InputFunction>> = {
  client_options: inputFunction({
    help: "Sets what the client can do and how it wants its text; without anything, answers with it.",
    takes: anything,
    run(session, given, command) {
      const { get, ...wishes } = given;
      if (get === true || Object.keys(wishes).length === 0) return answer(session);
      return session.updateFlags(clientWishes({ ...command, name: "client_options" }));
    },
  }),
  get_client_options: inputFunction({
    help: "Answers with what the client can do and how it wants its text.",
    takes: anything,
    run: (session) => answer(session),
  }),
  window_size: inputFunction({
    help: "Sets the columns and rows of the client.",
    positional: ["columns", "rows"],
    takes: z.looseObject({ columns: z.coerce.number(), rows: z.coerce.number() }),
    run: (session, { columns, rows }) =>
      session.updateFlags(clientWishes({ name: "window_size", args: [columns, rows], kwargs: {} })),
  }),
};

function answer(session: Session): void {
  const options: Record<string, JsonValue> = {};
  for (const flag of settableFlags) {
    const value = session.flags[flag];
    if (value !== undefined) options[flag] = value;
  }
  session.send("client_options", [], options satisfies JsonObject);
}
