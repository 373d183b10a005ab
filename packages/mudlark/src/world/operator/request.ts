import { z } from "zod";
import type { JsonObject } from "../../base/json.ts";
import type { SessionFacts } from "../../session/check-sessions.ts";

/** @throws TypeError when the request has no such text */
export function readText(args: JsonObject, name: string): string {
  const value = args[name];
  if (typeof value === "string") return value;
  throw new TypeError(`The request has no text "${name}".`);
}

/** @throws TypeError when it is there and not a list of texts */
export function readTexts(args: JsonObject, name: string): readonly string[] {
  const value = args[name] ?? [];
  if (Array.isArray(value) && value.every((text) => typeof text === "string")) return value;
  throw new TypeError(`"${name}" of the request is no list of texts.`);
}

export function readFlag(args: JsonObject, name: string): boolean {
  return args[name] === true;
}

const sessionFacts = z.array(
  z.object({
    id: z.number(),
    uid: z.number().nullable(),
    puid: z.number().nullable(),
  }),
);

/** What the gateway knows of its sessions; undefined when nobody said. */
export function readSessionFacts(args: JsonObject): readonly SessionFacts[] | undefined {
  return args.connected === undefined ? undefined : sessionFacts.parse(args.connected);
}
