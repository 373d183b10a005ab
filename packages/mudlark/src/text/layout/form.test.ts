import { expect, it } from "vitest";
import { stripMarkup } from "../markup/plain-text.ts";
import { displayWidth } from "./display-width.ts";
import { form } from "./form.ts";
import { Table } from "./table.ts";

const sheet = [
  "+----------------------+",
  "| Name: xxxxxx1xxxxxxx |",
  "| About: xxxxxxxxxxxxx |",
  "|        xxxxxxAxxxxxx |",
  "|  ccccccccBccccccccc  |",
  "|  cccccccccccccccccc  |",
  "+----------------------+",
].join("\n");

it("fills text and tables into their places, and cuts what does not fit", () => {
  const filled = form(sheet, {
    cells: { 1: "|r日本語 and a long name|n", A: "tall and thin and old", nobody: "x" },
    tables: {
      B: {
        headers: ["Skill", "Value"],
        rows: [
          ["lore", "3"],
          ["climb", "5"],
        ],
      },
    },
  });
  expect(stripMarkup(filled.text).split("\n")).toEqual([
    "+----------------------+",
    "| Name: 日本語 and a   |",
    "| About: tall and thin |",
    "|        and old       |",
    "|  Skill     Value     |",
    "|  lore      3         |",
    "+----------------------+",
  ]);
  for (const line of filled.text.split("\n")) expect(displayWidth(line)).toBe(24);
});

it("takes a table that was made bit by bit, as wide as its place", () => {
  const skills = new Table({ headers: ["Skill"] }, { border: "header" }).addRow(["lore"]);
  const filled = form(sheet, { tables: { B: skills } });
  expect(stripMarkup(filled.text).split("\n").slice(4, 6)).toEqual([
    "|  Skill               |",
    "|  ~~~~~~~~~~~~~~~~~~  |",
  ]);
  expect(filled.spoken).toContain("Skill: lore");
  expect(skills.text).toContain("\n~~~~~\n");
});

it("is read aloud without its frame, each place whole and once", () => {
  const filled = form(sheet, {
    cells: { 1: "Ann", A: "tall and thin and very old" },
    tables: { B: { headers: ["Skill"], rows: [["lore"]] } },
  });
  expect(filled.spoken).toBe("Name: Ann\nAbout: tall and thin and very old\nSkill: lore");
});

it("is filled in by and by, and leaves blank what is missing", () => {
  const empty = form("[{name:6}] [xx1xx] x-axis, Foxx and xerox", { cells: { name: "Ann" } });
  expect(stripMarkup(empty.text)).toBe("[Ann   ] [     ] x-axis, Foxx and xerox");
  expect(stripMarkup(empty.map({ cells: { 1: "one" } }).text)).toBe(
    "[Ann   ] [one  ] x-axis, Foxx and xerox",
  );
  expect(stripMarkup(empty.text)).toBe("[Ann   ] [     ] x-axis, Foxx and xerox");
});

it("takes bars as they are, and other words for words", () => {
  expect(form("|rHP|n: xx1xx", { cells: { 1: "3" }, literals: { HP: "|gHit points|n" } }).text).toBe(
    "||r|gHit points|n||n: 3",
  );
});

it("refuses two ids in one place, and what is no rectangle", () => {
  expect(() => form("xx1xx\nxx2xx")).toThrow("two ids");
  expect(() => form("xx1xx\nxxx")).toThrow("line 2 of the form breaks a rectangle");
  expect(() => form("xxx1xxx\n xx2xx")).not.toThrow();
});
