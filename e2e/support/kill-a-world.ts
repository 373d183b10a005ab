import { integerBetween, pick, seededRandom, type Random } from "../../packages/mudlark/src/base/random.ts";
import { GameServer, superuser } from "./game-server.ts";
import { pause } from "./pause.ts";
import type { TelnetClient } from "./telnet-client.ts";

/**
 * The game in which worlds are killed. `twins` changes five things in one turn, so that half of it would show;
 * `census` tells everything that there is.
 */
const game = `
import { arg, command, defineGame, seq, Thing, WorldObject } from "mudlark";

const twins = command({
  key: "twins",
  help: "Make two things that know each other, and remember it.",
  needs: ["puppet"],
  args: seq(arg.text("name")),
  run(ctx, { name }) {
    const { puppet, game } = ctx;
    const left = game.create(Thing, { key: \`left-\${name}\`, location: puppet });
    const right = game.create(Thing, { key: \`right-\${name}\`, location: ctx.here });
    left.db["twin"] = right.id;
    right.db["twin"] = left.id;
    puppet.db["pairs"] = [...((puppet.db["pairs"] as string[] | undefined) ?? []), name];
    ctx.msg(\`Twins \${name} are #\${left.id} and #\${right.id}.\`);
  },
});

const census = command({
  key: "census",
  help: "Tell everything that there is.",
  run(ctx) {
    for (const object of ctx.game.objects) {
      if (!(object instanceof WorldObject)) continue;
      const { weight = null, twin = null, pairs = [] } = object.db as Record<string, unknown>;
      const facts = { id: object.id, key: object.key, place: object.location?.key ?? null, weight, twin, pairs };
      ctx.msg(\`census \${JSON.stringify(facts)}\`);
    }
    ctx.msg("census ends");
  },
});

export default defineGame({ commands: { character: [twins, census] } });
`;

/** What the census says of one object. */
interface Fact {
  readonly id: number;
  readonly key: string;
  readonly place: string | null;
  readonly weight: number | null;
  readonly twin: number | null;
  readonly pairs: readonly string[];
}

const playerNames = ["Alder", "Birch", "Cedar"];
const roundsEach = 12;
/** Lines of a player that wait for an answer at a time. */
const mostAhead = 6;
const wasDone = /What you typed last was done/g;

/** One who types line after line, and knows how each is answered. */
class Writer {
  readonly name: string;
  readonly client: TelnetClient;
  readonly #lines: readonly string[];
  #sent = 0;

  constructor(name: string, client: TelnetClient) {
    this.name = name;
    this.client = client;
    this.#lines = Array.from({ length: roundsEach }, (_, index) => this.#round(index + 1)).flat();
  }

  /** Lines that were answered, in one way or the other. */
  get answered(): number {
    return this.answers.length + this.doneUnheard;
  }

  /** Lines that ran, but whose answer was lost with the world. */
  get doneUnheard(): number {
    return [...this.client.heard.matchAll(wasDone)].length;
  }

  /** All answers, such as `make 3 #17` for a thing that was made. */
  get answers(): string[] {
    const { heard } = this.client;
    const own = this.name.toLowerCase();
    const pattern = new RegExp(
      String.raw`You make ${own}-thing-(\d+) \(#(\d+)\)|${own}-thing-(\d+)/weight is now (\d+)|` +
        String.raw`Twins ${own}-(\d+) are #(\d+) and #(\d+)|You say, "${own} (\d+)\."`,
      "g",
    );
    return [...heard.matchAll(pattern)].map(([, made, id, set, weight, twins, left, right, said]) => {
      if (made !== undefined) return `make ${made} #${id}`;
      if (set !== undefined) return `set ${set} ${weight}`;
      if (twins !== undefined) return `twins ${twins} #${left} #${right}`;
      return `say ${said}`;
    });
  }

  get isDone(): boolean {
    return this.answered >= this.#lines.length;
  }

  /** Types as far ahead as people do. */
  pump(ahead = mostAhead): void {
    const upTo = Math.min(this.#lines.length, this.answered + ahead);
    while (this.#sent < upTo) this.client.send(this.#lines[this.#sent++] ?? "");
  }

  #round(number: number): string[] {
    const own = this.name.toLowerCase();
    return [
      `create ${own}-thing-${number}`,
      `set ${own}-thing-${number}/weight = ${number}`,
      `twins ${own}-${number}`,
      `say ${own} ${number}.`,
    ];
  }
}

/** Something that a crash must never do. */
class Broken extends Error {}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what);
}

/**
 * Plays a game, kills its world once or twice at moments that the seed names, and looks whether anything that
 * somebody saw is gone, anything was done by halves or twice, or anybody lost their place.
 *
 * @throws Error that says what is wrong
 */
export async function killAWorld(seed: number): Promise<void> {
  const random = seededRandom(seed);
  await using server = await GameServer.start({
    files: { "src/game.ts": game },
    environment: {
      MUDLARK_LIMITS_COMMANDS_PER_SECOND: "0",
      MUDLARK_ACCOUNTS_DEFAULT_PERMISSION: "Builder",
    },
  });
  try {
    const witness = await server.enter(superuser.name, superuser.password);
    const writers = await Promise.all(
      playerNames.map(async (name) => new Writer(name, await server.enterAsNew(name))),
    );
    for (const { name } of writers) await untilHeard(witness, new RegExp(`${name} has entered`));
    witness.forget();
    const before = witness.heard.length;
    await playAndKill(server, writers, random);

    const facts = await takeCensus(witness);
    const seen = witness.heard.slice(before);
    check(!/has (left|entered) the game/.test(seen), "the room noticed the crash");
    for (const writer of writers) checkWriter(writer, facts, seen);
    checkWhole(facts);

    // Only what the store holds comes back from here.
    witness.send("reload");
    await untilHeard(witness, /\.\.\. the world has restarted/, witness.heard.length);
    const stored = await takeCensus(witness);
    check(JSON.stringify(stored) === JSON.stringify(facts), "the store does not hold what the world held");
  } catch (error) {
    throw new Error(
      `seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${server.log}`,
      {
        cause: error,
      },
    );
  }
}

async function playAndKill(server: GameServer, writers: readonly Writer[], random: Random): Promise<void> {
  const answered = (): number => writers.reduce((sum, writer) => sum + writer.answered, 0);
  const shown = (): number => writers.reduce((sum, writer) => sum + writer.answers.length, 0);
  const total = writers.length * roundsEach * 4;
  const kills = integerBetween(random, 1, 2);
  const moments = Array.from({ length: kills }, () => integerBetween(random, 1, total - 20)).sort(
    (a, b) => a - b,
  );
  for (const [index, moment] of moments.entries()) {
    const pid = await server.untilWorlds(index + 1);
    // A line that is running at two deaths is dropped, and rightly. The one that was running at the first comes
    // before all others, so that an answer to any line says that it is over.
    await everybodyKnows(writers, index);
    const over = index === 0 ? 0 : shown() + 1;
    while (answered() < moment || shown() < over) {
      for (const writer of writers) writer.pump();
      await heardSomething(writers);
    }
    // Somewhere within the turns that are under way, or the writing of them.
    for (const writer of writers) writer.pump();
    await pause(integerBetween(random, 0, 3));
    process.kill(pid, "SIGKILL");
    // Nobody waits with typing for a world to come back.
    pick(random, writers).pump(mostAhead * 2);
  }
  while (!writers.every((writer) => writer.isDone)) {
    for (const writer of writers) writer.pump();
    await heardSomething(writers);
  }
}

/** What was said before so many restarts has arrived; what comes from here on is of the world that serves. */
async function everybodyKnows(writers: readonly Writer[], restarts: number): Promise<void> {
  const told = /world has restarted/g;
  for (const { client } of writers) {
    while ([...client.heard.matchAll(told)].length < restarts) await client.hearsMore();
  }
}

function heardSomething(writers: readonly Writer[]): Promise<unknown> {
  return Promise.race(writers.filter((writer) => !writer.isDone).map(({ client }) => client.hearsMore()));
}

async function untilHeard(client: TelnetClient, pattern: RegExp, since = 0): Promise<void> {
  while (!pattern.test(client.heard.slice(since))) await client.hearsMore();
}

async function takeCensus(client: TelnetClient): Promise<Fact[]> {
  client.forget();
  const told = await client.ask("census", /census ends/);
  return [...told.matchAll(/census (\{.*\})/g)].map((match) => JSON.parse(match[1] ?? "") as Fact);
}

/** Each line ran once, in order, and all that was seen of it is so. */
function checkWriter(writer: Writer, facts: readonly Fact[], seen: string): void {
  const { name, answers, doneUnheard, client } = writer;
  const own = name.toLowerCase();
  const lines = roundsEach * 4;
  check(!client.isClosed, `${name} was disconnected`);
  check(new Set(answers).size === answers.length, `${name} saw a line run twice: ${answers.join(", ")}`);
  check(
    answers.length + doneUnheard === lines,
    `${name} saw ${answers.length} and ${doneUnheard} of ${lines}`,
  );
  const order = answers.map((answer) => {
    const [verb = "", number] = answer.split(" ");
    return Number(number) * 4 + ["make", "set", "twins", "say"].indexOf(verb);
  });
  check(isRising(order), `${name}'s lines ran out of order: ${answers.join(", ")}`);
  check(!/Something went wrong|is not available/.test(client.heard), `a line of ${name} failed`);
  checkSeen(name, answers, facts);

  for (let number = 1; number <= roundsEach; number++) {
    const things = facts.filter((fact) => fact.key === `${own}-thing-${number}`);
    check(things.length === 1, `there are ${things.length} of ${own}-thing-${number}`);
    check(things[0]?.weight === number, `${own}-thing-${number} weighs ${things[0]?.weight}`);
    check(things[0]?.place === name, `${own}-thing-${number} is elsewhere`);
  }
  const pairs = facts.find((fact) => fact.key === name)?.pairs ?? [];
  const wanted = Array.from({ length: roundsEach }, (_, index) => `${own}-${index + 1}`);
  check(pairs.join(" ") === wanted.join(" "), `${name} remembers the pairs ${pairs.join(" ")}`);

  const said = [...seen.matchAll(new RegExp(`${name} says, "${own} (\\d+)\\."`, "g"))].map((match) =>
    Number(match[1]),
  );
  check(said.length === roundsEach && isRising(said), `${name} was heard to say ${said.join(", ")}`);
}

/** What has a number on the screen has it in the world. */
function checkSeen(name: string, answers: readonly string[], facts: readonly Fact[]): void {
  const keyOf = new Map(facts.map((fact) => [`#${fact.id}`, fact.key]));
  const own = name.toLowerCase();
  for (const answer of answers) {
    const [verb, number, first = "", second = ""] = answer.split(" ");
    if (verb === "make")
      check(keyOf.get(first) === `${own}-thing-${number}`, `${name} saw "${answer}", which is gone`);
    if (verb !== "twins") continue;
    check(keyOf.get(first) === `left-${own}-${number}`, `${name} saw "${answer}", which is gone`);
    check(keyOf.get(second) === `right-${own}-${number}`, `${name} saw "${answer}", which is gone`);
  }
}

/** No twin without the other, none that is not remembered. */
function checkWhole(facts: readonly Fact[]): void {
  const remembered = facts.flatMap((fact) => fact.pairs);
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const twins = facts.filter((fact) => /^(left|right)-/.test(fact.key));
  check(twins.length === remembered.length * 2, `${twins.length} twins of ${remembered.length} pairs`);
  for (const { key, id, twin } of twins) {
    check(twin !== null && byId.get(twin)?.twin === id, `${key} lacks its other half`);
  }
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}
