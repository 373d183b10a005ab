import { describe, expect, it } from "vitest";
import { compileTemplate } from "./compile-template.ts";
import { evaluateTemplate, type ValueCall, type ValueFunction } from "./evaluate-template.ts";
import type { Reading } from "./reading.ts";
import { renderTemplate } from "./render-template.ts";

const nobody: Reading = {
  isYou: () => false,
  name: () => undefined,
  gender: () => "neutral",
  value: () => undefined,
};

describe("functions of text in messages (world.md §11.2)", () => {
  it.each([
    ["<$pad(ab, 6)>", "<  ab  >"],
    ["<$pad(ab, 6, l)>", "<ab    >"],
    ["<$pad(ab, 6, r, .)>", "<....ab>"],
    ["<$pad(  a, 4, l, .)>", "<a...>"],
    ["<$pad(a, 3, l, 日)>", "<a  >"],
    ["<$just(a bb c, 4, f)>", "<a bb\nc>"],
    ["<$just(a bb c d, 6, full)>", "<a bb c\nd>"],
    ["<$pad(a b, 7, align=c, fillchar=-)>", "<--a b-->"],
    ["<$crop(a long description, 12)>", "<a long [...]>"],
    ["<$crop(a long description, 8, ..)>", "<a long..>"],
    ["<$ljust(ab, 4)>", "<ab  >"],
    ["<$rjust(ab, 4)>", "<  ab>"],
    ["<$cjust(ab, 4)>", "< ab >"],
    ["<$just(ab, 4, r)>", "<  ab>"],
    ["<$justify_left(ab cd, 4, 1)>", "< ab \n cd >"],
    ["<$space(3)>", "<   >"],
    ["$clr(r, red) and $clr(||b, blue, ||w)", "|rred|n and ||bblue||w"],
    ["$clr(|b, blue, |w)", "|bblue|w"],
    ["3 $pluralize(mouse, 3), 1 $pluralize(mouse, 1), 2 $pluralize(ox, 2, oxes)", "3 mice, 1 mouse, 2 oxes"],
    ["$int2str(2) and $int2str(30)", "two and 30"],
    ["$an(hour) with $an(friend)", "an hour with a friend"],
    ["$pad($an(owl), 8, r)", "  an owl"],
    [
      "$pad() $crop() $an() $clr(r) $int2str(x) $pluralize(x, y)",
      "$pad() $crop() $an() $clr(r) $int2str(x) $pluralize(x, y)",
    ],
  ])("%s", (source, shown) => {
    expect(renderTemplate(compileTemplate(source), nobody)).toBe(shown);
  });

  it("never fill memory", () => {
    expect(renderTemplate(compileTemplate("$pad(x, 1000000000)$space(1e9)"), nobody)).toHaveLength(2000);
  });
});

describe("a template that is worked out", () => {
  const functions = new Map<string, ValueFunction>([
    ["sum", ({ args }: ValueCall) => args.reduce<number>((sum, part) => sum + Number(part), 0)],
    ["list", ({ args, named }: ValueCall) => [...args, ...named.values()]],
    ["nothing", () => undefined],
  ]);

  it.each([
    ["$sum(1, 2)", 3],
    ["$sum(1, $sum(2, 3)) coins", "6 coins"],
    ["$list(a, $sum(1), x=$sum(2))", ["a", 1, 2]],
    ["$nothing(a)", "$nothing(a)"],
    ["{name} $unknown(1)", "{name} $unknown(1)"],
    ["", ""],
    [String.raw`\$sum(1)`, "$sum(1)"],
  ])("%j is %j", (source, value) => {
    expect(evaluateTemplate(compileTemplate(source, functions))).toEqual(value);
  });
});
