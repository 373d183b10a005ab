import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import { topicIn } from "./help-files.ts";
import { lookUpHelp } from "./look-up-help.ts";
import { markdownToMarkup } from "./markdown-markup.ts";
import { findPart, splitTopics } from "./sub-topics.ts";

describe("Markdown as markup", () => {
  it.each([
    ["plain", "plain"],
    ["**Light** a `lantern`, *gently*, ~~never~~.", "|wLight|n a |wlantern|n, |igently|I, |snever|S."],
    ["one\ntwo\n\nthree", "one two\n\nthree"],
    ["# Head\ntext", "|wHead|n\n\ntext"],
    ["- a\n- b\n  - c\n- d\n\nafter", "- a\n- b\n  - c\n- d\n\nafter"],
    ["3. a\n4. b", "3. a\n4. b"],
    ["```\n|r $you()\n  x\n```", "    ||r $you()\n      x"],
    ["|rred|n <b>bold</b>", "||rred||n <b>bold</b>"],
    ["[a link](http://x.y/)", "a link"],
    ["a\\\nb", "a\nb"],
    ["| a | b |\n|---|---|\n| c | d |", "a  b\nc  d"],
    ["", ""],
  ])("%j reads %j", (source, markup) => {
    expect(markdownToMarkup(source)).toBe(markup);
  });

  it("shows every bar that was typed, whatever surrounds it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("|", "r", "a", "*", "`", " ", "\n", "[", "!") }),
        (source) => {
          const shown = stripMarkup(markdownToMarkup(source.replaceAll("*", "").replaceAll("`", "")));
          expect(shown).not.toContain("\u001b");
        },
      ),
    );
  });
});

describe("parts of a text", () => {
  const text = "Intro.\n# subtopics\n## Alpha\nabout a\n### Beta\nabout b\n## Al pine\nhigh\n";

  it("are at its headings, in their order", () => {
    expect(splitTopics(text)).toEqual({
      name: "",
      text: "Intro.",
      parts: [
        { name: "Alpha", text: "about a", parts: [{ name: "Beta", text: "about b", parts: [] }] },
        { name: "Al pine", text: "high", parts: [] },
      ],
    });
    expect(splitTopics("x\n## A\na\n# B\nb").parts.map(({ name }) => name)).toEqual(["A", "B"]);
    expect(splitTopics("no\n```\n# code\n```\nparts").parts).toEqual([]);
  });

  it.each([
    [["alpha"], "about a"],
    [["ALP", "b"], "about b"],
    [["pine"], "high"],
  ])("are found by %j", (path, found) => {
    expect(findPart(splitTopics(text), path)).toMatchObject({ ok: true, part: { text: found } });
  });

  it("say where a way ends", () => {
    expect(findPart(splitTopics(text), ["alpha", "zeta"])).toMatchObject({
      ok: false,
      missing: "zeta",
      names: ["Alpha"],
    });
    expect(findPart(splitTopics(text), [""])).toMatchObject({ ok: false });
  });
});

describe("a help file", () => {
  it("has a head that says what it is, and a body", () => {
    const source =
      '---\nkey: "Lanterns"\naliases: [lamp, light]\ncategory: Things\nlocks: read:all()\n---\n# Lanterns\nOil.\n';
    expect(topicIn("file", source)).toMatchObject({
      key: "Lanterns",
      aliases: ["lamp", "light"],
      category: "things",
      locks: "read:all()",
      text: "Oil.\n",
    });
    expect(topicIn("oil", "Just text")).toMatchObject({ key: "oil", category: null, text: "Just text" });
    expect(() => topicIn("x", "---\ncolour: red\n---\ny")).toThrow(/"colour: red" is none of/);
  });
});

describe("looking up", () => {
  const topic = (key: string, category = "general", words = "", aliases: readonly string[] = []) => ({
    key,
    category,
    words,
    aliases,
    tags: [],
    source: "file" as const,
  });
  const topics = [
    topic("look", "general", "See what is around.", ["l"]),
    topic("@lock", "building", "Say who may open a door."),
    topic("say", "general", "Speak to those around."),
    topic("combat", "rules", "Who hits whom with a sword."),
    topic("who", "account", "List who is here."),
  ];
  const find = (query: string): unknown => {
    const answer = lookUpHelp(query, topics, "@&/+");
    if (answer.kind === "topic") return answer.topic.key;
    if (answer.kind === "category") return answer.topics.map(({ key }) => key);
    return { near: answer.suggestions, in: answer.mentions.map(({ key }) => key) };
  };

  it.each([
    ["look", "look"],
    ["L", "look"],
    ["lock", "@lock"],
    ["@lock", "@lock"],
    ["@look", "look"],
    ["general", ["look", "say"]],
    ["comb", "combat"],
    ["who", "who"],
    ["lok", { near: ["look", "@lock"], in: [] }],
    ["lo", { near: ["look", "@lock"], in: [] }],
    ["sword", { near: [], in: ["combat"] }],
    ["around", { near: [], in: ["look", "say"] }],
    ["zzz", { near: [], in: [] }],
    ["", { near: [], in: [] }],
  ])("%j finds %j", (query, found) => {
    expect(find(query)).toEqual(found);
  });
});
