import fc from "fast-check";
import { expect, test } from "vitest";
import { compileTemplate } from "./compile-template.ts";
import { escapeTemplate } from "./escape-template.ts";
import type { Reading } from "./reading.ts";
import { renderTemplate } from "./render-template.ts";
import { stripCalls } from "./strip-calls.ts";

const nobody: Reading = {
  isYou: () => true,
  name: () => "Ann",
  gender: () => "female",
  value: () => "a value",
};

const messy = fc
  .array(fc.constantFrom("$you(", "$pad(", "$$", ")", "{you}", "{", "}", "\\", '"', ",", "=", "|r", "x", " "))
  .map((parts) => parts.join(""));

test("an escaped template shows what was escaped, alone and within a call", () => {
  fc.assert(
    fc.property(messy, (text) => {
      const show = (template: string): string => renderTemplate(compileTemplate(template), nobody);
      expect(show(escapeTemplate(text)).replaceAll("{{", "{")).toBe(text.replaceAll("{{", "{"));
      expect(compileTemplate(escapeTemplate(text)).mentions.size).toBe(0);
    }),
  );
});

test.each([
  ["$You() $conj(bow) to {who}.", "  to {who}."],
  ["nothing", "nothing"],
  ["$you($pad($an(x), 5)) end", " end"],
  ["$frob(1) and $you( never ends", "$frob(1) and $you( never ends"],
  [String.raw`\$you()`, "$you()"],
])("without its calls, %j says %j", (template, text) => {
  expect(stripCalls(template)).toBe(text);
});
