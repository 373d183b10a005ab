/** What settings may hold, as far as several of them may hold it or it takes more than a line to say. */
import { z } from "zod";
import { isConfidential, parseWebAddress } from "../base/web-address.ts";
import { computedMssp } from "./computed-mssp.ts";

export const text = z.string();
export const port = z.int().min(0).max(65535);
export const atLeast = (low: number): z.ZodNumber => z.number().min(low);
/** A limit that a value of zero or less switches off. */
export const limit = z.number();
export const names = z.array(z.string().min(1));
/** Where secrets may be sent. */
export const secureAddress = text.refine(
  (given) => {
    const url = parseWebAddress(given);
    return url !== null && isConfidential(url);
  },
  { error: "an address that begins with https://" },
);
const msspValue = z.union([text.max(1000), z.number()]);
/** Variables of MSSP that the server does not know by itself. */
export const msspFields = z
  .record(text, z.union([msspValue, z.array(msspValue).min(1).max(50)]))
  .superRefine((fields, context) => {
    for (const name of Object.keys(fields)) {
      const isName = /^[A-Z][A-Z0-9 &/-]{0,63}$/.test(name);
      if (!isName) context.addIssue(`${name} is no name: it has capitals, such as GENRE`);
      else if (computedMssp.has(name)) context.addIssue(`the server knows ${name} by itself`);
    }
  });
/** A channel that every game has. */
export const channel = z.strictObject({
  key: text.min(1),
  aliases: names.optional(),
  desc: text.optional(),
  locks: text.optional(),
});
const howMany = z.int().min(1).max(10_000);
export const calendar = z.union([
  z.literal("gregorian"),
  z.strictObject({
    secondsPerMinute: howMany.exactOptional(),
    minutesPerHour: howMany.exactOptional(),
    hoursPerDay: howMany.exactOptional(),
    months: z
      .array(z.strictObject({ name: text.min(1), days: howMany }))
      .min(1)
      .max(100),
    weekdays: names.exactOptional(),
    firstYear: z.int().exactOptional(),
  }),
]);
/** `#` and a number. */
export const objectId = z.string().regex(/^#\d+$/, "#id, such as #2");
/** As `RegExp` reads it, with the flag `u`. */
export const pattern = text.refine(isRegularExpression, "a regular expression");

function isRegularExpression(source: string): boolean {
  try {
    return Boolean(new RegExp(source, "u"));
  } catch {
    return false;
  }
}
