import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "./support/game-server.ts";
import { root } from "./support/mudlark.ts";

const run = promisify(execFile);
const source = path.join(root, "packages/protocols");

/** A folder of somebody who has nothing of ours but the package. */
const folder = mkdtempSync(path.join(tmpdir(), "mudlark-protocols-"));
const installed = path.join(folder, "node_modules/@mudlark/protocols");
let files: readonly string[];

beforeAll(async () => {
  const words = ["pack", "--workspace", "@mudlark/protocols", "--pack-destination", folder, "--json"];
  await run("npm", words, { cwd: root });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  const install = ["install", "--offline", "--no-audit", "--no-fund", path.join(folder, tarball)];
  await run("npm", install, { cwd: folder });
  files = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(path.join(installed, name)).isFile(),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function readme(): string {
  return readFileSync(path.join(installed, "README.md"), "utf8");
}

/** Examples of the README in order, each with what it prints; null for one that goes on. */
function examples(): readonly { readonly code: string; readonly prints: string | null }[] {
  return [...readme().matchAll(/```js\n([^]*?)```(?:\n\n```text\n([^]*?)```)?/g)].map(
    ([, code = "", prints]) => ({
      code,
      prints: prints ?? null,
    }),
  );
}

describe("the package of protocols", () => {
  it("holds JavaScript, its types, the program, and nothing else", () => {
    expect(files).toContain("dist/index.js");
    expect(files).toContain("dist/index.d.ts");
    expect(files).toContain("LICENSE");
    expect(files.filter((name) => /test|suite|\.map$|^src|[^d]\.ts$/.test(name))).toEqual([]);
    const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
      readFileSync(path.join(installed, "package.json"), "utf8"),
    ) as Record<string, unknown>;
    expect([dependencies, peerDependencies, optionalDependencies]).toEqual([undefined, undefined, undefined]);
    expect(readdirSync(path.join(folder, "node_modules/@mudlark"))).toEqual(["protocols"]);
  });

  it("imports nothing but itself; only the program needs Node", () => {
    for (const name of files.filter((each) => each.startsWith("dist/") && each.endsWith(".js"))) {
      const code = readFileSync(path.join(installed, name), "utf8");
      const imported = [...code.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)"/gm)].map(
        ([, from = ""]) => from,
      );
      const foreign = imported.filter((from) => !from.startsWith("."));
      if (name.startsWith("dist/probe/"))
        expect(foreign.every((from) => from.startsWith("node:"))).toBe(true);
      else expect([name, foreign]).toEqual([name, []]);
      const missing = imported.filter(
        (from) => from.startsWith(".") && !existsSync(path.resolve(installed, path.dirname(name), from)),
      );
      expect([name, missing]).toEqual([name, []]);
    }
  });

  it("has everything that its README names, and nothing else", async () => {
    const exported = Object.keys((await import(path.join(installed, "dist/index.js"))) as object);
    const table = [...readme().matchAll(/^\| .* \|$/gm)].join("\n");
    const named = [...table.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
    expect(named.toSorted()).toEqual(exported.toSorted());
  });

  it("does what its README says", async () => {
    const printing = examples().filter(({ prints }) => prints !== null);
    expect(printing.length).toBeGreaterThan(2);
    for (const { code, prints } of printing) {
      writeFileSync(path.join(folder, "example.mjs"), code);
      const { stdout } = await run(process.execPath, ["example.mjs"], { cwd: folder });
      expect(stdout).toBe(prints);
    }
  });

  it("serves telnet as its README shows", async () => {
    const server = examples().find(({ code }) => code.includes("createServer"));
    const port = await freePort();
    writeFileSync(path.join(folder, "echo.mjs"), (server?.code ?? "").replace("4000", String(port)));
    const child = spawn(process.execPath, ["echo.mjs"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    let heard = "";
    const player = await callUntilAnswered(port);
    player.on("data", (bytes) => (heard += bytes.toString("latin1")));
    await expect.poll(() => heard, { timeout: 10_000 }).toContain("Welcome. Type something.\r\n");
    player.write("hello\r\n");
    await expect.poll(() => heard).toContain('You said "hello" with some client, 78 columns wide.\r\n> ');
    player.destroy();
    child.kill();
  });

  it("has types that a game in TypeScript can use", async () => {
    const code = `import { TelnetServer, type TelnetEvent } from "@mudlark/protocols";
const telnet = new TelnetServer({ now: () => 1 });
telnet.start();
export const events: readonly TelnetEvent[] = telnet.receive(new Uint8Array(1));
// @ts-expect-error: there may be nothing to send
export const bytes: Uint8Array = telnet.takeOutput();
`;
    writeFileSync(path.join(folder, "game.ts"), code);
    const words = "--noEmit --strict --module nodenext --target es2022 --lib es2022,dom game.ts".split(" ");
    await run(path.join(root, "node_modules/.bin/tsc"), words, { cwd: folder });
  });

  it("brings telnet-probe", async () => {
    const probe = path.join(folder, "node_modules/.bin/telnet-probe");
    const { stdout } = await run(process.execPath, [probe, "--version"]);
    expect(stdout).toBe("0.1.0\n");
  });
});

it("every export of the package is explained", () => {
  const index = readFileSync(path.join(source, "src/index.ts"), "utf8");
  const silent: string[] = [];
  for (const [, names = "", file = ""] of index.matchAll(
    /export (?:type )?\{ ([^}]+) \} from "\.\/([^"]+)"/g,
  )) {
    const code = readFileSync(path.join(source, "src", file), "utf8");
    for (const name of names.split(", ")) {
      const declared = new RegExp(`\\*/\\nexport (?:class|function|interface|type|const) ${name}\\b`);
      if (!declared.test(code)) silent.push(name);
    }
  }
  expect(silent).toEqual([]);
});

/** The server is up when somebody can call it. */
async function callUntilAnswered(port: number): Promise<ReturnType<typeof connect>> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    if (isOpen) return socket;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
