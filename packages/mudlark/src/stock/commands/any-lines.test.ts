import fc from "fast-check";
import { expect, it } from "vitest";
import { testGame, type TestGame } from "../../testing/test-game.ts";
import type { TestPlayer } from "../../testing/test-player.ts";
import { Exit } from "../classes/exit.ts";
import { Thing } from "../classes/thing.ts";
import { stockCommands } from "./stock-commands.ts";

const words = [
  "box",
  "ann",
  "*bob",
  "here",
  "#1",
  "#99999",
  "%1",
  "%all",
  "2",
  "-1",
  "99999999999999999999",
  "gate",
  "public",
  "box/a",
  "box/a[0]",
  "me/a[+]",
  "{key: 1}",
  "a,b",
  ",",
  ";",
  "=",
  "==",
  ":",
  "/",
  "//",
  "|r",
  "|",
  "{x}",
  "$you()",
  '"',
  '"a b"',
  "\\",
  "e\u0301",
  "日本語",
  "👨‍👩‍👧‍👦",
  "__proto__",
  "constructor",
  "\u202e",
  "a".repeat(3000),
  "👾".repeat(200),
  `${"b".repeat(253)};${"c".repeat(250)}`,
  "1.2.*.*",
  "get:all()",
  "get:(",
  "mudlark.Thing",
  "*",
  "now",
] as const;

/** Those that run any code, end the game or the session: there is nothing to try with strange words. */
const spared = new Set(["eval", "shutdown", "reload", "reset", "quit", "claim"]);

const commands = [...stockCommands.account, ...stockCommands.staff, ...stockCommands.character].filter(
  ({ key }) => !spared.has(key),
);

const rest = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...words) },
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(" "));

const line = fc.constantFrom(...commands).chain((command) => {
  const known = Object.keys(command.switches);
  const switches = fc.subarray(known, { maxLength: Math.min(2, known.length) });
  const name = fc.constantFrom(command.key, ...command.aliases);
  return fc
    .tuple(name, fc.oneof(fc.constant([]), switches), rest)
    .map(([key, chosen, text]) => `${key}${chosen.map((one) => `/${one}`).join("")} ${text}`);
});

async function scene(): Promise<{ readonly game: TestGame; readonly ann: TestPlayer }> {
  const game = await testGame();
  const { hall, yard, ann } = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: { in: "hall", superuser: true }, bob: "hall" },
  });
  await game.create(Thing, { key: "box", location: hall, attributes: { a: [1, { b: 2 }] } });
  await game.create(Exit, { key: "gate", location: hall, destination: yard });
  return { game, ann };
}

it("no words that are typed behind a stock command make it fail in another way than with a sentence", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(line, fc.constantFrom("y", "n", "", "x")), { minLength: 10, maxLength: 20 }),
      async (lines) => {
        const { game, ann } = await scene();
        for (const [typed, answer] of lines) {
          for (const text of [typed, answer, answer, "@abort"]) {
            const isLine = text === typed;
            if (ann.session.closedFor !== null) return;
            if (isLine || game.session(ann).frames.top !== null) ann.session.type(text);
            await game.rest();
          }
          expect([typed, answer, game.takeErrors()]).toEqual([typed, answer, []]);
        }
      },
    ),
    { numRuns: 10 },
  );
}, 20_000);
