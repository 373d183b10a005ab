import { expect, it } from "vitest";
import { withoutSecrets } from "./without-secrets.ts";

it.each([
  ["connect Ann three wet herons", "connect Ann ********"],
  ['co "Ann Lee" herons', 'co "Ann Lee" ********'],
  ["CREATE Ann herons", "CREATE Ann ********"],
  ["connect Ann", "connect Ann"],
  ["help connect", "help connect"],
])("hides the password of %s before login", (line, shown) => {
  expect(withoutSecrets(line, false)).toBe(shown);
});

it.each([
  ["password old = new", "password ********"],
  ["@userpassword Ann = new", "@userpassword ********"],
  ["create a red lantern", "create a red lantern"],
  ["say my password is secret", "say my password is secret"],
])("hides passwords, and nothing else, in %s after login", (line, shown) => {
  expect(withoutSecrets(line, true)).toBe(shown);
});
