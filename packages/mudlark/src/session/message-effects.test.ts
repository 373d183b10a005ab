import { describe, expect, it } from "vitest";
import type { Message } from "../model/message.ts";
import { mergeEffects, messageEffects as effectsOf } from "./message-effects.ts";

const reader = { encoding: "utf-8", report: () => {} };
const messageEffects = (sessions: readonly number[], message: string | Partial<Message>) =>
  effectsOf(sessions, message, reader);

describe("messageEffects", () => {
  it("sends bare text as text and text with options as a command", () => {
    expect(messageEffects([1], "hi")).toEqual([{ type: "text", sessions: [1], text: "hi" }]);
    expect(messageEffects([1], { text: "hi", options: { type: "say" } })).toEqual([
      { type: "command", sessions: [1], command: { name: "text", args: ["hi"], kwargs: { type: "say" } } },
    ]);
  });

  it("says nothing when there is nothing to say or nobody to hear it", () => {
    expect(messageEffects([1], "")).toEqual([]);
    expect(messageEffects([1], { text: null })).toEqual([]);
    expect(messageEffects([], "hi")).toEqual([]);
  });

  it("puts prompts after everything else", () => {
    const effects = messageEffects([1], { text: "> ", prompt: true, other: { vitals: [1, 2] } });
    expect(effects.map((effect) => effect.type)).toEqual(["command", "prompt"]);
  });
});

describe("mergeEffects", () => {
  it("joins what is the same for several sessions, and keeps the order", () => {
    const said = (session: number, text: string): ReturnType<typeof messageEffects> =>
      messageEffects([session], text);
    const effects = [
      ...said(1, "You say"),
      ...said(2, "Ann says"),
      ...said(3, "Ann says"),
      ...said(4, "Ann says"),
    ];
    const before = structuredClone(effects);
    expect(mergeEffects(effects)).toEqual([
      { type: "text", sessions: [1], text: "You say" },
      { type: "text", sessions: [2, 3, 4], text: "Ann says" },
    ]);
    expect(effects).toEqual(before);
  });

  it("keeps apart what differs in its options", () => {
    const say = (session: number, type: string): ReturnType<typeof messageEffects> =>
      messageEffects([session], { text: "hi", options: { type } });
    expect(mergeEffects([...say(1, "say"), ...say(2, "say"), ...say(3, "whisper")])).toHaveLength(2);
  });
});
