import path from "node:path";
import { expect, it } from "vitest";
import { helpOf } from "../../command/declaration/command-help.ts";
import type { CommandDefinition } from "../../command/declaration/definition.ts";
import { playedScene } from "./played-scene.suite.ts";
import { stockCommands } from "./stock-commands.ts";

const manual = path.resolve(import.meta.dirname, "../../../../../docs/commands.md");

const parts = [
  ["At the login screen", stockCommands.loggedOut],
  ["In and out of character", stockCommands.account],
  ["For builders and staff", stockCommands.staff],
  ["In character", stockCommands.character],
] as const;

it("the manual lists every command as it is declared; vitest -u writes it anew", async () => {
  const { game, ann } = await playedScene("superuser");
  const account = game.session(ann).account ?? game.session(ann);
  const chapters = parts.map(([title, commands]) => {
    const shown = commands.filter(({ hidden, isSystem }) => !hidden && !isSystem);
    const sections = shown
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map((command) => section(command, helpOf(command, account)));
    return [`## ${title}`, ...sections].join("\n\n");
  });
  await expect(`${[...introduction, ...chapters].join("\n\n")}\n`).toMatchFileSnapshot(manual);
});

const introduction = [
  "# The commands of every game",
  "What players, builders and staff can type in a game that has not replaced any of it. In the game, `help` shows the " +
    "same for one command, and only the commands that you may use. Square brackets hold what may be left out, angle " +
    "brackets what you fill in; of a switch, the first letters suffice.",
];

function section(command: CommandDefinition, help: ReturnType<typeof helpOf>): string {
  const aliases = help.aliases.map(code).join(", ");
  const facts = [
    ...(aliases === "" ? [] : [`- Also: ${aliases}`]),
    `- Category: ${help.category ?? "general"}`,
    `- Who may use it: ${whoMay(command)}`,
    ...help.switches.map(([typed, meaning]) => `- ${code(typed)}: ${plain(meaning)}`),
    ...(help.examples.length === 0 ? [] : [`- For example: ${help.examples.map(code).join(", ")}`]),
  ];
  return [`### ${code(help.key)}`, plain(help.text), code(help.usage), facts.join("\n")].join("\n\n");
}

function whoMay({ locks }: CommandDefinition): string {
  const rule = /^cmd:\s*(.*)$/m.exec(locks)?.[1] ?? locks;
  return rule === "all()" ? "everybody" : `who passes ${code(rule)}`;
}

function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text}${fence}`;
}

/** Help is markup; in Markdown its colours are left out, and its signs stand for themselves. */
function plain(text: string): string {
  return text
    .replaceAll(/\|(?:[a-zA-Z])/g, "")
    .replaceAll("||", "|")
    .replaceAll(/([*_<>[\]|$\\])/g, "\\$1");
}
