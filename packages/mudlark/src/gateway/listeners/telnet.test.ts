import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import type { FakeWorld } from "../fake-world.fixture.ts";
import { RawClient, testGateway, until, type TestGateway } from "../test-gateway.fixture.ts";

const openingBlock = "fffd18fffd1ffffd27fffb2afffb19fffbc9fffb45fffb46fffb5bfffb56fffb57";
/** A client that refuses to describe itself is ready at once. */
const refusals = "fffc18fffc1ffffc27";
const look = "6c6f6f6b0d0a";

let clock: FakeClock;
let game: TestGateway;
let world: FakeWorld;

async function open(file: object = {}): Promise<void> {
  clock = new FakeClock();
  game = await testGateway(clock, { limits: { connectionsPerSecond: 0, connectionsPerIp: 0 }, ...file });
  world = await game.serve();
}

beforeEach(() => open());
afterEach(() => game.close());

/** Opens the game again with other settings. */
async function reopen(file: object): Promise<void> {
  await game.close();
  await open(file);
}

/** A client that the world knows; gives it and its session. */
async function connected(): Promise<{ client: RawClient; session: number }> {
  const before = world.all("connect").length;
  const client = await RawClient.connect(game.telnetPort);
  await until(() => client.received >= openingBlock.length / 2);
  client.takeHex();
  client.send(refusals);
  await until(() => world.all("connect").length > before);
  return { client, session: world.all("connect").at(-1)?.state.id ?? 0 };
}

async function lines(count: number): Promise<readonly string[]> {
  await until(() => world.lines.length >= count);
  return world.lines;
}

/** Waits until the gateway has read everything that the client sent: the client asks whether anybody is there. */
async function answered(client: RawClient): Promise<void> {
  client.send("fff6");
  await until(() => client.peek().includes("[Yes]"));
}

describe("a telnet connection", () => {
  it("begins with the opening block [protocols T01]", async () => {
    const client = await RawClient.connect(game.telnetPort);
    await until(() => client.received > 0);
    expect(client.takeHex()).toBe(openingBlock);
  });

  it("carries lines and text [protocols T02]", async () => {
    const { client, session } = await connected();
    client.send(look);
    expect(await lines(1)).toEqual(["look"]);
    world.turn({ type: "text", sessions: [session], text: "A café.\nIt rains." });
    await until(() => client.received > 0);
    expect(client.takeText()).toBe("A café.\r\nIt rains.\r\n");
  });

  it("shows the login screen 300 ms after a client that stays silent has come", async () => {
    await RawClient.connect(game.telnetPort);
    await until(() => game.gateway.status().sessions === 1);
    clock.advance(299);
    expect(world.all("connect")).toEqual([]);
    clock.advance(1);
    await until(() => world.all("connect").length === 1);
  });

  it("hides a password and shows what comes after it [protocols T41]", async () => {
    const { client, session } = await connected();
    const ask = (): void =>
      world.turn({
        type: "command",
        sessions: [session],
        command: { name: "prompt", args: ["Password: "], kwargs: { echo: false } },
      });
    const prompt = Buffer.from("Password: ").toString("hex");
    ask();
    await until(() => client.received >= 3 + 10);
    client.send("736563726578", "7f", "740d0a");
    expect(await lines(1)).toEqual(["secret"]);
    await until(() => client.peek().endsWith("\r\n"));
    expect(client.takeHex()).toBe(`fffb01${prompt}fff9fffc010d0a`);
    ask();
    await until(() => client.received >= 3 + 10);
    client.send("780d0a");
    expect(await lines(2)).toEqual(["secret", "x"]);
    await until(() => client.peek().endsWith("\r\n"));
    expect(client.takeHex()).toBe(`fffb01${prompt}fff9fffc010d0a`);
  });

  it("tells listings about the game [protocols T56]", async () => {
    const client = await RawClient.connect(game.telnetPort);
    client.send(refusals);
    client.type("mssp-request\r\n");
    await until(() => client.peek().includes("MSSP-REPLY-END"));
    expect(client.peek()).toContain("\r\nMSSP-REPLY-START\r\n");
    expect(client.peek()).toContain(`UPTIME\t${Math.floor(clock.now() / 1000)}\r\n`);
    expect(client.peek()).toContain("PLAYERS\t0\r\n");
    expect(world.lines).toEqual([]);
  });

  it("compresses for clients that want it [protocols T67]", async () => {
    const { inflateSync, constants } = await import("node:zlib");
    const { client, session } = await connected();
    client.send("fffd56");
    await until(() => client.received >= 5);
    world.turn({ type: "text", sessions: [session], text: "Tide! ".repeat(200) });
    await until(() => client.received > 5);
    await answeredCompressed(client);
    const bytes = Buffer.from(client.takeHex(), "hex");
    expect(bytes.subarray(0, 5).toString("hex")).toBe("fffa56fff0");
    const text = inflateSync(bytes.subarray(5), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    expect(text).toContain(`${"Tide! ".repeat(200)}\r\n`);
  });

  it("writes what belongs to one turn of the loop in one piece", async () => {
    const { client, session } = await connected();
    const sizes: number[] = [];
    client.socket.on("data", (chunk: Buffer) => sizes.push(chunk.length));
    world.turn(
      { type: "text", sessions: [session], text: "one" },
      { type: "text", sessions: [session], text: "two" },
      { type: "prompt", sessions: [session], text: "> " },
    );
    await until(() => client.peek().includes("> "));
    expect(sizes).toHaveLength(1);
  });

  it("tells the world when the client goes away, however it does", async () => {
    for (const [index, leave] of (["end", "resetAndDestroy"] as const).entries()) {
      const { client } = await connected();
      client.socket[leave]();
      await until(() => world.all("disconnect").length === index + 1);
    }
    expect(game.gateway.status().sessions).toBe(0);
  });

  it("shows the last words before it closes", async () => {
    const { client, session } = await connected();
    world.turn({ type: "close", session, reason: "quit", text: "Good bye." });
    await until(() => client.isClosed);
    expect(client.takeText()).toBe("Good bye.\r\n");
  });

  it("ignores a PROXY header where none is expected [protocols H24]", async () => {
    const { client } = await connected();
    client.type("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n");
    expect(await lines(1)).toEqual(["PROXY TCP4 1.2.3.4 5.6.7.8 1 2"]);
    expect(world.all("connect").at(-1)?.state.address).toBe("127.0.0.1");
  });
});

describe("how far away a client is", () => {
  it("is told by GMCP, and to the world", async () => {
    const { client } = await connected();
    client.send("fffdc9", `fffac9${Buffer.from("Core.Ping 120").toString("hex")}fff0`, look);
    await lines(1);
    const flags = [...world.all("connect"), ...world.all("update")].map((said) =>
      said.type === "connect" ? said.state.flags : said.patch.flags,
    );
    expect(flags).toContainEqual(expect.objectContaining({ LATENCY: 120 }));
  });
});

describe("hostile clients", () => {
  it("survives an endless subnegotiation [protocols H05]", async () => {
    const { client } = await connected();
    client.send("fffdc9");
    await answered(client);
    client.send("fffac9", "41".repeat(1024 * 1024));
    for (let tries = 0; tries < 40 && world.lines.length === 0; tries++) {
      for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
      clock.advance(5000);
      client.send(look);
    }
    expect(world.lines).toContain("look");
  });

  it("drops a payload that is too long [protocols H06]", async () => {
    const { client } = await connected();
    client.send("fffdc9", "fffac9", "41".repeat(70_000), "fff0", look);
    expect(await lines(1)).toEqual(["look"]);
  });

  it("drops a line of a megabyte with one notice [protocols H07]", async () => {
    const { client } = await connected();
    client.send("61".repeat(1_048_576), "0d0a", look);
    expect(await lines(1)).toEqual(["look"]);
    await until(() => client.peek().includes("too long"));
    expect(client.takeText().match(/too long/g)).toHaveLength(1);
  });

  it("answers the same request once [protocols H08]", async () => {
    const { client } = await connected();
    client.send("fffb01".repeat(1000), look);
    expect(await lines(1)).toEqual(["look"]);
    await answered(client);
    expect(client.takeHex()).toMatch(/^fffe010d0a5b5965735d0d0a$/);
  });

  it("does not answer for ever [protocols H09]", async () => {
    const client = await RawClient.connect(game.telnetPort);
    await until(() => client.received >= openingBlock.length / 2);
    client.takeHex();
    client.send("fffb18fffc18".repeat(1000), look);
    clock.advance(300);
    await lines(1);
    expect(client.received).toBeGreaterThan(0);
    expect(client.received).toBeLessThanOrEqual(128 * 6);
    expect(client.isClosed).toBe(false);
  });

  it("closes a client that only negotiates, and the others do not notice [protocols H10]", async () => {
    const { client } = await connected();
    const other = await connected();
    client.send("fffb01".repeat(100_000));
    other.client.send(look);
    await lines(1);
    await until(() => client.isClosed);
    expect(client.takeHex().startsWith("fffe01")).toBe(true);
    expect(world.all("disconnect")).toMatchObject([{ reason: "flood" }]);
  });

  it("swallows unknown telnet commands [protocols H11]", async () => {
    const { client } = await connected();
    let codes = "";
    for (let code = 0; code <= 0xef; code++) codes += `ff${code.toString(16).padStart(2, "0")}`;
    client.send(codes, "0d0a");
    expect(await lines(1)).toEqual([""]);
    expect(client.received).toBe(0);
  });

  it("sends browsers to the web port [protocols H15]", async () => {
    const client = await RawClient.connect(game.telnetPort);
    client.send("474554202f20485454502f312e310d0a486f73743a20780d0a0d0a");
    await until(() => client.isClosed);
    const answer = client.takeText();
    expect(answer).toContain("HTTP/1.1 400 Bad Request");
    expect(answer).toContain(`:${game.webPort}/`);
    clock.advance(1000);
    expect(world.all("connect")).toEqual([]);
  });

  it("turns TLS away with an alert [protocols H16]", async () => {
    const client = await RawClient.connect(game.telnetPort);
    client.send("16030101700100016c0303");
    await until(() => client.isClosed);
    expect(client.takeHex()).toBe(`${openingBlock}15030100020228`);
    expect(game.gateway.status().sessions).toBe(0);
  });

  it("closes a client that does not read", async () => {
    const { client, session } = await connected();
    client.socket.pause();
    const text = "x".repeat(64 * 1024);
    await until(() => {
      world.turn({ type: "text", sessions: [session], text });
      return world.all("disconnect").length > 0;
    });
    expect(world.all("disconnect")).toMatchObject([{ session, reason: "slowReader" }]);
    expect(game.gateway.status().sessions).toBe(0);
  });

  it("takes 80 lines of 200 in a second, in order, with one notice [protocols H19]", async () => {
    const { client, session } = await connected();
    client.type(Array.from({ length: 200 }, (_, index) => `say ${index}\r\n`).join(""));
    await lines(32);
    world.turn({ type: "ack", session, number: 32 });
    await lines(64);
    world.turn({ type: "ack", session, number: 64 });
    expect(await lines(80)).toEqual(Array.from({ length: 80 }, (_, index) => `say ${index}`));
    await answered(client);
    expect(client.takeText().match(/too fast/g)).toHaveLength(1);
    expect(world.lines).toHaveLength(80);
  });

  it("closes a stranger who never finishes a line [protocols H20]", async () => {
    const { client } = await connected();
    for (let second = 4; second < 300; second += 4) {
      client.send("61");
      await answered(client);
      client.takeHex();
      clock.advance(4000);
    }
    expect(client.isClosed).toBe(false);
    clock.advance(9000);
    await until(() => client.isClosed);
    expect(world.lines).toEqual([]);
    expect(world.all("disconnect")).toMatchObject([{ reason: "idle" }]);
  });

  it("passes on few of many window sizes, and the last of them [protocols H21]", async () => {
    const { client } = await connected();
    client.send("fffb1f");
    await answered(client);
    for (let width = 1; width <= 1000; width++) {
      const columns = (20 + (width % 200)).toString(16).padStart(4, "0");
      client.send("fffa1f", columns, "0018", "fff0");
      if (width % 100 === 0) {
        await answered(client);
        client.takeHex();
        clock.advance(100);
      }
    }
    clock.advance(250);
    await until(() => world.all("update").at(-1)?.patch.flags?.SCREENWIDTH === 20);
    const sizes = world.all("update").filter(({ patch }) => patch.flags?.SCREENWIDTH !== undefined);
    expect(sizes.length).toBeLessThanOrEqual(6);
    expect(client.isClosed).toBe(false);
  });

  it("frees a session that is reset in any state of the parser [protocols H23]", async () => {
    const states = ["", "61", "ff", "fffb", "fffa", "fffa18", "fffa1800", "fffa18ff", "0d", "fffd56"];
    for (const bytes of states) {
      const { client } = await connected();
      client.send(bytes);
      await new Promise((resolve) => setImmediate(resolve));
      client.socket.resetAndDestroy();
    }
    await until(() => world.all("disconnect").length === states.length);
    expect(game.gateway.status().sessions).toBe(0);
  });
});

describe("the server's life", () => {
  it("refuses a second gateway of the same game", async () => {
    await reopen({ telnet: { ports: [0], hosts: ["127.0.0.1"] } });
    const { listenControl } = await import("../control/control-server.ts");
    await expect(listenControl(game.paths.control, {} as never, {} as never)).rejects.toThrow(/listens/);
  });

  it("keeps a telnet client over the death of the world", async () => {
    const { client } = await connected();
    world.end(null, "SIGKILL");
    await until(() => client.peek().includes("restarting"));
    client.type("say still here\r\n");
    clock.advance(1000);
    world = await game.serve();
    expect(await lines(1)).toEqual(["say still here"]);
    expect(client.isClosed).toBe(false);
  });
});

/** As `answered`, when the answer is compressed: waits until nothing more comes. */
async function answeredCompressed(client: RawClient): Promise<void> {
  const before = client.received;
  client.send("fff6");
  await until(() => client.received > before);
}
