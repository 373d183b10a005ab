import { spawn } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import { binary, mudlark, root } from "./support/mudlark.ts";
import { pause } from "./support/pause.ts";
import type { TelnetClient } from "./support/telnet-client.ts";
import { Terminal } from "./support/terminal.ts";

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

const withBadLock = `
import { command, defineGame } from "mudlark";

const rub = command({ key: "rub", locks: "cmd:nosuchlock()", run() {} });
export default defineGame({ commands: { character: [rub] } });
`;

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

describe("a person at a terminal", () => {
  const commandLine = (server: GameServer, ...words: string[]): string => {
    const variables = Object.entries(server.environment)
      .filter(([name]) => !name.startsWith("MUDLARK_SUPERUSER"))
      .map(([name, value]) => `${name}='${value}'`);
    return ["env", ...variables, binary, ...words, "--game", server.directory].join(" ");
  };

  it("is asked who rules a new game, again after a weak password, and later for passwords of accounts", async () => {
    await using server = await GameServer.prepare();
    await using terminal = await Terminal.run(commandLine(server, "run"));
    await terminal.expect(/Your name in the game/);
    terminal.type("Keeper");
    await answer(terminal, "1234", "1234");
    await terminal.expect(/too short/);
    await terminal.expect(/Your name in the game/);
    terminal.type("Keeper");
    await answer(terminal, "four grey gulls", "four grey gulls");
    await terminal.expect(/the world serves/);
    expect(terminal.shown).not.toContain("gulls");

    await using other = await Terminal.run(commandLine(server, "account", "create", "Mira"));
    await answer(other, "six grey gulls", "six grey gulls");
    await other.expect(/Mira \(#2\)/);
    await server.enter("Mira", "six grey gulls");
    await server.enter("Keeper", "four grey gulls");

    terminal.type("\u0003");
    await terminal.expect(/world +stopped/);
  });

  async function answer(terminal: Terminal, first: string, second: string): Promise<void> {
    await terminal.expect(/password: /i);
    terminal.type(first);
    await terminal.expect(/again: /i);
    terminal.type(second);
  }
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
    expect((await evaluate("({ who: me })")).results).toBe("{ who: Character Warden (#1) }\n");
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

  it("resets the world under its players, who stay", async () => {
    const before = server.pastWorlds.length;
    warden.forget();
    expect(await server.verb("reset", "spring", "tide")).toMatchObject({ code: 0 });
    await warden.expect(/being reset.*spring tide/);
    await warden.expect(/has restarted/);
    await warden.ask("look", /Limbo/);
    expect(server.pastWorlds).toHaveLength(before + 1);
  });

  it("asks whether the sessions of the running game agree", async () => {
    const tess = await server.enterAsNew("Tessa");
    expect(await server.verb("check", "--live")).toMatchObject({
      code: 0,
      output: expect.stringMatching(/Sessions, accounts and characters agree\./) as string,
    });
    const forget =
      "game.sessions.all().map((one) => one.puppet?.key === 'Tessa' && (one.relink(one.account, null), 'forgot'))";
    expect((await server.verb("shell", "--eval", forget)).output).toContain("forgot");
    const { code, results } = await server.verb("check", "--live", "--json");
    expect(code).toBe(1);
    const { findings } = JSON.parse(results) as { findings: readonly { problem: string }[] };
    expect(findings.map(({ problem }) => problem)).toContainEqual(
      expect.stringMatching(/plays nothing, and notes #/),
    );
    tess.end();
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

describe("a game that is looked at from outside", () => {
  let server: GameServer;

  beforeAll(async () => {
    server = await GameServer.prepare({ environment: { MUDLARK_LIMITS_MAX_OUTAGE: "120" } });
    await symlink(
      path.join(root, "node_modules/typescript"),
      path.join(server.directory, "node_modules/typescript"),
    );
    await symlink(path.join(root, "node_modules/@types"), path.join(server.directory, "node_modules/@types"));
  });
  afterAll(async () => {
    await server.verb("stop");
    await server[Symbol.asyncDispose]();
  });

  it("[operations 9] is not started with misspelt settings: all are named, with the file and a suggestion", async () => {
    const good = await server.read("mudlark.config.ts");
    await server.write(
      "mudlark.config.ts",
      good.replace("game:", "telent: {},\n  web: { prot: 80 },\n  game:"),
    );
    const { code, output } = await server.verb("start");
    expect(code).toBe(1);
    expect(output).toContain(path.join(server.directory, "mudlark.config.ts"));
    expect(output).toContain("telent: there is no such setting; did you mean telnet?");
    expect(output).toContain("web.prot: there is no such setting; did you mean web.port?");
    const examined = await server.verb("doctor");
    expect(examined).toMatchObject({
      code: 1,
      output: expect.stringMatching(/Bad: Settings: .*web\.prot/s) as string,
    });
    expect(await server.verb("check")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/Error \(configuration\).*web\.prot/s) as string,
    });
    await server.write("mudlark.config.ts", good);
  });

  it("[operations 10] tells its changed settings with their sources, and no secret", async () => {
    await server.write(".env", "MUDLARK_STORAGE_URL=postgres://keeper:hunter2@db.example/quay\n");
    const { code, output, results } = await server.verb("config", "--diff", "--json");
    expect(code).toBe(0);
    expect(output).not.toContain("hunter2");
    const sources = new Map(
      (JSON.parse(results) as { key: string; source: string; value: unknown }[]).map((shown) => [
        shown.key,
        shown,
      ]),
    );
    expect(sources.get("game.name")).toMatchObject({ source: "file", value: "Testing Grounds" });
    expect(sources.get("limits.maxOutage")).toMatchObject({ source: "environment", value: 120 });
    expect(sources.get("storage.url")).toMatchObject({
      source: ".env",
      value: "postgres://keeper:[secret]@db.example/quay",
    });
    expect(sources.has("accounts.registration")).toBe(false);
    await server.write(".env", "");

    expect((await server.verb("config", "limits.maxOutage")).output).toMatch(
      /limits\.maxOutage = 120\n {2}Seconds without a world .*\n.*environment.*at a reload.*MUDLARK_LIMITS_MAX_OUTAGE/,
    );
    expect(await server.verb("config", "limit.maxOutage")).toMatchObject({
      code: 2,
      output: expect.stringMatching(/Did you mean limits\.maxOutage\?/) as string,
    });
  });

  it("is checked without being started: types with the code around them, then whether the code loads", async () => {
    const good = await server.read("src/game.ts");
    await server.write("src/game.ts", `${good}\nexport const lamps: string = 3;\n`);
    expect(await server.verb("check", "--live")).toMatchObject({
      code: 3,
      output: expect.stringMatching(/not running/) as string,
    });
    const types = await server.verb("check");
    expect(types.code).toBe(1);
    expect(types.output).toMatch(/Error \(types\): src\/game\.ts:\d+:14: TS2322/);
    expect(types.output).toMatch(/> +\d+ \| export const lamps: string = 3;/);

    await server.write("src/game.ts", `${good}\nthrow new Error("no oil");\n`);
    const { code, results } = await server.verb("check", "--json");
    expect(code).toBe(1);
    const { ok, problems } = JSON.parse(results) as {
      ok: boolean;
      problems: { area: string; text: string }[];
    };
    expect(ok).toBe(false);
    expect(problems.find(({ area }) => area === "code")?.text).toMatch(
      /src\/game\.ts:\d+:\d+: no oil\n.*\n>/s,
    );

    await server.write("src/game.ts", `${good}\nprocess.exit(0);\n`);
    expect((await server.verb("check")).output).toMatch(/ended its process/);
    await server.write("src/game.ts", withBadLock);
    expect(await server.verb("check")).toMatchObject({
      code: 0,
      output: expect.stringMatching(/Warning: .*"rub" is disabled, because its lock/) as string,
    });
    await server.write("src/game.ts", good);
    expect(await server.verb("status")).toMatchObject({ code: 3 });
  });

  it("tells where it is, whether it is well, and what it logged, while it runs in the background", async () => {
    expect(JSON.parse((await server.verb("info", "--json")).results)).toMatchObject({ running: false });
    expect(await server.verb("logs")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/no log/) as string,
    });
    expect(await server.verb("start")).toMatchObject({ code: 0 });

    const info = JSON.parse((await server.verb("info", "--json")).results) as Record<string, unknown>;
    expect(info).toMatchObject({
      running: true,
      telnet: [`127.0.0.1:${server.telnetPort}`],
      directory: server.directory,
      database: "sqlite:var/db/game.db",
    });
    const doctor = await server.verb("doctor", "--json");
    expect(doctor.code).toBe(0);
    expect(
      (JSON.parse(doctor.results) as { findings: { about: string }[] }).findings.map(({ about }) => about),
    ).toEqual(expect.arrayContaining(["Server", "Database", "Disk space", "Clock", "Open files"]));

    expect((await server.verb("logs")).output).toMatch(/\.\. gateway the world serves/);
    const serves = await server.verb("logs", "-n", "1", "--json", "--grep", "world serves");
    expect(JSON.parse(serves.results)).toMatchObject({ part: "gateway", msg: "the world serves" });
    expect((await server.verb("logs", "--level", "error")).output).toBe("");
    expect(await server.verb("logs", "--level", "loud")).toMatchObject({ code: 2 });

    expect(await server.verb("stop")).toMatchObject({ code: 0 });
    expect((await server.verb("logs", "-n", "1", "--grep", "stopped")).output).toMatch(/world\s+stopped/);
  });
});
