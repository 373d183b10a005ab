import { beforeEach, describe, expect, it } from "vitest";
import { silentLogger } from "../base/logger.ts";
import type { GatewaySettings } from "../link/messages.ts";
import type { Running } from "../link/running-marker.ts";
import type { Transport } from "../link/transport.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { FakeWire } from "./fake-wire.fixture.ts";
import { FakeWorlds, settled, usualSettings, type FakeWorld } from "./fake-world.fixture.ts";
import { GatewayCore } from "./gateway.ts";

let clock: FakeClock;
let worlds: FakeWorlds;
let core: GatewayCore;
let marker: Running | null;

const accept = (transport: Transport): void => core.acceptLink(transport);

function createCore(settings: Partial<GatewaySettings> = {}): void {
  clock = new FakeClock();
  worlds = new FakeWorlds(clock);
  marker = null;
  core = new GatewayCore({
    clock,
    logger: silentLogger,
    name: "run-1",
    settings: { ...usualSettings, ...settings },
    secret: "tide",
    spawnWorld: worlds.spawn,
    takeMarker() {
      const running = marker;
      marker = null;
      return running;
    },
    onServing() {},
    onShutdown() {},
    onStillborn() {},
  });
  core.start(null);
}

beforeEach(() => createCore());

/** A client that has negotiated. */
function client(address = "192.0.2.1"): FakeWire {
  const wire = new FakeWire();
  core.connections.accept(wire, address);
  wire.events.ready();
  return wire;
}

async function serving(settings: Partial<GatewaySettings> = {}): Promise<FakeWorld> {
  worlds.last.settings = { ...usualSettings, ...settings };
  return worlds.serve(accept);
}

/** The world is killed and the next one serves. */
async function restarted(beforeReady: (next: FakeWorld) => void = () => {}): Promise<FakeWorld> {
  worlds.last.end(null, "SIGKILL");
  await settled();
  clock.advance(1000);
  worlds.last.settings = usualSettings;
  return worlds.serve(accept, beforeReady);
}

async function seconds(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) {
    clock.advance(1000);
    await settled();
  }
}

const waiting = /restarting/;

describe("letting clients in", () => {
  it("tells a world about a client, under a number that no world has seen", async () => {
    worlds.last.highestSession = 41;
    const world = await serving();
    client("::ffff:192.0.2.7");
    await settled();
    expect(world.all("connect")).toMatchObject([
      { state: { id: 42, address: "192.0.2.7", protocolKey: "telnet", uid: null, greeted: false } },
    ]);
  });

  it("refuses banned addresses at the door, also those that came before it knew of the ban", async () => {
    const early = client("192.0.2.9");
    const until = clock.now() + 1000;
    const world = await serving({
      bans: [
        { address: "192.0.2.9", until: null },
        { address: "2001:db8::/32", until },
      ],
    });
    expect(early.take()).toEqual([expect.stringMatching(/banned/)]);
    expect(client("2001:db8:1::1").take()).toEqual([expect.stringMatching(/banned/)]);
    client("192.0.2.90");
    await seconds(1);
    client("2001:db8:1::1");
    await settled();
    const addresses = world.all("connect").map(({ state }) => state.address);
    expect(addresses).toEqual(["192.0.2.90", "2001:db8:1::1"]);
  });

  it("lets nobody in before a world is ready, and keeps what they type", async () => {
    const wire = client();
    wire.type("connect anna secret-words");
    await settled();
    expect(wire.take()).toEqual([]);
    const world = await serving();
    expect(world.all("connect")).toMatchObject([{ state: { id: 1 } }]);
    expect(world.lines).toEqual(["connect anna secret-words"]);
  });

  it("tells those who wait for the first world after 5 s, and every 30 s", async () => {
    const wire = client();
    clock.advance(4999);
    expect(wire.take()).toEqual([]);
    clock.advance(1);
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    clock.advance(30_000);
    expect(wire.take()).toHaveLength(1);
  });

  it("lets in two per second, in order, and the world never hears of who left [sessions 41]", async () => {
    const world = await serving({ connectionsPerSecond: 2 });
    const wires = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"].map(client);
    await settled();
    expect(world.all("connect")).toHaveLength(2);
    expect(wires[2]?.take()).toEqual([expect.stringMatching(/Quay.*queued.*second/)]);
    wires[2]?.events.ended("lost");
    await seconds(2);
    const addresses = world.all("connect").map(({ state }) => state.address);
    expect(addresses).toEqual(["192.0.2.1", "192.0.2.2", "192.0.2.4", "192.0.2.5"]);
    expect(world.all("disconnect")).toEqual([]);
    expect(wires[3]?.take()).toHaveLength(1);
  });

  it("does not let one address hold up the others", async () => {
    const world = await serving({ connectionsPerSecond: 1 });
    for (let count = 0; count < 5; count++) client("192.0.2.1");
    client("192.0.2.9");
    await seconds(2);
    const addresses = world.all("connect").map(({ state }) => state.address);
    expect(addresses).toContain("192.0.2.9");
  });

  it("refuses a connection too many from one address, and counts an IPv6 network as one", async () => {
    const world = await serving({ connectionsPerIp: 2 });
    client("2001:db8:1:2::1");
    const second = client("2001:db8:1:2::2");
    const third = new FakeWire();
    core.connections.accept(third, "2001:db8:1:2:ffff::3");
    expect(third.closedFor).toBe("refused");
    expect(third.take()).toEqual([expect.stringMatching(/too many connections/i)]);
    second.events.ended("lost");
    expect(client("2001:db8:1:2::4").closedFor).toBeNull();
    await settled();
    expect(world.all("connect")).toHaveLength(3);
  });

  it("closes strangers who say nothing for 5 minutes, and nobody who is logged in", async () => {
    const world = await serving();
    const [stranger, anna] = [client(), client()];
    await settled();
    world.turn({ type: "state", session: 2, revision: 1, patch: { uid: 7 } });
    await settled();
    await seconds(305);
    expect(stranger.closedFor).toBe("idle");
    expect(stranger.take().at(-1)).toMatch(/idle/);
    expect(world.all("disconnect")).toMatchObject([{ session: 1, reason: "idle" }]);
    expect(anna.closedFor).toBeNull();
    expect(anna.isLoggedIn).toBe(true);
  });
});

describe("between client and world", () => {
  it("carries numbered lines up and text down", async () => {
    const world = await serving();
    const wire = client();
    wire.type("look", "say hi");
    await settled();
    expect(world.all("input").map(({ input }) => input)).toMatchObject([
      { session: 1, number: 1, text: "look" },
      { session: 1, number: 2, text: "say hi" },
    ]);
    world.turn(
      { type: "text", sessions: [1], text: "The |rquay|n." },
      { type: "ack", session: 1, number: 2 },
    );
    await settled();
    expect(wire.take()[0]).toMatch(/The .*quay/);
  });

  it("sends no more than 32 lines ahead of the world's answers", async () => {
    const world = await serving();
    const wire = client();
    wire.type(...Array.from({ length: 40 }, (_, index) => `say ${index}`));
    await settled();
    expect(world.lines).toHaveLength(32);
    world.turn({ type: "ack", session: 1, number: 5 });
    await settled();
    expect(world.lines).toHaveLength(37);
  });

  it("renders a text once for clients of equal abilities", async () => {
    const world = await serving();
    const wires = [client(), client(), client()];
    await settled();
    world.turn({ type: "text", sessions: [1, 2, 3], text: "|rFire!|n" });
    await settled();
    const [first, second] = wires.map((wire) => wire.take()[0]);
    expect(first).toBe(second);
  });

  it("shows each client what it can show", async () => {
    const world = await serving();
    const [plain, colourful] = [client(), client()];
    await settled();
    plain.events.flags({ ANSI: false });
    world.turn({ type: "text", sessions: [1, 2], text: "|rFire!|n" });
    await settled();
    expect(plain.take()).toEqual(["Fire!"]);
    expect(colourful.take()[0]).toContain("\u001B[");
  });

  it("hides a secret answer, and never echoes it", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    world.turn(
      { type: "state", session: 1, revision: 1, patch: { flags: { LOCALECHO: true } } },
      {
        type: "command",
        sessions: [1],
        command: { name: "prompt", args: ["Password: "], kwargs: { echo: false } },
      },
    );
    await settled();
    expect(wire.isHidden).toBe(true);
    wire.take();
    wire.events.line("correct horse", true);
    wire.events.line("look", false);
    await settled();
    expect(wire.take()).toEqual(["look"]);
    expect(world.lines).toEqual(["correct horse", "look"]);
  });

  it("tells the world of a sign of life that is no input", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    clock.advance(5000);
    wire.events.keepalive();
    await settled();
    expect(world.all("update")).toEqual([{ type: "update", session: 1, patch: { cmdLast: clock.now() } }]);
    expect(world.lines).toEqual([]);
  });

  it("tells the world what it learns about a client, before the next line and not too often", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    for (let width = 80; width < 100; width++) wire.events.flags({ SCREENWIDTH: width });
    await settled();
    expect(world.all("update")).toMatchObject([{ session: 1, patch: { flags: { SCREENWIDTH: 80 } } }]);
    wire.type("look");
    await settled();
    expect(world.heard.slice(-2)).toMatchObject([
      { type: "update", patch: { flags: { SCREENWIDTH: 99 } } },
      { type: "input" },
    ]);
  });

  it("passes wishes of the world to the client's protocol, and consequences back", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    world.turn({ type: "state", session: 1, revision: 1, patch: { flags: { TRUECOLOR: true } } });
    await settled();
    expect(wire.flags.XTERM256).toBe(true);
    expect(world.all("update").at(-1)).toMatchObject({ patch: { flags: { XTERM256: true } } });
  });

  it("closes for the world after its last words, and says nothing back", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    world.turn({ type: "close", session: 1, reason: "quit", text: "Good bye." });
    await settled();
    expect(wire.take()).toEqual(["Good bye."]);
    expect(wire.closedFor).toBe("quit");
    expect(world.all("disconnect")).toEqual([]);
    world.turn({ type: "text", sessions: [1], text: "Too late." });
    await settled();
    expect(wire.take()).toEqual([]);
  });

  it("tells the world when a client is gone, once", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    wire.events.ended("lost");
    wire.events.ended("lost");
    await settled();
    expect(world.all("disconnect")).toMatchObject([{ session: 1, reason: "lost" }]);
    expect(core.connections.count).toBe(0);
  });
});

describe("limits", () => {
  it("takes 80 lines of 300, with one notice", async () => {
    const world = await serving();
    const wire = client();
    wire.type(...Array.from({ length: 300 }, (_, index) => `say ${index}`));
    for (let number = 32; number <= 96; number += 32) {
      await settled();
      world.turn({ type: "ack", session: 1, number: Math.min(80, number) });
    }
    await settled();
    expect(world.lines).toEqual(Array.from({ length: 80 }, (_, index) => `say ${index}`));
    expect(wire.take()).toEqual([expect.stringMatching(/too fast/i)]);
    clock.advance(1001);
    wire.type("look");
    await settled();
    expect(world.lines.at(-1)).toBe("look");
  });

  it("closes who goes over the limit ten seconds in a row", async () => {
    await serving({ commandsPerSecond: 5 });
    const wire = client();
    for (let second = 0; second < 10; second++) {
      wire.type("a", "b", "c", "d", "e", "f", "g");
      clock.advance(1001);
    }
    expect(wire.closedFor).toBe("flood");
    expect(wire.take().filter((text) => /too fast\W/i.test(text))).toHaveLength(10);
  });

  it("leaves out a line that is too long, counted in characters", async () => {
    const world = await serving({ inputChars: 10 });
    const wire = client();
    wire.type("x".repeat(11), "😀".repeat(10));
    await settled();
    expect(wire.take()).toEqual([expect.stringMatching(/too long/i)]);
    expect(world.lines).toEqual(["😀".repeat(10)]);
  });

  it("counts out-of-band messages apart from lines", async () => {
    const world = await serving({ commandsPerSecond: 3 });
    const wire = client();
    wire.type("a", "b", "c");
    for (const name of ["d", "e", "f", "g"]) wire.events.command({ name, args: [], kwargs: {} });
    await settled();
    expect(world.lines).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("is switched off by a limit of 0", async () => {
    const world = await serving({ commandsPerSecond: 0, inputChars: 0, outageLines: 1000, outageBytes: 1e6 });
    const wire = client();
    wire.type(...Array.from({ length: 500 }, () => "say it"), "x".repeat(7000));
    await settled();
    world.turn({ type: "ack", session: 1, number: 32 });
    await settled();
    expect(wire.take()).toEqual([]);
    expect(world.lines).toHaveLength(64);
  });
});

describe("an outage", () => {
  it("keeps lines, and the next world gets what was not done, in order", async () => {
    const first = await serving();
    const wire = client();
    wire.type("say 1", "say 2", "say 3");
    await settled();
    first.turn({ type: "ack", session: 1, number: 1 });
    await settled();
    first.end(null, "SIGKILL");
    await settled();
    wire.type("say 4");
    clock.advance(1000);
    const second = await serving();
    expect(second.all("sessions")).toMatchObject([
      { mode: "crash", gateway: "run-1", sessions: [{ state: { id: 1 }, acknowledged: 1 }] },
    ]);
    expect(second.lines).toEqual(["say 2", "say 3", "say 4"]);
    expect(second.all("connect")).toEqual([]);
  });

  it("tells the players at a crash, after 5 s, and every 30 s", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    world.end(null, "SIGKILL");
    await settled();
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    await seconds(35);
    expect(wire.take()).toHaveLength(2);
  });

  it("keeps as many lines as the limit says, and tells once that more are not kept", async () => {
    const world = await serving({ outageLines: 5, commandsPerSecond: 0 });
    const wire = client();
    await settled();
    world.end();
    await settled();
    wire.take();
    wire.type(..."abcdefghi");
    expect(wire.take()).toEqual([expect.stringMatching(/not (be )?(kept|run)/)]);
    clock.advance(1000);
    const next = await serving({ commandsPerSecond: 0 });
    expect(next.lines).toEqual([..."abcde"]);
  });

  it("lets out what was kept no faster than anybody may type", async () => {
    const world = await serving({ commandsPerSecond: 10 });
    const wire = client();
    await settled();
    world.end();
    await settled();
    for (let second = 0; second < 3; second++) {
      wire.type(..."abcdefghij");
      clock.advance(1001);
    }
    const next = await serving({ commandsPerSecond: 10 });
    expect(next.lines).toHaveLength(10);
    await seconds(1);
    expect(next.lines).toHaveLength(20);
    await seconds(1);
    expect(next.lines).toHaveLength(30);
  });

  it("does not keep keepalives", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    world.end();
    await settled();
    clock.advance(500);
    wire.type(" idle ");
    clock.advance(500);
    const next = await serving();
    expect(next.lines).toEqual([]);
    const [snapshot] = next.all("sessions").flatMap(({ sessions }) => sessions);
    expect((snapshot?.state.cmdLast ?? 0) - (snapshot?.state.connTime ?? 0)).toBe(500);
  });

  it("never runs the answer to a hidden question as a command of the next world", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    const ask = { name: "prompt", args: ["Password: "], kwargs: { echo: false } };
    world.turn({ type: "command", sessions: [1], command: ask });
    await settled();
    wire.type("correct horse");
    wire.events.line("look", false);
    await settled();
    expect(world.lines).toEqual(["correct horse", "look"]);
    wire.take();
    const next = await restarted();
    expect(next.lines).toEqual(["look"]);
    expect(wire.take()).toContainEqual(expect.stringMatching(/cancel/));
    expect(wire.isHidden).toBe(false);
  });

  it("does not send an answer again when the world takes back what asked, and shows what it was", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    for (const line of ["riddle", "say a |rknife", "look"]) wire.type(line);
    await settled();
    world.turn({ type: "ack", session: 1, number: 1 });
    await settled();
    wire.take();
    const next = await restarted((starting) => {
      starting.turn({ type: "unanswered", session: 1, after: 1, takes: "line" });
    });
    expect(next.lines).toEqual(["look"]);
    expect(wire.take()).toContainEqual(expect.stringMatching(/too late.*say a \|rknife/));
  });

  it("drops all that was typed into something longer, of the client's lines only", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    wire.type("write");
    wire.events.command({ name: "text", args: ["quit"], kwargs: {} });
    wire.events.command({ name: "Core.Ping", args: [], kwargs: {} });
    wire.type("drop all");
    await settled();
    world.turn({ type: "ack", session: 1, number: 1 });
    await settled();
    const next = await restarted((starting) => {
      starting.turn({ type: "unanswered", session: 1, after: 1, takes: "lines" });
    });
    expect(next.lines).toEqual(["Core.Ping"]);
    wire.take();
    next.turn({ type: "unanswered", session: 1, after: 1, takes: "line" });
    await settled();
    expect(wire.take()).toEqual([]);
  });

  it("remembers who left, and tells the next world", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    world.turn({ type: "state", session: 1, revision: 3, patch: { uid: 7, puid: 12 } });
    await settled();
    world.end();
    await settled();
    wire.events.ended("lost");
    clock.advance(1000);
    const next = await serving();
    expect(next.all("sessions")).toMatchObject([
      { sessions: [], closed: [{ state: { id: 1, uid: 7, puid: 12 }, reason: "lost" }] },
    ]);
  });

  it("tells the world that opens about who comes and goes before it is ready", async () => {
    await serving();
    const [leaves, stays] = [client(), client()];
    await settled();
    worlds.last.end();
    await settled();
    clock.advance(1000);
    const next = worlds.last;
    await worlds.link(next, accept);
    next.opened();
    await settled();
    leaves.events.ended("lost");
    stays.events.flags({ SCREENWIDTH: 120 });
    client();
    next.say({ type: "ready" });
    await settled();
    expect(next.all("disconnect")).toMatchObject([{ session: 1 }]);
    expect(next.all("update")).toMatchObject([{ session: 2, patch: { flags: { SCREENWIDTH: 120 } } }]);
    expect(next.all("connect")).toMatchObject([{ state: { id: 3 } }]);
  });

  it("takes in new clients, who are told at once", async () => {
    const world = await serving();
    world.end();
    await settled();
    const wire = client();
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    clock.advance(1000);
    const next = await serving();
    expect(next.all("sessions")).toMatchObject([{ sessions: [{ state: { id: 1, greeted: false } }] }]);
  });

  it("applies a new window size and other wishes by itself", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    world.end();
    await settled();
    wire.events.command({ name: "window_size", args: [132, 50], kwargs: {} });
    wire.events.command({ name: "client_options", args: [], kwargs: { screenreader: "on", nonsense: 1 } });
    expect(wire.flags).toMatchObject({ SCREENWIDTH: 132, SCREENHEIGHT: 50, SCREENREADER: true });
    clock.advance(1000);
    expect((await serving()).lines).toEqual(["window_size", "client_options"]);
  });

  it("ends after 15 minutes", async () => {
    const world = await serving({ preLoginTimeout: 10_000 });
    const wire = client();
    await settled();
    world.end();
    await settled();
    clock.advance(899_999);
    expect(wire.closedFor).toBeNull();
    clock.advance(1);
    expect(wire.closedFor).toBe("outage");
  });
});

describe("a line that brings the world down", () => {
  async function crashedBy(line: number): Promise<{ anna: FakeWire; bert: FakeWire; world: FakeWorld }> {
    const world = await serving();
    const [anna, bert] = [client("192.0.2.1"), client("192.0.2.2")];
    anna.type("say 1", "dig", "say 3");
    bert.type("say b");
    await settled();
    marker = { kind: "line", label: "dig", session: 1, line };
    world.end(null, "SIGSEGV");
    await settled();
    clock.advance(1000);
    return { anna, bert, world: await serving() };
  }

  it("is run again before everybody else's input", async () => {
    const { world } = await crashedBy(2);
    expect(world.lines).toEqual(["say 1", "dig"]);
    world.turn({ type: "ack", session: 1, number: 2 });
    await settled();
    expect(world.lines).toEqual(["say 1", "dig", "say 3", "say b"]);
  });

  it("is left out when it does it again, and its player is told", async () => {
    const { anna, world } = await crashedBy(2);
    anna.take();
    marker = { kind: "line", label: "dig", session: 1, line: 2 };
    world.end(null, "SIGSEGV");
    await settled();
    expect(anna.take()).toContainEqual(expect.stringMatching(/left out/));
    clock.advance(2000);
    const next = await serving();
    expect(next.lines).toEqual(["say 1", "say 3", "say b"]);
    expect(next.all("sessions")[0]?.incidents.at(-1)).toMatchObject({ line: 2, dropped: true });
  });

  it("does not keep the others waiting for more than 10 s", async () => {
    const { world } = await crashedBy(2);
    await seconds(10);
    expect(world.lines).toEqual(["say 1", "dig", "say 3", "say b"]);
  });

  it("lets the others go on when its player leaves", async () => {
    const { anna, world } = await crashedBy(2);
    anna.events.ended("lost");
    await settled();
    expect(world.lines).toEqual(["say 1", "dig", "say b"]);
  });
});

describe("a reload", () => {
  it("loses no line and doubles none", async () => {
    const old = await serving();
    const wire = client();
    const sent: string[] = [];
    const say = (): void => {
      sent.push(`say ${sent.length}`);
      wire.type(sent.at(-1) ?? "");
    };
    say();
    say();
    await settled();
    const done = core.renew("reload", "");
    const standby = worlds.last;
    await worlds.link(standby, accept);
    say();
    standby.say({ type: "checked" });
    await settled();
    say();
    old.turn({ type: "ack", session: 1, number: 2 });
    old.say({ type: "released" });
    await settled();
    say();
    standby.opened();
    await settled();
    say();
    standby.say({ type: "ready" });
    await settled();
    await done;
    say();
    await settled();
    expect(old.lines).toEqual(["say 0", "say 1", "say 2"]);
    expect(standby.lines).toEqual(sent.slice(2));
  });

  it("brings the old world up to date when the new one fails", async () => {
    const old = await serving();
    const [anna, bert] = [client(), client()];
    anna.type("say 1");
    await settled();
    const failed = core.renew("reload", "").catch((error: Error) => error.message);
    const standby = worlds.last;
    await worlds.link(standby, accept);
    standby.say({ type: "checked" });
    await settled();
    old.say({ type: "released" });
    await settled();
    bert.events.ended("lost");
    anna.events.flags({ SCREENWIDTH: 99 });
    client();
    standby.opened();
    await settled();
    standby.end();
    await settled();
    old.say({ type: "resumed" });
    await settled();
    expect(await failed).toMatch(/ended|went away/);
    expect(old.all("disconnect")).toMatchObject([{ session: 2 }]);
    expect(old.all("connect").at(-1)).toMatchObject({ state: { id: 3 } });
    expect(old.all("update").at(-1)).toMatchObject({ patch: { flags: { SCREENWIDTH: 99 } } });
    expect(old.lines).toEqual(["say 1", "say 1"]);
  });

  it("greets whoever comes during it", async () => {
    const old = await serving();
    void core.renew("reload", "");
    const standby = worlds.last;
    await worlds.link(standby, accept);
    standby.say({ type: "checked" });
    await settled();
    const wire = client();
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    old.say({ type: "released" });
    await settled();
    standby.opened();
    standby.say({ type: "ready" });
    await settled();
    const states = standby.all("sessions").flatMap(({ sessions }) => sessions.map(({ state }) => state));
    expect(states).toMatchObject([{ greeted: false }]);
    expect(standby.all("connect")).toEqual([]);
  });
});

describe("stopping", () => {
  it("saves the world and closes every connection", async () => {
    const world = await serving();
    const wire = client();
    await settled();
    const stopped = core.stop("Maintenance.");
    await settled();
    expect(world.all("stop")).toMatchObject([{ text: "Maintenance." }]);
    world.say({ type: "stopped" });
    await settled();
    world.end(0);
    expect(await stopped).toBe(true);
    expect(wire.closedFor).toBe("serverStop");
    expect(clock.waiting).toBeLessThanOrEqual(1);
  });
});

it("restarts with everything that both sides knew", async () => {
  const world = await serving();
  const [anna, bert] = [client(), client()];
  await settled();
  world.turn(
    { type: "state", session: 1, revision: 2, patch: { uid: 1, puid: 11, uname: "anna" } },
    { type: "state", session: 2, revision: 2, patch: { uid: 1, puid: 12, uname: "anna" } },
  );
  await settled();
  const next = await restarted();
  const states = next.all("sessions").flatMap(({ sessions }) => sessions.map(({ state }) => state));
  expect(states).toMatchObject([
    { id: 1, uid: 1, puid: 11, revision: 2 },
    { id: 2, uid: 1, puid: 12, revision: 2 },
  ]);
  expect([anna.closedFor, bert.closedFor]).toEqual([null, null]);
  expect(anna.take()).toEqual([expect.stringMatching(waiting)]);
});
