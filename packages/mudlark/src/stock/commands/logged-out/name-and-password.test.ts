import { expect, it } from "vitest";
import { nameAndPassword } from "./name-and-password.ts";

it.each([
  ["anna secret", ["anna", "secret"]],
  ["anna two words", ["anna", "two words"]],
  ['"anna b" "two words"', ["anna b", "two words"]],
  ['anna "two words"', ["anna", "two words"]],
  [String.raw`anna "a \" quote"`, ["anna", 'a " quote']],
  ["anna", ["anna"]],
  ["", []],
  ['a "b" "c"', ["a", "b", "c"]],
])("splits %s", (text, parts) => {
  expect(nameAndPassword(text)).toEqual(parts);
});
