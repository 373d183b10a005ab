import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { FakeClock } from "../testing/fake-clock.ts";
import type { FakeWorld } from "./fake-world.fixture.ts";
import { testGateway, until, type TestGateway } from "./test-gateway.fixture.ts";

type Message = readonly [name: string, args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>];

let clock: FakeClock;
let game: TestGateway;
let world: FakeWorld;
const clients: Client[] = [];

beforeEach(async () => {
  clock = new FakeClock();
  game = await testGateway(clock, {
    web: { port: 0, host: "127.0.0.1", client: { resumeSeconds: 60 } },
    limits: { connectionsPerIp: 4, connectionsPerSecond: 100 },
  });
  world = await game.serve();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await game.close();
});

/** A program that speaks `v1.mudlark`. */
class Client {
  readonly socket: WebSocket;
  readonly messages: Message[] = [];
  closeCode: number | null = null;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    clients.push(this);
    socket.on("error", () => {});
    socket.on("message", (data: Buffer) => this.messages.push(JSON.parse(data.toString()) as Message));
    socket.on("close", (code) => (this.closeCode = code));
  }

  static async connect(): Promise<Client> {
    const client = new Client(new WebSocket(`ws://127.0.0.1:${game.webPort}/ws`, "v1.mudlark"));
    await once(client.socket, "open");
    return client;
  }

  /** A new client that asks to go on with the session behind a token. */
  static async resume(token: unknown, last: unknown): Promise<Client> {
    const client = await Client.connect();
    client.send("resume", [token, last]);
    await until(() => client.messages.length > 0 || client.closeCode !== null);
    return client;
  }

  send(name: string, args: readonly unknown[], kwargs = {}): void {
    this.socket.send(JSON.stringify([name, args, kwargs]));
  }

  all(name: string): readonly Message[] {
    return this.messages.filter((message) => message[0] === name);
  }

  get texts(): unknown[] {
    return this.all("text").map(([, args]) => args[0]);
  }

  get token(): unknown {
    return this.all("resume_token").at(-1)?.[1][0];
  }

  get last(): number {
    return Math.max(0, ...this.messages.map(([, , { seq }]) => Number(seq ?? 0)));
  }

  /** The line breaks, and the gateway has noticed. */
  async drop(): Promise<void> {
    const before = deaths();
    this.socket.terminate();
    await until(() => deaths() > before);
  }
}

/** How often the world has heard that a session's client broke off. */
function deaths(): number {
  return world.all("update").filter(({ patch }) => patch.linkDead === true).length;
}

function say(text: string, session = 1): void {
  world.turn({ type: "text", sessions: [session], text });
}

/** A client whose player has logged in, and its token. */
async function player(session = 1): Promise<Client> {
  const client = await Client.connect();
  client.send("client_options", []);
  await until(() => world.all("connect").some(({ state }) => state.id === session));
  world.turn({ type: "state", session, revision: 1, patch: { uid: session, uname: "anna" } });
  await until(() => client.token !== undefined);
  return client;
}

/** Lets time pass in which everybody gives signs of life. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 5000) {
    clock.advance(Math.min(5000, left));
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

const session = (id = 1) => world.all("disconnect").filter((message) => message.session === id);

describe("a client that comes back", () => {
  it("goes on where it was, and gets what it missed, once and in order", async () => {
    const first = await player();
    say("one");
    await until(() => first.texts.length === 1);
    await first.drop();
    say("two");
    world.turn({
      type: "command",
      sessions: [1],
      command: { name: "char_vitals", args: [], kwargs: { hp: 7 } },
    });
    say("three");
    const second = await Client.resume(first.token, first.last);
    await until(() => second.texts.length === 2);
    const names = second.messages.map(([name]) => name);
    expect(names).toEqual(["resumed", "resume_token", "text", "char_vitals", "text"]);
    expect(second.texts).toEqual([["two"], ["three"]]);
    expect(second.messages[0]).toEqual(["resumed", [0], { lost: 0 }]);
    expect(second.messages.slice(2).map(([, , { seq }]) => seq)).toEqual([2, 3, 4]);
    expect(second.messages[3]?.[2]).toEqual({ hp: 7, seq: 3 });
    say("four");
    second.send("text", ["look"]);
    await until(() => second.texts.length === 3 && world.lines.includes("look"));
    expect(session()).toEqual([]);
    expect(world.all("connect")).toHaveLength(1);
    const patches = world.all("update").map(({ patch }) => patch.linkDead);
    expect(patches.filter((each) => each !== undefined)).toEqual([true, false]);
  });

  it("has each typed line taken once, although it sends again what may be lost", async () => {
    const first = await player();
    first.send("text", ["north"], { seq: 1 });
    first.send("text", ["east"], { seq: 2 });
    await until(() => world.lines.includes("east"));
    await first.drop();
    const second = await Client.resume(first.token, first.last);
    expect(second.messages[0]).toEqual(["resumed", [2], { lost: 0 }]);
    for (const [seq, line] of [
      [2, "east"],
      [3, "south"],
      [3, "south"],
      [1, "north"],
      [4, "west"],
    ] as const)
      second.send("text", [line], { seq });
    await until(() => world.lines.includes("west"));
    expect(world.lines).toEqual(["client_options", "north", "east", "south", "west"]);
  });

  it("can be faster than the gateway, which still believes in the old line", async () => {
    const first = await player();
    say("one");
    await until(() => first.texts.length === 1);
    const second = await Client.resume(first.token, 0);
    await until(() => first.closeCode !== null);
    expect(first.closeCode).toBe(4001);
    expect(second.texts).toEqual([["one"]]);
    say("two");
    await until(() => second.texts.length === 2);
    expect(session()).toEqual([]);
  });

  it("may do so again and again, with a new token each time", async () => {
    let client = await player();
    const tokens = new Set([client.token]);
    for (let round = 0; round < 5; round++) {
      await client.drop();
      say(`round ${round}`);
      client = await Client.resume(client.token, client.last === 0 ? round : client.last);
      await until(() => client.texts.length === 1 && client.token !== undefined);
      expect(client.texts).toEqual([[`round ${round}`]]);
      tokens.add(client.token);
    }
    expect(tokens.size).toBe(6);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{22}$/);
  });

  it("is told how much is not kept any more", async () => {
    const first = await player();
    await first.drop();
    for (let count = 1; count <= 2100; count++) say(`tick ${count}`);
    await until(() => game.gateway.status().sessions === 1);
    say("the end");
    await new Promise((resolve) => setImmediate(resolve));
    const second = await Client.resume(first.token, 0);
    await until(() => JSON.stringify(second.texts.at(-1)) === '["the end"]');
    expect(second.messages[0]).toEqual(["resumed", [0], { lost: 101 }]);
    expect(second.texts).toHaveLength(2000);
  });

  it("finds its session through a restart of the world", async () => {
    const first = await player();
    await first.drop();
    world.drop();
    world.end(null, "SIGKILL");
    await until(() => game.gateway.status().world.state !== "serving");
    clock.advance(1000);
    world = await game.serve();
    expect(world.all("sessions")[0]?.sessions).toMatchObject([{ state: { id: 1, uid: 1, linkDead: true } }]);
    say("back again");
    const second = await Client.resume(first.token, first.last);
    await until(() => second.texts.length > 0);
    expect(second.texts.at(-1)).toEqual(["back again"]);
    expect(world.all("update").at(-1)?.patch).toMatchObject({ linkDead: false });
  });

  it("is where it now is", async () => {
    const first = await player();
    await first.drop();
    const socket = new WebSocket(`ws://127.0.0.1:${game.webPort}/ws`, "v1.mudlark", {
      headers: { "x-forwarded-for": "203.0.113.9" },
    });
    await once(socket, "open");
    socket.send(JSON.stringify(["resume", [first.token, 0], {}]));
    await once(socket, "message");
    await until(() => world.all("update").at(-1)?.patch.linkDead === false);
    expect(world.all("update").at(-1)?.patch).toEqual({ linkDead: false, address: "203.0.113.9" });
    socket.terminate();
  });
});

describe("a client that does not come back", () => {
  it("is gone after the time that it has", async () => {
    const first = await player();
    await first.drop();
    await pass(59_999);
    expect(session()).toEqual([]);
    await pass(1);
    await until(() => session().length === 1);
    expect(session()).toMatchObject([{ reason: "lost" }]);
    const late = await Client.resume(first.token, 0);
    expect(late.messages[0]).toEqual(["resume_failed", [], {}]);
    expect(game.gateway.status().sessions).toBe(1);
  });

  it("has ten seconds when its page was closed, and none when it said goodbye", async () => {
    const left = await player();
    const before = deaths();
    left.socket.close(1001);
    await until(() => deaths() > before);
    await pass(10_000);
    await until(() => session().length === 1);
    expect(session()).toMatchObject([{ reason: "lost" }]);
    const quitter = await player(2);
    quitter.socket.close(1000);
    await until(() => session(2).length === 1);
    expect(session(2)).toMatchObject([{ reason: "quit" }]);
    expect((await Client.resume(quitter.token, 0)).messages[0]?.[0]).toBe("resume_failed");
  });

  it("is not waited for when it never logged in, or broke the rules", async () => {
    const stranger = await Client.connect();
    stranger.send("client_options", []);
    await until(() => world.all("connect").length === 1);
    stranger.socket.terminate();
    await until(() => session().length === 1);
    const breaker = await player(2);
    breaker.socket.send("x".repeat(70_000));
    await until(() => session(2).length === 1);
    expect(session(2)).toMatchObject([{ reason: "lost" }]);
  });

  it("does not count for the limit of its address, so that all behind one can come back at once", async () => {
    const players = [await player(1), await player(2), await player(3), await player(4)];
    for (const each of players) await each.drop();
    const back = await Promise.all(players.map(({ token, last }) => Client.resume(token, last)));
    expect(back.map(({ messages }) => messages[0]?.[0])).toEqual(Array.from(back, () => "resumed"));
    const surplus = await Client.connect();
    await until(() => surplus.closeCode !== null);
    expect(JSON.stringify(surplus.texts)).toMatch(/too many connections/i);
  });

  it("ends when the world ends its session, and may not come back", async () => {
    const first = await player();
    await first.drop();
    world.turn({ type: "close", session: 1, reason: "displaced", text: "You logged in elsewhere." });
    await until(() => game.gateway.status().sessions === 0);
    expect((await Client.resume(first.token, 0)).messages[0]?.[0]).toBe("resume_failed");
    expect(session()).toEqual([]);
  });
});

describe("a stranger", () => {
  it.each([
    ["an unknown token", "AAAAAAAAAAAAAAAAAAAAAA"],
    ["no text", 7],
    ["nothing", null],
    ["a list", [[]]],
    ["a long text", "x".repeat(10_000)],
    ["a name that objects have", "__proto__"],
  ])("gets nowhere with %s, and may log in", async (_what, token) => {
    await player();
    const thief = await Client.resume(token, 0);
    expect(thief.messages[0]).toEqual(["resume_failed", [], {}]);
    await until(() => world.all("connect").length === 2);
    say("Welcome, stranger.", 2);
    await until(() => thief.texts.length > 0);
    expect(thief.texts).toEqual([["Welcome, stranger."]]);
  });

  it.each([[-1], [3.5], [1e9], ["0"], [null], [{}]])("cannot claim to have got up to %j", async (last) => {
    const first = await player();
    await first.drop();
    expect((await Client.resume(first.token, last)).messages[0]?.[0]).toBe("resume_failed");
    expect((await Client.resume(first.token, 0)).messages[0]?.[0]).toBe("resumed");
  });

  it("cannot use a token again", async () => {
    const first = await player();
    await first.drop();
    const second = await Client.resume(first.token, 0);
    const replay = await Client.resume(first.token, 0);
    expect(replay.messages[0]?.[0]).toBe("resume_failed");
    say("for the player only");
    await until(() => second.texts.length === 1);
    expect(replay.texts).toEqual([]);
    expect(second.closeCode).toBeNull();
  });

  it("loses when two come at once", async () => {
    const first = await player();
    await first.drop();
    const both = await Promise.all([Client.resume(first.token, 0), Client.resume(first.token, 0)]);
    const answers = both.map(({ messages }) => messages[0]?.[0]);
    expect(answers).toHaveLength(2);
    expect(new Set(answers)).toEqual(new Set(["resume_failed", "resumed"]));
  });

  it("cannot resume after the first message", async () => {
    const first = await player();
    await first.drop();
    const late = await Client.connect();
    late.send("client_options", []);
    late.send("resume", [first.token, 0]);
    await until(() => late.messages.length > 0);
    expect(late.messages[0]).toEqual(["resume_failed", [], {}]);
    expect((await Client.resume(first.token, 0)).messages[0]?.[0]).toBe("resumed");
  });

  it("cannot come back with a token that the world took back, as after a change of password", async () => {
    const first = await player();
    world.turn({ type: "state", session: 1, revision: 2, patch: { resumable: false } });
    say("changed");
    await until(() => first.texts.length === 1);
    first.socket.terminate();
    await until(() => session().length === 1);
    expect((await Client.resume(first.token, 0)).messages[0]?.[0]).toBe("resume_failed");
  });
});

describe("a client that cannot resume", () => {
  it("is one of a game that does not want it", async () => {
    await game.close();
    game = await testGateway(clock, {
      web: { port: 0, host: "127.0.0.1", client: { resumeSeconds: 0 } },
    });
    world = await game.serve();
    const client = await Client.connect();
    client.send("client_options", []);
    await until(() => world.all("connect").length === 1);
    world.turn({ type: "state", session: 1, revision: 1, patch: { uid: 1 } });
    say("in");
    await until(() => client.texts.length === 1);
    expect(client.token).toBeUndefined();
    client.socket.terminate();
    await until(() => session().length === 1);
  });

  it("leaves its session for as long as the game keeps it", async () => {
    await game.close();
    game = await testGateway(clock, { limits: { linkdeadGrace: 30 } });
    world = await game.serve();
    const socket = new WebSocket(`ws://127.0.0.1:${game.webPort}/ws`, "v1.evennia.com");
    await once(socket, "open");
    await until(() => world.all("connect").length === 1);
    world.turn({ type: "state", session: 1, revision: 1, patch: { uid: 1 } });
    await until(() => game.gateway.status().players === 1);
    socket.terminate();
    await until(() => deaths() === 1);
    say("nobody hears this");
    await pass(30_000);
    await until(() => session().length === 1);
    expect(session()).toMatchObject([{ reason: "lost" }]);
  });
});
