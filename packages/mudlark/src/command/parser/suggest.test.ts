import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName } from "../../base/fold-text.ts";
import { editDistance } from "../../base/nearest.ts";
import { suggest, Suggestibles, type SuggestibleName } from "./suggest.ts";

const names = ["look", "say", "north", "get", "inventory", "invite", "@open", "who", ":"];

function named(written: string): SuggestibleName {
  return { written, folded: foldName(written) };
}

describe("suggestions", () => {
  it.each([
    ["lok", ["look"]],
    ["LOKO", ["look"]],
    ["sayhello", ["say"]],
    ["north", ["north"]],
    ["inv", ["invite", "inventory"]],
    ["invertory", ["inventory", "invite"]],
    ["xyz", []],
    ["", []],
    ["whoo", ["who"]],
    ["x", []],
    ["o", []],
  ])("for %j are %j", (typed, expected) => {
    expect(suggest(typed, names.map(named))).toEqual(expected);
  });

  it("come for a single letter, too, when it is in the name", () => {
    expect(suggest("s", ["ls", "is", "i", "?", "say"].map(named))).toEqual(["is", "ls"]);
  });

  it("name nothing twice, and three at most", () => {
    expect(suggest("loo", ["look", "look", "loom", "loot", "loop"].map(named))).toEqual([
      "look",
      "loom",
      "loop",
    ]);
  });
});

describe("suggestions by permission", () => {
  it("leave out what is not allowed, and ask about few", () => {
    const asked: string[] = [];
    const many = ["look", "loom", "loop", ...Array.from({ length: 1000 }, (_, at) => `word${at}`)].map(named);
    const found = suggest("loo", new Suggestibles(many), 3, ({ written }) => {
      asked.push(written);
      return written !== "loom";
    });
    expect(found).toEqual(["look", "loop"]);
    expect(asked).toEqual(["look", "loom", "loop"]);
  });

  it("are those of a plain search, whatever the names are", () => {
    const words = fc.string({ unit: fc.constantFrom(..."abcdeé "), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 30 }), (typed, written) => {
        const word = foldName(typed);
        const length = [...word].length;
        const reach = length <= 4 ? 1 : 2;
        const near = (name: string): boolean =>
          (editDistance(word, foldName(name)) <= reach && (length > 1 || foldName(name).includes(word))) ||
          (word.length >= 3 && foldName(name).startsWith(word.slice(0, 3)));
        const expected = word === "" ? [] : [...new Set(written.filter(near))].sort();
        expect([...suggest(typed, written.map(named), 100)].sort()).toEqual(expected);
      }),
    );
  });
});
