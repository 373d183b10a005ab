import { readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, type Class, type MethodDefinition } from "oxc-parser";
import { expect, it } from "vitest";

const source = path.resolve(import.meta.dirname, "../..");
const manual = path.resolve(source, "../../../docs/hooks.md");

/** Whose hooks a chapter tells, and in which files they are declared, the general before the special. */
const chapters = [
  [
    "Everything that is stored",
    "Accounts, channels and scripts have these as well as objects.",
    ["model/entity/entity.ts"],
  ],
  [
    "Objects",
    "Rooms, exits, characters and things.",
    [
      "object-hooks",
      "described-object",
      "placed-object",
      "speaking-object",
      "searching-object",
      "world-object",
    ].map((name) => `model/object/${name}.ts`),
  ],
  ["Characters", "What they do in those of objects.", ["stock/classes/character.ts"]],
  ["Accounts", "", ["session/accounts/account.ts"]],
  ["Scripts", "", ["content/scripts/script.ts"]],
  ["Channels", "", ["content/channels/channel.ts"]],
  ["The game", "Functions of `hooks` in `defineGame`, each called with the game.", ["game/game-hooks.ts"]],
] as const;

const isHook =
  /^(?:at[A-Z]|announce|isValid$|filterVisible$|basetype|channelMsg$|format(?:Msg|Appearance)$|checkAvailable|handleSearchResults$|get(?:Display|NumberedName$|Search|StackedResults$|\w*CharacterSlots$))/;

interface Hook {
  readonly name: string;
  readonly parameters: string;
  readonly result: string;
  readonly text: string;
}

it("the manual lists every hook as it is declared; vitest -u writes it anew", async () => {
  const parts = chapters.map(([title, remark, files]) => {
    const hooks = files.flatMap((file) => hooksIn(path.join(source, file)));
    expect(
      hooks.filter(({ text }) => text === "").map(({ name }) => name),
      title,
    ).toEqual([]);
    return [`## ${title}`, ...(remark === "" ? [] : [remark]), hooks.map(entry).join("\n")].join("\n\n");
  });
  await expect(`${[...introduction, ...parts].join("\n\n")}\n`).toMatchFileSnapshot(manual);
});

const introduction = [
  "# Hooks",
  "A hook is a method that the engine calls when something happens, and that a class of yours may override. By " +
    "themselves, hooks that ask allow everything, and hooks that tell do nothing, except where a stock class says so. Call " +
    "`super` when you keep what it does. All of them run within the turn of what they belong to: one that throws undoes " +
    "it, and its player gets one honest line.",
  "[Objects and attributes](objects-and-attributes.md) shows how to make a class.",
];

function entry({ name, parameters, result, text }: Hook): string {
  const answer = result === "" ? "" : ` Gives back ${result}.`;
  return `- \`${name}(${parameters})\`: ${text}${answer}`;
}

function hooksIn(file: string): readonly Hook[] {
  const code = readFileSync(file, "utf8");
  const { program, comments } = parseSync(file, code);
  const textBefore = (start: number): string => {
    const comment = comments.findLast(({ end }) => end <= start && code.slice(end, start).trim() === "");
    return comment === undefined || !comment.value.startsWith("*") ? "" : plain(comment.value);
  };
  const textOf = (node: { readonly start: number; readonly end: number }): string =>
    code.slice(node.start, node.end);
  const found: Hook[] = [];
  for (const statement of program.body) {
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration === null) continue;
    const { declaration } = statement;
    if (declaration.type === "ClassDeclaration") {
      for (const member of membersOf(declaration)) {
        if (member.key.type !== "Identifier" || !isHook.test(member.key.name)) continue;
        const { value } = member;
        if (value?.type !== "FunctionExpression") continue;
        const returned = !value.returnType ? "" : textOf(value.returnType);
        found.push({
          name: member.key.name,
          parameters: value.params.map((parameter) => nameOf(textOf(parameter))).join(", "),
          result: resultOf(returned),
          text: textBefore(member.start),
        });
      }
    }
    if (declaration.type === "TSInterfaceDeclaration" && declaration.id.name === "GameHooks") {
      for (const member of declaration.body.body) {
        if (member.type !== "TSPropertySignature" || member.key.type !== "Identifier") continue;
        found.push({ name: member.key.name, parameters: "game", result: "", text: textBefore(member.start) });
      }
    }
  }
  return found;
}

function membersOf({ body }: Class): readonly MethodDefinition[] {
  return body.body.filter((member): member is MethodDefinition => member.type === "MethodDefinition");
}

/** `_details: {…} = {}` is `details`. */
function nameOf(parameter: string): string {
  return /^(?:\.\.\.)?_?(\w+)/.exec(parameter)?.[1] ?? "details";
}

function resultOf(type: string): string {
  const shown = type.replace(/^:\s*/, "").replace(/\s+/g, " ");
  return shown === "void" ? "" : shown.replaceAll(" | void", "").replace(/^(.+)$/, "`$1`");
}

/** The words of a docstring as one paragraph, without its tags and examples. */
function plain(comment: string): string {
  return comment
    .split("\n")
    .map((line) => line.replace(/^\s*\*+\s?/, "").trim())
    .join("\n")
    .split(/\s@[a-z]/)[0]!
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/\s+/g, " ")
    .trim();
}
