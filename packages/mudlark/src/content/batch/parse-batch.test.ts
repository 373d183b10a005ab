import { expect, it } from "vitest";
import { parseBatch } from "./parse-batch.ts";

const source = [
  "# a comment",
  "create box",
  "#",
  "",
  "desc box = A box",
  "   of wood.",
  "",
  "It is old.",
  "",
  "#INSERT more.ev",
  "#ANSWER yes",
  "#answer  two blanks",
  "destroy box",
].join("\n");

it("ends a command at each line with #, and knows where it began", () => {
  expect(parseBatch(source, "kept")).toEqual([
    { text: "create box", answers: [], line: 2 },
    { text: "desc box = A box\n   of wood.\n\nIt is old.", answers: [], line: 5 },
    { insert: "more.ev", line: 10 },
    { text: "destroy box", answers: ["yes", " two blanks"], line: 13 },
  ]);
});

it("joins lines to paragraphs where it is told to", () => {
  const [, second] = parseBatch(source, "joined");
  expect(second).toMatchObject({ text: "desc box = A box of wood.\nIt is old." });
  expect(parseBatch("a\n\n\nb", "joined")).toMatchObject([{ text: "a\n\nb" }]);
});

it("takes line ends of any kind and an empty file", () => {
  expect(parseBatch("\uFEFFlook\r\n# x\r\nsay hi\r\n", "kept")).toMatchObject([
    { text: "look", line: 1 },
    { text: "say hi", line: 3 },
  ]);
  expect(parseBatch("", "kept")).toEqual([]);
  expect(parseBatch("#\n# nothing\n\n", "joined")).toEqual([]);
});
