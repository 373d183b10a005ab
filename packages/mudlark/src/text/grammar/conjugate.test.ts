import { describe, expect, it } from "vitest";
import { conjugate } from "./conjugate.ts";

describe("conjugate (world.md §11.2)", () => {
  it.each([
    ["be", "are", "is"],
    ["have", "have", "has"],
    ["go", "go", "goes"],
    ["fly", "fly", "flies"],
    ["miss", "miss", "misses"],
    ["attacks", "attack", "attacks"],
    ["was", "were", "was"],
    ["must", "must", "must"],
    ["is", "are", "is"],
    ["don't", "don't", "doesn't"],
    ["isn’t", "aren't", "isn’t"],
    ["do", "do", "does"],
    ["undoes", "undo", "undoes"],
    ["frobnicate", "frobnicate", "frobnicates"],
    ["carry", "carry", "carries"],
    ["carries", "carry", "carries"],
    ["play", "play", "plays"],
    ["watches", "watch", "watches"],
    ["ache", "ache", "aches"],
    ["aches", "ache", "aches"],
    ["moves", "move", "moves"],
    ["sees", "see", "sees"],
    ["uses", "use", "uses"],
    ["closes", "close", "closes"],
    ["lies", "lie", "lies"],
    ["dies", "die", "dies"],
    ["unties", "untie", "unties"],
    ["buzz", "buzz", "buzzes"],
    ["buzzes", "buzz", "buzzes"],
    ["seizes", "seize", "seizes"],
    ["quiz", "quiz", "quizzes"],
    ["focus", "focus", "focuses"],
    ["focuses", "focus", "focuses"],
    ["passes", "pass", "passes"],
    ["boo", "boo", "boos"],
    ["boos", "boo", "boos"],
    ["bow", "bow", "bows"],
    ["feed", "feed", "feeds"],
    ["need", "need", "needs"],
    ["shed", "shed", "sheds"],
    ["bring", "bring", "brings"],
    ["sing", "sing", "sings"],
    ["wound", "wound", "wounds"],
  ])("%s: you %s, she %s", (verb, you, she) => {
    expect([conjugate(verb, "you"), conjugate(verb, "she")]).toEqual([you, she]);
  });

  it.each([
    "can",
    "won't",
    "opened",
    "agreed",
    "took",
    "said",
    "went",
    "going",
    "been",
    "had",
    "did",
    "used to",
    "",
  ])("leaves %j alone", (verb) => {
    for (const person of ["you", "she", "they"] as const) expect(conjugate(verb, person)).toBe(verb);
  });

  it("goes with several", () => {
    expect(["be", "was", "flies", "goes"].map((verb) => conjugate(verb, "they"))).toEqual([
      "are",
      "were",
      "fly",
      "go",
    ]);
  });

  it("keeps what follows, and the case", () => {
    expect(conjugate("pick up", "she")).toBe("picks up");
    expect(conjugate("Go", "she")).toBe("Goes");
    expect(conjugate("IS", "you")).toBe("ARE");
    expect(conjugate("Attacks!", "you")).toBe("Attack!");
  });
});
