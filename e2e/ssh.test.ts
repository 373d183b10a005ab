import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, password } from "./support/game-server.ts";
import { mudlark } from "./support/mudlark.ts";
import { missing } from "./support/real-client.ts";
import { Terminal } from "./support/terminal.ts";

const habits = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR";

/** Makes a machine on which that package was not installed. */
const withoutSsh2 = `
import { registerHooks } from "node:module";
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== "ssh2") return next(specifier, context);
    throw Object.assign(new Error("Cannot find package 'ssh2'"), { code: "ERR_MODULE_NOT_FOUND" });
  },
});
`;

interface Ended {
  readonly code: number | null;
  readonly printed: string;
  readonly complained: string;
}

describe.skipIf(missing.has("ssh"))("OpenSSH", () => {
  let server: GameServer;
  let port: number;

  beforeAll(async () => {
    server = await GameServer.start({
      environment: {
        MUDLARK_SSH_ENABLED: "true",
        MUDLARK_SSH_PORT: "0",
        MUDLARK_THROTTLE_LOGIN_MAX: "4",
      },
    });
    port = Number((await server.status()).ssh[0]?.split(":").at(-1));
    await server.enterAsNew("Ann");
    for (const [name, words] of [
      ["right.sh", password],
      ["wrong.sh", "no such password"],
    ] as const) {
      writeFileSync(path.join(server.directory, name), `#!/bin/sh\necho '${words}'\n`, { mode: 0o700 });
    }
  });
  afterAll(() => server[Symbol.asyncDispose]());

  interface Circumstances {
    /** File that the password comes from. */
    readonly secret?: string;
    /** Its input ends no sooner. */
    readonly until?: () => Promise<void>;
  }

  /** Runs a program with that input. */
  async function run(
    program: "ssh" | "sftp",
    words: string,
    input: string,
    { secret = "right.sh", until }: Circumstances = {},
  ): Promise<Ended> {
    const child = spawn(program, [...habits.split(" "), ...words.split(" ")], {
      env: {
        ...process.env,
        SSH_ASKPASS: path.join(server.directory, secret),
        SSH_ASKPASS_REQUIRE: "force",
        LANG: "C.UTF-8",
        // Nothing is there; it is never asked.
        DISPLAY: "127.0.0.1:99",
        SSH_AUTH_SOCK: path.join(server.directory, "agent"),
      },
    });
    let printed = "";
    let complained = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complained += text));
    child.stdin.on("error", () => {});
    const closed = once(child, "close");
    child.stdin.write(input);
    await until?.();
    child.stdin.end();
    const [code] = (await closed) as [number | null];
    return { code, printed, complained };
  }

  async function signIn(name: string): Promise<Terminal> {
    const terminal = await Terminal.run(`ssh ${habits} -p ${port} ${name}@127.0.0.1`);
    await terminal.expect(/password: |Password: /);
    terminal.type(password);
    return terminal;
  }

  it("plays without a terminal, without colour, until its input ends [protocols S01]", async () => {
    const { code, printed } = await run("ssh", `-T -p ${port} Ann@127.0.0.1`, "look\nsay Goodbye.\n");
    expect(code).toBe(0);
    expect(printed).toMatch(/Limbo[^]*Limbo[^]*You say, "Goodbye\."/);
    expect(printed).not.toContain("\x1b");
    expect(printed).not.toContain("connect");
  });

  it("plays at a terminal, with what is typed edited there, and leaves by quit", async () => {
    await using ann = await signIn("Ann");
    await ann.expect(/Limbo/);
    ann.type("say Good evenin\x7fng, \u6d77!");
    await ann.expect(/You say, "Good evening, \u6d77!"/);
    ann.type("sessions");
    await ann.expect(/ssh/);
    ann.type("quit");
    await ann.expect(/You quit/);
    expect(ann.shown).not.toContain(password);
    expect(ann.shown).toMatch(/\x1b\[[\d;]*m/);
  });

  it("signs in by keys that the account has, and by no others", async () => {
    for (const [name, kind] of [
      ["known", "ed25519"],
      ["older", "rsa"],
      ["strange", "ed25519"],
    ] as const) {
      const file = path.join(server.directory, name);
      expect(spawnSync("ssh-keygen", ["-q", "-t", kind, "-N", "", "-f", file]).status).toBe(0);
    }
    const by = (name: string): Promise<Ended> =>
      run(
        "ssh",
        `-T -i ${path.join(server.directory, name)} -o IdentitiesOnly=yes -o BatchMode=yes -p ${port} Ann@127.0.0.1`,
        "sshkey\n",
      );
    expect((await by("known")).code).toBe(255);
    const [known, older] = ["known.pub", "older.pub"].map((name) =>
      readFileSync(path.join(server.directory, name), "utf8").trim(),
    );
    const both = `sshkey/add ${known}\nsshkey/add ${older}\n`;
    await run("ssh", `-T -p ${port} Ann@127.0.0.1`, both);
    for (const name of ["known", "older"]) {
      const { code, printed } = await by(name);
      expect(printed).toMatch(/1\. ssh-ed25519 SHA256:[^]*2\. ssh-rsa SHA256:/);
      expect(code).toBe(0);
    }
    expect((await by("strange")).code).toBe(255);
  });

  it.skipIf(missing.has("plink"))("plays with PuTTY, which is known by its name", async () => {
    const listed = spawnSync("ssh-keygen", ["-lf", path.join(server.directory, "var/keys/host_ed25519")]);
    const fingerprint = /SHA256:\S+/.exec(listed.stdout.toString())?.[0] ?? "";
    const words = `-ssh -batch -t -hostkey ${fingerprint} -P ${port} -l Ann -pw '${password}' 127.0.0.1`;
    await using ann = await Terminal.run(`plink ${words}`);
    await ann.expect(/Limbo/);
    ann.type("option");
    await ann.expect(/PuTTY/);
    ann.type("say \u6d77\x7fcaf\u00e9");
    await ann.expect(/You say, "caf\u00e9"/);
    ann.type("quit");
    await ann.expect(/You quit/);
  });

  it("brings new players to the login screen", async () => {
    await using newcomer = await Terminal.run(`ssh ${habits} -p ${port} new@127.0.0.1`);
    await newcomer.expect(/quit.*leaves/);
    newcomer.type("create Bert");
    await newcomer.expect(/Password: /);
    newcomer.type(password);
    await newcomer.expect(/The same again: /);
    newcomer.type(password);
    await newcomer.expect(/\[Y\]\/N/);
    expect(newcomer.shown).not.toContain(password);
    newcomer.type("n");
  });

  it("gets no program, no files, no tunnels, no agent and no screen [protocols S03]", async () => {
    const executed = path.join(server.directory, "executed");
    for (const program of ["uptime", `touch ${executed}`]) {
      const command = await run("ssh", `-p ${port} Ann@127.0.0.1 ${program}`, "");
      expect(command).toMatchObject({ code: 255, printed: "" });
      expect(command.complained).toMatch(/request failed/);
    }
    expect(existsSync(executed)).toBe(false);
    const files = await run("sftp", `-P ${port} Ann@127.0.0.1`, "ls\n");
    expect(files.code).not.toBe(0);
    expect(files.complained).toMatch(/request failed/);
    const tunnel = await run(
      "ssh",
      `-o ExitOnForwardFailure=yes -T -R 0:127.0.0.1:${server.webPort} -p ${port} Ann@127.0.0.1`,
      "look\n",
    );
    expect(tunnel.code).not.toBe(0);
    // OpenSSH asks for its agent only when there is one.
    await using agent = createServer((caller) => caller.destroy()).listen(
      path.join(server.directory, "agent"),
    );
    await once(agent, "listening");
    const screen = await run("ssh", `-T -A -Y -p ${port} Ann@127.0.0.1`, "look\n");
    expect(screen.complained).toMatch(/X11 forwarding request failed/);
    expect(screen).toMatchObject({ code: 0, printed: expect.stringContaining("Limbo") });
    const detour = await run("ssh", `-W 127.0.0.1:${server.webPort} -p ${port} Ann@127.0.0.1`, "GET /\r\n");
    expect(detour.complained).toMatch(/open failed|forwarding failed/);
    expect(detour.printed).toBe("");
    const hole = path.join(server.directory, "hole");
    const digger = run("ssh", `-T -L ${hole}:127.0.0.1:${server.webPort} -p ${port} Ann@127.0.0.1`, "", {
      until: async () => {
        await expect.poll(() => existsSync(hole)).toBe(true);
        const visitor = connect(hole);
        let answered = "";
        visitor.on("error", () => {}).on("data", (bytes: Buffer) => (answered += bytes.toString()));
        visitor.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        await new Promise((resolve) => visitor.once("close", resolve));
        expect(answered).toBe("");
      },
    });
    expect((await digger).code).toBe(0);
  });

  it("knows the server by a key that only the server can read", async () => {
    expect(statSync(path.join(server.directory, "var/keys/host_ed25519")).mode & 0o777).toBe(0o600);
    const { output } = await server.verb("status");
    expect(output).toContain(`SSH: 127.0.0.1:${port}`);
  });

  it("is missed in plain words where its package is not installed", async () => {
    await using game = await GameServer.prepare({ environment: { MUDLARK_SSH_ENABLED: "true" } });
    await game.write("without-ssh2.mjs", withoutSsh2);
    const { code, output } = await mudlark(["run", "--game", game.directory], {
      environment: { ...game.environment, NODE_OPTIONS: `--import=${game.directory}/without-ssh2.mjs` },
    });
    expect(code).not.toBe(0);
    expect(output).toMatch(/ssh\.enabled needs the package ssh2\..*npm install ssh2@1\.17\.0/);
  });

  it("is sent away after four wrong passwords, which count as anywhere [protocols S04]", async () => {
    const words = `-T -o NumberOfPasswordPrompts=9 -p ${port} Ann@127.0.0.1`;
    const wrong = await run("ssh", words, "look\n", { secret: "wrong.sh" });
    expect(wrong.code).toBe(255);
    expect(wrong.complained).toMatch(/closed|disconnect/i);
    // Four have used up what the throttle allows, so now the right one is refused, too.
    const right = await run("ssh", words, "look\n");
    expect(right.code).toBe(255);
    expect(right.printed).toBe("");
  });
});
