import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import { mudlark, root } from "./support/mudlark.ts";
import { pause } from "./support/pause.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "mudlark-cli-"));
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

describe.concurrent("mudlark create", () => {
  const plain = ["--link", "--yes", "--no-install", "--no-git", "--template", "empty"];

  it("asks nothing without a terminal, and tells the way in by browser and by telnet", async () => {
    await using home = await temporaryFolder();
    const here = { directory: home.path, environment: { INIT_CWD: home.path } };
    const { code, output } = await mudlark(["create", "my quay", ...plain], here);
    expect(code).toBe(0);
    expect(output).toContain(`Your game is in ${path.join(home.path, "my quay")}.`);
    expect(output).toMatch(/^ {2}cd "my quay"\n {2}npm run dev$/m);
    expect(output).toMatch(/http:\/\/localhost:4001 .* telnet localhost 4000/);
  });

  it("gives the whole path when npm runs it elsewhere than where the person is", async () => {
    await using home = await temporaryFolder();
    const { output } = await mudlark(["create", "quay", ...plain], {
      directory: home.path,
      environment: { INIT_CWD: path.dirname(home.path) },
    });
    expect(output).toContain(`  cd ${path.join(home.path, "quay")}\n`);
    const beside = await mudlark(["create", `${home.path}/other`, ...plain], {
      environment: { INIT_CWD: process.cwd() },
    });
    expect(beside.output).toContain(`  cd ${path.join(home.path, "other")}\n`);
  });
});

describe("the verbs, while the configuration has a mistake", () => {
  let server: GameServer;
  const brokenConfig = 'import { defineConfig } from "mudlark/config";\nexport default defineConfig({;\n';

  beforeAll(async () => {
    server = await GameServer.start({ environment: { MUDLARK_PATHS_VAR: "kept" } });
    await server.write("mudlark.config.ts", brokenConfig);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it("reload is refused, with the place, on the command line and in the game", async () => {
    const world = server.pastWorlds;
    const verb = await server.verb("reload");
    expect(verb.code).toBe(1);
    expect(verb.output).toMatch(/mudlark\.config\.ts:2:\d+: /);
    expect(verb.output).toContain("> 2 | export default defineConfig({;");

    const warden = await server.enter(superuser.name, superuser.password);
    warden.send("reload");
    await warden.expect(/reload failed; nothing has changed/);
    await warden.expect("> 2 | export default defineConfig({;");
    await warden.ask("look", /Limbo/);
    expect(server.pastWorlds).toEqual(world);
  });

  it("status and stop find the running game, and say where they look", async () => {
    const status = await server.verb("status", "--json");
    expect(status.code).toBe(0);
    expect(JSON.parse(status.results)).toMatchObject({ running: true, game: "Testing Grounds" });
    expect(status.output).toMatch(/mudlark\.config\.ts:2:\d+: /);
    expect(status.output).toContain(path.join("kept", "run"));

    expect(await server.verb("stop")).toMatchObject({ code: 0 });
    expect(await server.verb("stop")).toMatchObject({ code: 3 });
  });
});

describe.concurrent("a game that was started by npm", () => {
  /** Starts a script of a package, sends `SIGTERM` to npm alone when the game serves, and waits for the end. */
  async function runAndStop(
    directory: string,
    script: string,
    environment: Readonly<Record<string, string>>,
  ) {
    const npm = spawn("npm", ["run", script], {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", MUDLARK_LOG_FORMAT: "json", ...environment },
    });
    let log = "";
    for (const stream of [npm.stdout, npm.stderr])
      stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
    const ended = new Promise((resolve) => npm.once("exit", resolve));
    // The streams stay open as long as any process of the game has them.
    const silent = new Promise((resolve) => npm.once("close", resolve));
    while (!log.includes("the world serves")) await pause(25);
    npm.kill("SIGTERM");
    await ended;
    const logAtEnd = log;
    await silent;
    return { log, logAtEnd };
  }

  it("ends in order when npm is told to: the start of this clone", async () => {
    await using server = await GameServer.prepare();
    await using home = await temporaryFolder();
    const { logAtEnd } = await runAndStop(root, "start", {
      ...server.environment,
      MUDLARK_PATHS_VAR: home.path,
      MUDLARK_STORAGE_URL: `sqlite:${home.path}/game.db`,
    });
    // npm itself waits for it: where it is the first process of a container, its end would be that of all.
    expect(logAtEnd).toMatch(/"part":"world","msg":"stopped"/);
  });

  it("ends in order when npm is told to: the scripts of a game", async () => {
    await using server = await GameServer.prepare();
    const { log } = await runAndStop(server.directory, "dev", server.environment);
    expect(log).toMatch(/"part":"world","msg":"stopped"/);
    expect(await server.verb("status")).toMatchObject({ code: 3 });
  });
});

describe("the operator of a game", () => {
  let server: GameServer;
  let warden: TelnetClient;

  beforeAll(async () => {
    server = await GameServer.start();
    warden = await server.enter(superuser.name, superuser.password);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const evaluate = (code: string, ...more: string[]) => server.verb("shell", "--eval", code, ...more);
  const facts = async (name: string) => {
    const { results } = await server.verb("account", "list", "--json");
    return (JSON.parse(results) as { name: string }[]).find((account) => account.name === name);
  };

  it("runs code in the live world and reads its value [operations 18]", async () => {
    const before = Number((await evaluate("game.objects.size")).results);
    await warden.ask("create bell", /bell/);
    expect(await evaluate("game.objects.size")).toMatchObject({ code: 0, results: `${before + 1}\n` });

    const { results } = await evaluate('create(Thing, { key: "lantern", location: me.location })', "--json");
    expect(JSON.parse(results)).toMatchObject({ key: "lantern", class: "Thing" });
    await warden.ask("look", /lantern/);
    expect(server.log).toMatch(/"code":"game\.objects\.size".*"msg":"code was run"/);
  });

  it("undoes what threw, tells what it was, and reads code from standard input too", async () => {
    const failed = await evaluate('create(Thing, { key: "ghost ship" }); throw new Error("no wind")');
    expect(failed).toMatchObject({ code: 1, output: "no wind\n" });
    expect((await evaluate('search("ghost ship").length')).results).toBe("0\n");
    const piped = await server.verbWithInput("const lights = 3;\nreturn lights * 2;\n", "shell");
    expect(piped).toMatchObject({ code: 0, results: "6\n" });
  });

  it("makes accounts, sets passwords, gives and takes permissions, while people play", async () => {
    const weak = await server.verbWithInput("12345\n", "account", "create", "Mira");
    expect(weak.code).toBe(1);
    expect(weak.output).toMatch(/too short/);
    expect(await facts("Mira")).toBeUndefined();

    const made = await server.verbWithInput(
      "four grey gulls\n",
      "account",
      "create",
      "Mira",
      "--permission",
      "Helper",
    );
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/Mira .*helper/) as string });
    const mira = await server.enter("Mira", "four grey gulls");
    expect(await facts("Mira")).toMatchObject({ superuser: false, sessions: 1, characters: ["Mira"] });

    expect(await server.verb("account", "grant", "Mira", "Builder")).toMatchObject({ code: 0 });
    await mira.ask("dig Pier = pier, back", /Pier/);
    expect(await server.verb("account", "revoke", "mira", "Builder", "Helper")).toMatchObject({ code: 0 });
    expect(await server.verb("account", "revoke", "Mira", "Builder")).toMatchObject({ code: 1 });

    expect(await server.verbWithInput("five grey gulls\n", "account", "password", "Mira")).toMatchObject({
      code: 0,
    });
    await mira.expect(/password was changed/);
    await server.enter("Mira", "five grey gulls");
    expect(server.log).not.toContain("grey gulls");
  });

  it("never takes the last superuser away", async () => {
    const refused = await server.verb("account", "revoke", superuser.name, "superuser");
    expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/only superuser/) as string });
    expect(await server.verb("account", "grant", "Mira", "superuser")).toMatchObject({ code: 0 });
    expect(await server.verb("account", "revoke", superuser.name, "superuser")).toMatchObject({ code: 0 });
    expect(await facts(superuser.name)).toMatchObject({ superuser: false });
    expect(await server.verb("account", "grant", superuser.name, "superuser")).toMatchObject({ code: 0 });
  });

  it("does the same when the server is stopped, and the next start knows it", async () => {
    expect(await server.stop()).toBe(0);
    const counted = await evaluate("game.objects.size", "--json");
    expect(counted).toMatchObject({ code: 0, results: expect.stringMatching(/^\d+\n$/) as string });
    expect(await server.verbWithInput("six grey gulls\n", "account", "password", "Mira")).toMatchObject({
      code: 0,
    });
    expect(await server.verb("account", "password", "Nobody")).toMatchObject({ code: 2 });
    expect(await server.verb("account", "grant", "Nobody", "Builder")).toMatchObject({ code: 1 });
    expect(await server.read("var/logs/server.log")).toMatch(/"part":"cli".*"msg":"a password was set"/);

    await server.run();
    await server.enter("Mira", "six grey gulls");
  });
});
