import { describe, expect, it } from "vitest";
import { completionsIn, LineCompletion } from "./line-completion.ts";

function asked(line: string, replaces: number, values: readonly string[]): LineCompletion {
  const completion = new LineCompletion();
  expect(completion.press(line)).toBe("ask");
  completion.answer({ line, replaces, values }, line);
  return completion;
}

describe("the tab key", () => {
  it("moves on from an empty line", () => {
    expect(new LineCompletion().press("")).toBeNull();
    expect(new LineCompletion().press("  ")).toBeNull();
  });

  it("completes what can only be one thing, with a blank behind it", () => {
    const completion = new LineCompletion();
    expect(completion.press("get la")).toBe("ask");
    expect(completion.answer({ line: "get la", replaces: 2, values: ["Lantern"] }, "get la")).toEqual({
      line: "get Lantern ",
      words: "Lantern",
    });
    expect(completion.press("get Lantern ")).toBe("ask");
  });

  it("goes as far as all agree, then from one to the next", () => {
    const completion = new LineCompletion();
    completion.press("lo");
    expect(completion.answer({ line: "lo", replaces: 2, values: ["lock", "lockpick"] }, "lo")).toEqual({
      line: "lock",
      words: "2 to choose from: lock, lockpick. Tab chooses, Escape goes back.",
    });
    expect(completion.press("lock")).toEqual({ line: "lock", words: "lock, 1 of 2" });
    expect(completion.press("lock")).toEqual({ line: "lockpick", words: "lockpick, 2 of 2" });
    expect(completion.press("lockpick")).toEqual({ line: "lock", words: "lock, 1 of 2" });
  });

  it("reads out no more than can be kept in mind", () => {
    const values = Array.from({ length: 14 }, (_, at) => `x${at}`);
    const completion = new LineCompletion();
    completion.press("x");
    const step = completion.answer({ line: "x", replaces: 1, values }, "x");
    expect(step?.words).toMatch(/^14 to choose from: x0, .*x9, and 4 more\. /);
  });

  it("moves on when nothing completes the line, when no answer comes, and after Escape", () => {
    expect(asked("qqq", 3, []).press("qqq")).toBeNull();
    const waiting = new LineCompletion();
    waiting.press("lo");
    expect(waiting.press("lo")).toBeNull();
    const left = asked("l", 1, ["look", "list"]);
    left.press("l");
    expect(left.leave()).toEqual({ line: "l", words: "" });
    expect(left.press("l")).toBeNull();
    expect(left.leave()).toBeNull();
    left.forget();
    expect(left.press("l")).toBe("ask");
  });

  it("ignores an answer to what is no longer there", () => {
    const completion = new LineCompletion();
    completion.press("lo");
    expect(completion.answer({ line: "lo", replaces: 2, values: ["look"] }, "loo")).toBeNull();
    expect(completion.answer({ line: "x", replaces: 1, values: ["xyz"] }, "x")).toBeNull();
    completion.forget();
    expect(completion.answer({ line: "lo", replaces: 2, values: ["look"] }, "lo")).toBeNull();
  });
});

it("takes nothing else for an answer", () => {
  expect(completionsIn({ line: "a", replaces: 1, values: ["ab", 7] })).toEqual({
    line: "a",
    replaces: 1,
    values: ["ab"],
  });
  for (const wrong of [{}, { line: 1, replaces: 1, values: [] }, { line: "a", replaces: 1, values: "ab" }])
    expect(completionsIn(wrong)).toBeNull();
});
