/**
 * What the way from a line to its command costs: the merge of layers, cold and warm; the search for the name among
 * 10, 100 and 1000 commands and among those of a new game; and the whole way through the dispatcher, with a room, exits
 * and other players around.
 *
 * Run: `npx node bench/src/micro/command.ts`
 */
import { command } from "../../../packages/mudlark/src/command/declaration/command.ts";
import { cmdset, type CommandSet } from "../../../packages/mudlark/src/command/sets/command-set.ts";
import type { Layer } from "../../../packages/mudlark/src/command/sets/layer.ts";
import { MergeCache } from "../../../packages/mudlark/src/command/sets/merge-cache.ts";
import { stockCommands } from "../../../packages/mudlark/src/stock/commands/stock-commands.ts";
import { parseLine } from "../../../packages/mudlark/src/command/parser/parser.ts";
import { asSource, Scene, type PlainSession } from "../../../packages/mudlark/src/command/scene.suite.ts";

const options = { ignoredPrefixes: "@&/+", size: 1000, warn: (): void => undefined };
const consonants = [..."bdfgklmnprst"];
const vowels = [..."aeiou"];

measureMerge("a player: 5 layers, 100 commands, 4 exits", playerLayers(100, 4));
measureMerge("a player among 300 things with a command each", playerLayers(100, 4, 300));
for (const count of [10, 100, 1000]) measureParse(count);
measureStockParse();
for (const count of [10, 100, 1000]) await measureDispatch(count, 20);
await measureDispatch(100, 500);
await measureStockDispatch(20);

function measureMerge(what: string, layers: readonly Layer[]): void {
  const owner = {};
  const copies = (): Layer[] => layers.map((layer) => ({ ...layer }));
  report(`merge cold   ${what}`, 300, () => new MergeCache(options).get(owner, layers));
  const cache = new MergeCache(options);
  const others = [{}, {}];
  let turn = 0;
  report(`merge cached ${what}`, 3000, () => cache.get({ turn: turn++ }, layers));
  report(`merge warm   ${what}`, 30_000, () => cache.get(others[0] ?? owner, layers));
  const again = [copies(), copies()];
  report(`merge warm, gathered anew, ${what}`, 10_000, () => cache.get(owner, again[turn++ % 2] ?? layers));
}

function measureParse(count: number): void {
  const layers = playerLayers(count, 4);
  const { index, entries } = new MergeCache(options).get({}, layers);
  const lines = entries.map(
    ({ names }, at) => `${names[0]?.written ?? ""}${at % 2 === 0 ? " the old lamp" : ""}`,
  );
  let turn = 0;
  const next = (): string => lines[turn++ % lines.length] ?? "";
  report(`parse, ${count} commands, any name`, 300_000, () => parseLine(next(), index, () => true));
  report(`parse, ${count} commands, 'hello`, 300_000, () => parseLine("'hello there", index, () => true));
  report(`parse, ${count} commands, unknown`, 300_000, () => parseLine("xyzzy plugh", index, () => true));
  report(`parse, ${count} commands, Cyrillic`, 100_000, () =>
    parseLine("'привет всем вокруг", index, () => true),
  );
}

/** What people type most, among the commands that every game has. */
function measureStockParse(): void {
  const { index } = new MergeCache(options).get({}, stockLayers());
  for (const line of ["look", "say hello there", "get lamp", "get 2 lamps", "north"]) {
    report(`parse, a new game's commands, ${line}`, 300_000, () => parseLine(line, index, () => true));
  }
}

function stockLayers(): Layer[] {
  const player = {};
  return [
    {
      set: cmdset({ key: "account", priority: -10, commands: [...stockCommands.account] }),
      source: "account",
      host: player,
    },
    {
      set: cmdset({ key: "staff", priority: -9, commands: [...stockCommands.staff] }),
      source: "account",
      host: player,
    },
    {
      set: cmdset({ key: "character", commands: [...stockCommands.character] }),
      source: "puppet",
      host: player,
    },
    exit("north"),
  ];
}

/** The real commands, with all that they do but the store and the link. */
async function measureStockDispatch(players: number): Promise<void> {
  const scene = await Scene.create();
  const hall = await scene.room("Hall");
  await scene.exit("north", hall, await scene.room("Yard"));
  const set = cmdset({ key: "character", commands: [...stockCommands.character] });
  const sessions: PlainSession[] = [];
  for (let at = 0; at < players; at++) sessions.push((await scene.player(`Player${at}`, hall, set)).session);
  await scene.change(() => {
    const turn = scene.turns.requireTurn();
    let line = 0;
    const send = (text: string): void => {
      const session = sessions[line++ % sessions.length];
      if (session !== undefined) void scene.dispatcher.receive(asSource(session), text);
      if (line % 100 === 0) turn.rollback();
    };
    for (const text of ["look", "say hello there", "inventory", "xyzzy"]) {
      report(`dispatch, a new game's commands, ${players} players in the room, ${text}`, 5000, () =>
        send(text),
      );
    }
  });
}

async function measureDispatch(count: number, players: number): Promise<void> {
  const scene = await Scene.create();
  const hall = await scene.room("Hall");
  const yard = await scene.room("Yard");
  for (const key of ["north", "south", "east", "west"]) await scene.exit(key, hall, yard);
  const names = uniqueNames(count);
  const say = command({ key: "say", aliases: ["'"], rawArgs: true, run: (ctx) => ctx.msg(ctx.argString) });
  const set = cmdset({ key: "character", commands: [...names.map((name) => simple(name)), say] });
  const sessions: PlainSession[] = [];
  for (let at = 0; at < players; at++) sessions.push((await scene.player(`Player${at}`, hall, set)).session);
  const what = `${count} commands, ${players} players and 4 exits in the room`;
  await scene.change(() => {
    const turn = scene.turns.requireTurn();
    let line = 0;
    const send = (text: string): void => {
      const session = sessions[line++ % sessions.length];
      if (session !== undefined) void scene.dispatcher.receive(asSource(session), text);
      if (line % 100 === 0) turn.rollback();
    };
    report(`dispatch, ${what}, say`, 20_000, () => send("say hello there"));
    report(`dispatch, ${what}, any name`, 20_000, () => send(names[line % names.length] ?? ""));
    report(`dispatch, ${what}, unknown`, 2000, () => send("xyzzy"));
  });
}

function playerLayers(count: number, exits: number, things = 0): Layer[] {
  const names = uniqueNames(count);
  const own = (key: string, priority: number, from: number, to: number): CommandSet =>
    cmdset({ key, priority, commands: names.slice(from, to).map((name) => simple(name)) });
  const share = Math.floor(count / 4);
  const player = {};
  return [
    { set: own("session", -20, 0, 1), source: "session", host: player },
    { set: own("account", -10, 1, share), source: "account", host: player },
    {
      set: own("character", 0, share, count).with(
        command({ key: "say", aliases: ["'"], rawArgs: true, run() {} }),
      ),
      source: "puppet",
      host: player,
    },
    ...Array.from({ length: exits }, (_, at): Layer => exit(`exit${at}`)),
    ...Array.from({ length: things }, (_, at): Layer => ({
      set: cmdset({ key: "thing", commands: [simple(`use${at}`)] }),
      source: "contents",
      host: { at },
    })),
  ];
}

function exit(key: string): Layer {
  const walk = command({ key, aliases: [`e${key}`], isExit: true, autoHelp: false, run() {} });
  return {
    set: cmdset({ key: "exit", priority: 101, duplicates: true, commands: [walk] }),
    source: "contents",
    host: walk,
  };
}

function simple(key: string): ReturnType<typeof command> {
  return command({ key, aliases: [key.slice(0, 4) + key.length], rawArgs: true, run() {} });
}

function uniqueNames(count: number): string[] {
  const syllables = consonants.flatMap((first) => vowels.map((second) => first + second));
  return Array.from({ length: count }, (_, at) => {
    const [high, low] = [Math.floor(at / syllables.length), at % syllables.length];
    return `${syllables[low] ?? ""}${syllables[(high * 7 + low) % syllables.length] ?? ""}${high}x`;
  });
}

function report(what: string, rounds: number, work: () => unknown): void {
  for (let round = 0; round < rounds / 5; round++) work();
  const samples: number[] = [];
  for (let sample = 0; sample < 5; sample++) {
    const started = performance.now();
    for (let round = 0; round < rounds; round++) work();
    samples.push(((performance.now() - started) * 1000) / rounds);
  }
  samples.sort((a, b) => a - b);
  console.log(`${(samples[2] ?? 0).toFixed(3).padStart(10)} µs  ${what}`);
}
