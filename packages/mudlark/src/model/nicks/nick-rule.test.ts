import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NickRule } from "./nick-rule.ts";

function apply(pattern: string, replacement: string, text: string, isRegex = false): string | null {
  return new NickRule(pattern, replacement, { isRegex }).apply(text);
}

describe("a nick's pattern", () => {
  it.each([
    ["gr", "say hi", "gr", "say hi"],
    ["gr", "say hi", "GR", "say hi"],
    ["gr", "say hi", "gr there", null],
    ["gr", "say hi", "gr\r\n", "say hi"],
    ["gr", "say hi", " gr", null],
    ["build $1 $2", "dig $1;$2", "build a big hall", "dig a;big hall"],
    ["build $1 $2", "dig $1;$2", "Build a b", "dig a;b"],
    ["build $1 $2", "dig $1;$2", "build  a \t b", "dig a;b"],
    ["build $1 $2", "dig $1;$2", "build a", null],
    ["$2 to $1", "give $2 = $1", "a red hat to Bo", "give a red hat = Bo"],
    ["k $1", "kick $1; kick $1", "k cat", "kick cat; kick cat"],
    ["l*", "look", "looooong line", "look"],
    ["l?", "look", "lo", "look"],
    ["l?", "look", "loo", null],
    ["[n-s]x", "odd", "px", "odd"],
    ["[n-s]x", "odd", "ax", null],
    ["[!n-s]x", "odd", "ax", "odd"],
    ["[^a]", "hat", "^", "hat"],
    ["[^a]", "hat", "b", null],
    ["a.b", "dot", "axb", null],
    ["(a|b)+", "sign", "(a|b)+", "sign"],
    [String.raw`a\d`, "back", String.raw`a\d`, "back"],
    ["cost $100", "price 1 $10", "cost x0", "price 1 x"],
    ["say {x}", "say {you.x} $random", "say {x}", "say {you.x} $random"],
    ["caf\u00e9 $1", "go $1", "cafe\u0301 in", "go in"],
    ["cafe\u0301", "go", "CAF\u00c9", "go"],
    ["größe", "x", "GRÖSSE", null],
    ["größe", "x", "GRÖßE", "x"],
  ])("%j = %j makes of %j: %j", (pattern, replacement, text, result) => {
    expect(apply(pattern, replacement, text)).toBe(result);
  });

  it.each([
    [String.raw`k(?P<arg1>\d+)`, "kick $1", "k12", "kick 12"],
    [String.raw`k(?P<arg1>\d+)|kick (?P<arg1>\w+)`, "hit $1", "kick cat", "hit cat"],
    [String.raw`go (?P<arg1>up|down)|fly`, "move $1", "fly", "move "],
    ["a|b", "c", "ab", null],
    [String.raw`a\|b`, "c", "a|b", "c"],
    ["[|]", "c", "|", "c"],
  ])("as a regular expression, %j = %j makes of %j: %j", (pattern, replacement, text, result) => {
    expect(apply(pattern, replacement, text, true)).toBe(result);
  });

  it.each([
    ["a $1", "b $2", /\$1, \$2 are only in one/],
    ["a $1", "b", /\$1 is only in one/],
    ["a", "b $1", /\$1 is only in one/],
    ["$1 $1", "b $1", /stands twice/],
    ["", "b", /pattern is empty/],
    ["a", " ", /replacement is empty/],
    ["a".repeat(256), "b", /longer than 255/],
    ["a", "b".repeat(2001), /longer than 2000/],
    ["[z-a]", "b", /no pattern/],
  ])("%j = %j is refused", (pattern, replacement, message) => {
    expect(() => new NickRule(pattern, replacement)).toThrow(message);
  });

  it("is not a regular expression that the engine does not know", () => {
    expect(() => new NickRule("(?=a)", "b", { isRegex: true })).toThrow(/no pattern/);
    expect(() => new NickRule("(", "b", { isRegex: true })).toThrow(/no pattern/);
  });

  it("takes no longer for a pattern that would stall a backtracking engine", () => {
    const text = `${"a".repeat(6000)}!`;
    expect(apply("(a+)+(a+)+(a+)+b", "x", text, true)).toBeNull();
    expect(apply("$1a$2a$3a$4a$5b", "$1$2$3$4$5", text)).toBeNull();
  });

  it("costs nothing where the first letter is another one, and is refused when it costs too much", () => {
    const rule = new NickRule("Gr $1", "say $1");
    expect([rule.cost("look"), rule.cost("GR x") > 0, rule.apply("gr x")]).toEqual([0, true, "say x"]);
    expect(new NickRule("$1 x", "$1").cost("look")).toBeGreaterThan(0);
    expect(new NickRule("Éa", "b").apply("éA")).toBe("b");
    const complicated = "((.*)(.*)){200}y";
    expect(() => new NickRule(complicated, "x", { isRegex: true })).toThrow(/too complicated/);
  });

  it("makes no line longer than can be read", () => {
    expect(apply("$1", "$1".repeat(900), "x".repeat(6000))?.length).toBe(10_000);
  });

  it("either is one or says why not, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.boolean(),
        (pattern, replacement, text, isRegex) => {
          try {
            new NickRule(pattern, replacement, { isRegex }).apply(text);
          } catch (error) {
            expect(error).toMatchObject({ code: "NICK_INVALID" });
          }
        },
      ),
    );
  });
});
