import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "../../command/actor.ts";
import { argumentsOf, type Grammar } from "../../command/arguments/grammar.ts";
import type { ArgumentScope } from "../../command/arguments/argument-scope.ts";
import { helpOf } from "../../command/declaration/command-help.ts";
import { completeArguments } from "../../command/declaration/complete.ts";
import type { CommandDefinition } from "../../command/declaration/definition.ts";
import { describeCommand } from "../../command/declaration/describe-command.ts";
import { scopeOf } from "../../command/run/scope-of.ts";
import { usageOf } from "../../command/declaration/usage.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { stockCommands } from "./stock-commands.ts";

const inGame = [...stockCommands.account, ...stockCommands.staff, ...stockCommands.character];
const all = [...stockCommands.loggedOut, ...stockCommands.session, ...inGame];
const rows = (commands: readonly CommandDefinition[]): (readonly [string, CommandDefinition])[] =>
  commands.map((command) => [command.key, command] as const);

/** Text behind the name is its own business, a slash as well. */
const takesSlashes = ({ rawArgs, switches }: CommandDefinition): boolean =>
  rawArgs && Object.keys(switches).length === 0;

describe("from one declaration come", () => {
  let game: TestGame;
  let ann: TestPlayer;
  let scope: ArgumentScope;

  beforeAll(async () => {
    game = await testGame();
    ({ ann } = await game.scene({ rooms: ["hall"], players: { ann: { in: "hall", superuser: true } } }));
    scope = scopeOf(game.world, actorOf(game.session(ann)));
  });
  afterAll(() => game[Symbol.asyncDispose]());

  it.each(rows(all))(
    "the usage line of %s, with every switch and argument, and well-formed brackets",
    (_key, command) => {
      const usage = usageOf(command);
      for (const [name, { value }] of Object.entries(command.switches))
        expect(usage).toContain(value === null ? `[/${name}]` : `[/${name}:<${value.name}>]`);
      for (const { name, type } of argumentsOf(command.grammar))
        expect(usage).toContain(`<${type.shape ?? name}>`);
      const depths = [...usage.replaceAll("[;alias…][:option]", "")].map((sign) =>
        "]>".includes(sign) ? -1 : "[<".includes(sign) ? 1 : 0,
      );
      expect(depths.reduce<number>((depth, step) => Math.max(0, depth) + step, 0)).toBe(0);
    },
  );

  it.each(rows(all))("the help of %s, which explains each switch", (_key, command) => {
    const help = helpOf(command, game.session(ann));
    expect(help.usage).toBe(usageOf(command));
    expect(help.switches.map(([typed]) => typed.replace(/^\/|:.*$/gu, ""))).toEqual(
      Object.keys(command.switches),
    );
    for (const [, meaning] of help.switches) expect(meaning).toMatch(/\p{L}{2}/u);
    expect(help.text).toMatch(/[.?!]$/u);
  });

  it.each(rows(all))("the description of %s for machines", (_key, command) => {
    const described = describeCommand(command);
    expect(JSON.parse(JSON.stringify(described))).toEqual(described);
    expect(described).toMatchObject({
      key: command.key,
      usage: usageOf(command),
      switches: Object.keys(command.switches).map((name) => ({ name })),
    });
    expect(kindsIn(described["arguments"])).toEqual(kindsOf(command.grammar));
  });

  it.each(rows(all))("the completion of %s", (_key, command) => {
    const { values, replaces } = completeArguments(command, "/", scope);
    if (!takesSlashes(command))
      expect({ values, replaces }).toEqual({ values: Object.keys(command.switches), replaces: 0 });
    for (const text of [" ", " a", " #1 = b", " a, b", ' "a']) {
      const completion = completeArguments(command, text, scope);
      expect(completion.replaces).toBeLessThanOrEqual(text.length);
      expect(completion.values).toBeInstanceOf(Array);
    }
  });

  it.each(rows(inGame.filter(({ hidden, isSystem }) => !hidden && !isSystem)))(
    "the name %s, when it was begun",
    (key) => {
      const begun = key.slice(0, Math.max(1, key.length - 1));
      expect(game.world.commands.complete(game.session(ann), begun).values).toContain(key);
    },
  );

  it.each(rows(inGame.filter((command) => !takesSlashes(command) && !command.isSystem)))(
    "the words of %s for a switch that it does not have",
    async (key, command) => {
      const { outcome, sentTo } = await game.call(`${key}/nosuchswitch`, { as: ann });
      const answer = sentTo(ann).join("\n");
      expect(outcome.status).toBe("failed");
      expect(answer).toMatch(/has no switch/u);
      expect(answer).toContain(escapeMarkup(usageOf(command)));
    },
  );
});

/** In the order of the line. */
function kindsOf(grammar: Grammar): string[] {
  return argumentsOf(grammar).map(({ type }) => type.kind);
}

function kindsIn(parts: unknown): string[] {
  return (parts as readonly { part: string; kind: string; parts: unknown }[]).flatMap((part) =>
    part.part === "argument" ? [part.kind] : part.part === "optional" ? kindsIn(part.parts) : [],
  );
}
