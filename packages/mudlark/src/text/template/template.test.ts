import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "./reading.ts";
import { renderTemplate } from "./render-template.ts";
import { compileTemplate } from "./template.ts";

function reading(you: string | null, change: Partial<Reading> = {}): Reading {
  return {
    isYou: (key) => (key ?? "H") === you,
    name: (key) => ({ H: "Hero", d: "Vera" })[key ?? "H"],
    gender: () => "female",
    value: (key) => (key === "thing" ? "a lamp" : undefined),
    ...change,
  };
}

const show = (source: string, you: string | null = null, change: Partial<Reading> = {}): string =>
  renderTemplate(compileTemplate(source), reading(you, change));

describe("templates", () => {
  it("tell everybody their own point of view", () => {
    const source = "$You() $conj(attack) $you(d) with $pron(your) {thing}.";
    expect(show(source, "H")).toBe("You attack Vera with your a lamp.");
    expect(show(source, "d")).toBe("Hero attacks you with her a lamp.");
    expect(show(source)).toBe("Hero attacks Vera with her a lamp.");
  });

  it("speak of several where that is the gender", () => {
    const source = "$Pron(you) $pconj(be) late with $pron(your) dog";
    expect(show(source, "H", { gender: () => "plural" })).toBe("You are late with your dog");
    expect(show(source, null, { gender: () => "plural" })).toBe("They are late with their dog");
  });

  it.each([
    "$nosuch(a, b)",
    "{nosuch}",
    "{you.x} $random(9) {",
    "$",
    "$5 for {} and $you(",
    "$you(nobody)",
    "}{",
    "{a b}",
    "$1()",
  ])("leave %s as it is written", (source) => {
    expect(show(source)).toBe(source);
  });

  it("take signs literally after a backslash, and doubled dollars as one", () => {
    expect(show(String.raw`\$you() $$you() \{thing} a\b \\`)).toBe(
      String.raw`$you() $you() {thing} a\b ${"\\"}`,
    );
  });

  it("read quoted, nested and named arguments", () => {
    const functions = new Map([
      [
        "join",
        (args: readonly string[], named: Readonly<Record<string, string>>) =>
          `${args.join("/")}${named.end ?? ""}`,
      ],
    ]);
    const run = (source: string): string => renderTemplate(compileTemplate(source), reading(null), functions);
    expect(run("$join( a , , b)")).toBe("a/b");
    expect(run('$join(" a, b ", c)')).toBe(" a, b /c");
    expect(run("$join(x$join(1,2)y, end = !)")).toBe("x1/2y!");
    expect(run("$join([a, b], (c, d))")).toBe("[a, b]/(c, d)");
    expect(run("$join(a, b")).toBe("$join(a, b");
  });

  it("do not go deeper than they may", () => {
    const deep = "$you(".repeat(40) + ")".repeat(40);
    expect(() => show(deep)).not.toThrow();
  });

  it("take anything without an error", () => {
    const signs = fc.constantFrom("$", "{", "}", "(", ")", ",", '"', "\\", "a", "You", " ", "=", "thing");
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 40 }), (source) => typeof show(source) === "string"),
    );
  });
});
