import type { Command } from "commander";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildProgram } from "./program.ts";
import type { Terminal } from "./terminal.ts";

const terminal: Terminal = {
  print: () => {},
  note: () => {},
  colour: false,
  interactive: false,
  environment: {},
  workingDirectory: "/",
};
const verbs = buildProgram(terminal).commands.map((verb) => ({ name: verb.name(), verb }));
const chapter = readFileSync(new URL("../../../../docs/command-line.md", import.meta.url), "utf8");

/** What the chapter says about each verb, by its heading. */
const sections = new Map(
  chapter
    .split(/^### /m)
    .slice(1)
    .map((text) => [/^`(\w+)`/.exec(text)?.[1] ?? "", text.replace(/^## .*/ms, "")]),
);

/** A verb and those below it. */
function family(verb: Command): readonly Command[] {
  return [verb, ...verb.commands.flatMap(family)];
}

describe("the chapter about the command line", () => {
  it("has a section for every verb, and for nothing else", () => {
    expect([...sections.keys()].toSorted()).toEqual(verbs.map(({ name }) => name).toSorted());
  });

  it.for(verbs)("tells every option of $name, and no other", ({ name, verb }) => {
    const real = family(verb).flatMap(({ options }) => options.map(({ long }) => long ?? ""));
    const told = (sections.get(name) ?? "").match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [];
    expect([...new Set(told)].toSorted()).toEqual([...new Set(real)].toSorted());
  });

  it.for(verbs)("tells every verb below $name", ({ name, verb }) => {
    const told = (sections.get(name) ?? "").matchAll(new RegExp(`^\\| \`${name} (\\w+)`, "gm"));
    expect([...told].map(([, word]) => word)).toEqual(verb.commands.map((below) => below.name()));
  });
});

it.for(verbs)("$name says what it does, and what its options do", ({ verb }) => {
  for (const { description, options } of family(verb).map((each) => ({
    description: each.description(),
    options: each.options,
  }))) {
    expect(description).not.toBe("");
    expect(options.filter((option) => option.description === "")).toEqual([]);
  }
});
