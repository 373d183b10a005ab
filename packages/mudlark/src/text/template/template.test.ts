import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { escapeMarkup, stripMarkup } from "../markup/plain-text.ts";
import { sanitise } from "../markup/sanitise.ts";
import { compileTemplate } from "./compile-template.ts";
import { lit } from "./literal.ts";
import type { Reading } from "./reading.ts";
import { renderTemplate } from "./render-template.ts";
import type { TemplateFunction, TemplateFunctions } from "./template-function.ts";

function reading(you: string | null, change: Partial<Reading> = {}): Reading {
  return {
    isYou: (key) => (key ?? "H") === you,
    name: (key, { article }) => {
      const name = new Map([
        ["H", "Hero"],
        ["d", "Vera"],
        ["o", "|cold lamp|n"],
      ]).get(key ?? "H");
      return name !== undefined && article ? `an ${name}` : name;
    },
    gender: () => "female",
    value: (key) => (key === "thing" ? "|ylamp|n {thing} $you()" : undefined),
    ...change,
  };
}

const show = (source: string, you: string | null = null, change: Partial<Reading> = {}): string =>
  renderTemplate(compileTemplate(source), reading(you, change));

describe("templates tell everybody their own point of view (world.md §11.2)", () => {
  it.each([
    ["$You() $conj(attack) $you(d).", "You attack Vera.", "Hero attacks you.", "Hero attacks Vera."],
    ["$Your() hand", "Your hand", "Hero's hand", "Hero's hand"],
    ["$Obj(d) $conj(be, d) here", "Vera is here", "You are here", "Vera is here"],
    ["the $your(d) $obj(o)", "the Vera's |cold lamp|n", "the your |cold lamp|n", "the Vera's |cold lamp|n"],
    ["$You(o)", "|cOld lamp|n", "|cOld lamp|n", "|cOld lamp|n"],
    ["$You(o, article=True)", "An |cold lamp|n", "An |cold lamp|n", "An |cold lamp|n"],
    ["$you(o, article=no)", "|cold lamp|n", "|cold lamp|n", "|cold lamp|n"],
    ["$you(o, format=upper)", "|cOLD LAMP|n", "|cOLD LAMP|n", "|cOLD LAMP|n"],
    ["$You(d, format=lower)", "vera", "you", "vera"],
    ["$your(d, format=title)", "Vera's", "Your", "Vera's"],
    ["$Pron(you) $conj(go)", "You go", "She goes", "She goes"],
    ["$pron(your) $pron(her, pa, d)", "your her", "her your", "her her"],
    ["$pron(you, op)", "you", "her", "her"],
    ["$pron(your, d)", "her", "your", "her"],
  ])("%s", (source, hero, vera, others) => {
    expect([show(source, "H"), show(source, "d"), show(source)]).toEqual([hero, vera, others]);
  });

  it("and speak of several where that is the gender", () => {
    const source = "$Pron(you) $pconj(be) late with $pron(your) dog";
    expect(show(source, "H", { gender: () => "plural" })).toBe("You are late with your dog");
    expect(show(source, null, { gender: () => "plural" })).toBe("They are late with their dog");
    expect(show(source)).toBe("She is late with her dog");
  });
});

describe("templates", () => {
  it.each([
    "$nosuch(a, b)",
    "{nosuch}",
    "{you.x} $random(9) {",
    "{you.__class__}",
    "$",
    "$5 for {} and $you(",
    "$you(nobody)",
    "$You(nobody)",
    "$conj()",
    "$pron()",
    "$you",
    "}{",
    "{a b}",
    "{{thing}}",
    "$1()",
    "$you (d)",
    "$toString() $constructor() {constructor} {__proto__}",
    '$you("',
    "$You($conj(a, (b)",
  ])("leave %s as it is written", (source) => {
    expect(show(source)).toBe(source);
  });

  it("put values in and read them no further", () => {
    expect(show("{thing}")).toBe("|ylamp|n {thing} $you()");
    expect(show("$nosuch({thing}, $you())")).toBe("$nosuch(|ylamp|n {thing} $you(), Hero)");
    expect(show("$you(a $you()")).toBe("$you(a Hero");
  });

  it("take signs literally after a backslash, and doubled dollars as one", () => {
    expect(show(String.raw`\$you() $$you() \{thing} a\b \\`)).toBe(
      String.raw`$you() $you() {thing} a\b ${"\\"}`,
    );
    expect(show(String.raw`\\$you()`)).toBe(String.raw`\Hero`);
  });

  it("do not go deeper than they may", () => {
    const deep = "$pron(".repeat(40) + ")".repeat(40);
    expect(show(deep)).toContain("$pron($pron(");
    const echo = new Map([["e", ({ args }: { args: readonly string[] }) => args.join("")]]);
    const run = (depth: number): string =>
      renderTemplate(compileTemplate(`${"$e(".repeat(depth)}x${")".repeat(depth)}`, echo), reading(null));
    expect(run(20)).toBe("x");
    expect(run(21)).toBe("$e(x)");
  });

  it("are read in no more time than their length asks for", () => {
    for (const piece of ["$you(", '$you("', "$you($", "$you({", "$you([(", "{", "\\", "$you(a=", "$you(,"]) {
      const source = piece.repeat(20_000);
      expect(show(source).length).toBeGreaterThanOrEqual(source.length / 2);
    }
  });

  it("know who is spoken of", () => {
    const { mentions } = compileTemplate(
      '$You() $conj(give, a) $your(b) {c} to $pron(you, "d") {e f} $nosuch(g)',
    );
    for (const key of ["a", "b", "c", "d"]) expect(mentions.has(key)).toBe(true);
    for (const key of ["e", "f", "g", "You"]) expect(mentions.has(key)).toBe(false);
  });

  it("take anything without an error", () => {
    const signs = fc.constantFrom("$", "{", "}", "(", ")", ",", '"', "\\", "a", "$You(", " ", "=", "{thing}");
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 40 }), (source) => typeof show(source) === "string"),
    );
  });

  it("leave alone whatever has nothing in it", () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        fc.pre(!/[$\\{]/.test(source));
        expect(show(source)).toBe(source);
      }),
    );
  });
});

describe("arguments of a call", () => {
  const join: TemplateFunction = ({ args, named }) =>
    `<${args.join("/")}${Array.from(named, ([key, value]) => `;${key}=${value}`).join("")}>`;
  const functions: TemplateFunctions = new Map([["j", join]]);
  const run = (source: string): string => renderTemplate(compileTemplate(source, functions), reading(null));

  it.each([
    ["$j()", "<>"],
    ["$j( a , , b)", "<a/b>"],
    ["$j(,,)", "<>"],
    ['$j(" a, b ", c)', "< a, b /c>"],
    ['$j( " x " )', "< x >"],
    ['$j("")', "<>"],
    ['$j("", a)', "</a>"],
    [String.raw`$j("say \"hi\" \\")`, String.raw`<say "hi" ${"\\"}>`],
    ['$j(say "a, b", c)', '<say "a, b"/c>'],
    ['$j("$j(x)")', "<$j(x)>"],
    ['$j(5" pipe, b)', '<5" pipe/b>'],
    ["$j(x$j(1,2)y, end = !)", "<x<1/2>y;end=!>"],
    ["$j(k=, =v, a b=c)", "<=v/a b=c;k=>"],
    ["$j(k=1, k=2)", "<;k=2>"],
    ["$j(__proto__=1)", "<;__proto__=1>"],
    ["$j([a, b], (c, d), {e, f})", "<[a, b]/(c, d)/{e, f}>"],
    ["$j(a [b)", "$j(a [b)"],
    [String.raw`$j(a\, b, \), \k=v)`, String.raw`<a, b/)/\k=v>`],
    [String.raw`$j(k\=v)`, "<k=v>"],
    ["$j(a $$ b, {{c)", "<a $ b/{{c>"],
    ["$j({thing})", "<|ylamp|n {thing} $you()>"],
    ["$j(a, b", "$j(a, b"],
    ["$j(a, $j(b)", "$j(a, <b>"],
    ["$j($nosuch(a, b), c)", "<$nosuch(a, b)/c>"],
    ["$J(a)", "$J(a)"],
  ])("%s is %s", (source, expected) => {
    expect(run(source)).toBe(expected);
  });
});

describe("lit", () => {
  const echo: TemplateFunctions = new Map([["e", ({ args }) => args.join("/")]]);

  it("is shown as it was typed, as a value and within a template", () => {
    fc.assert(
      fc.property(
        fc.oneof(messyMarkup, fc.string({ unit: fc.constantFrom(...'$\\{}()[],"=|e@k ') })),
        (typed) => {
          const words = sanitise(typed);
          expect(stripMarkup(lit(typed).toMarkup())).toBe(words);
          const inText = renderTemplate(compileTemplate(`<${String(lit(typed))}>`, echo), reading(null));
          expect(stripMarkup(inText)).toBe(`<${words}>`);
          const inCall = renderTemplate(compileTemplate(`$e(<${String(lit(typed))}>)`, echo), reading(null));
          expect(stripMarkup(inCall)).toBe(`<${words}>`);
        },
      ),
    );
  });

  it("is never a call", () => {
    expect(show(String(lit("$you() {thing} |rx")))).toBe(escapeMarkup("$you() {thing} |rx"));
  });
});
