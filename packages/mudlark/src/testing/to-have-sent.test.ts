import { beforeAll, describe, expect, it } from "vitest";
import type { CallResult } from "./call-result.ts";
import type { TestPlayer } from "./test-player.ts";
import { testGame } from "./test-game.ts";
import { assertNotSent, assertSent, toHaveSent } from "./to-have-sent.ts";

let result: CallResult;
let [ann, bea, cora]: TestPlayer[] = [];

beforeAll(async () => {
  const game = await testGame();
  const scene = await game.scene({
    rooms: ["hall", "cellar"],
    players: { ann: "hall", bea: "hall", cora: "cellar" },
  });
  ({ ann, bea, cora } = scene);
  result = await game.call("say hello", { as: ann });
});

const who = (player: TestPlayer | undefined): TestPlayer => player as TestPlayer;

describe("toHaveSent", () => {
  it("takes the beginning, all of it, or a pattern", () => {
    expect(toHaveSent(result, who(ann), "You say").pass).toBe(true);
    expect(toHaveSent(result, who(ann), "say").pass).toBe(false);
    expect(toHaveSent(result, who(ann), "You say", { exact: true }).pass).toBe(false);
    expect(toHaveSent(result, who(ann), 'You say, "hello"', { exact: true }).pass).toBe(true);
    expect(toHaveSent(result, who(bea), /says.*HELLO/i).pass).toBe(true);
    expect(toHaveSent(result, who(cora), /[^]/).pass).toBe(false);
  });

  it("gives the same answer twice for a pattern that remembers", () => {
    const pattern = /hello/g;
    expect(toHaveSent(result, who(ann), pattern).pass).toBe(true);
    expect(toHaveSent(result, who(ann), pattern).pass).toBe(true);
  });

  it("shows what everybody saw when it fails", () => {
    expect(toHaveSent(result, who(cora), "You say").message()).toBe(
      [
        'after "say hello", expected cora to be sent what begins with "You say"',
        "",
        'The command ended with "ok".',
        "ann (session 1) was sent:",
        '    You say, "hello"',
        "bea (session 2) was sent:",
        '    Ann says, "hello"',
        "cora (session 3) was sent nothing.",
      ].join("\n"),
    );
  });
});

describe("assertSent and assertNotSent", () => {
  it("throw what every test runner shows", () => {
    assertSent(result, who(ann), "You say");
    assertNotSent(result, who(cora));
    assertNotSent(result, who(ann), "You shout");
    expect(() => assertSent(result, who(cora), /hello/)).toThrow(/expected cora to be sent something like/);
    expect(() => assertNotSent(result, who(ann))).toThrow(/expected ann not to be sent anything/);
  });
});
