import { expect, test } from "vitest";
import { checksumOf, requireKnownHistory } from "./migration.ts";
import { migrations as postgresSteps } from "./postgres/schema.ts";
import { migrations as sqliteSteps } from "./sqlite/schema.ts";

const step = { name: "first", sql: "CREATE TABLE thing (name TEXT)" };

test("a newer store is refused, and the message says what to do", () => {
  expect(() => requireKnownHistory([step], 2, [])).toThrow(
    expect.objectContaining({
      code: "STORE_SCHEMA",
      message: expect.stringMatching(/schema 2, made by a newer version.*Use the newer version/) as string,
    }),
  );
});

test("a step with another checksum is refused by name", () => {
  expect(() => requireKnownHistory([step], 1, [{ number: 1, name: "first", checksum: "0" }])).toThrow(
    /step 1 .*"first"/,
  );
});

test("steps that are out in the world never change: stores made by them would be refused", () => {
  expect([...sqliteSteps, ...postgresSteps].map((each) => checksumOf(each).slice(0, 12))).toEqual([
    "9d3ec2a63083",
    "b9ada178e5ef",
  ]);
});
