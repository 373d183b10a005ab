import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Where Debian keeps the programs of the server, outside everybody's PATH. */
const debianFolder = "/usr/lib/postgresql";

/** The folder with PostgreSQL's programs; null when it is not installed. */
export function postgresPrograms(): string | null {
  const onPath = (process.env.PATH ?? "").split(path.delimiter);
  return [...onPath, ...debianFolders()].find(hasPrograms) ?? null;
}

/**
 * A PostgreSQL server for tests: its own data in a folder of its own, on a free port of this machine, run by a user
 * without rights, because it refuses to run as root. It trusts everybody who can reach it, and does not wait for the
 * disk.
 */
export class PostgresServer {
  readonly port: number;
  readonly #programs: string;
  readonly #folder: string;
  readonly #user: { readonly uid?: number; readonly gid?: number };
  #process: ChildProcess | null = null;
  #log = "";

  private constructor(programs: string, folder: string, port: number) {
    this.#programs = programs;
    this.#folder = folder;
    this.port = port;
    this.#user = process.getuid?.() === 0 ? unprivilegedUser() : {};
  }

  /** @param programs what `postgresPrograms` found */
  static async start(programs: string): Promise<PostgresServer> {
    const folder = mkdtempSync(path.join(tmpdir(), "mudlark-postgres-"));
    const server = new PostgresServer(programs, folder, await freePort());
    if (server.#user.uid !== undefined) chownSync(folder, server.#user.uid, server.#user.gid ?? -1);
    server.#initialise();
    await server.run();
    return server;
  }

  /** The address of one of its databases. */
  url(database: string): string {
    return `postgres://tester@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts it (again) and waits until it takes connections. */
  async run(): Promise<void> {
    const settings = {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "off",
      max_connections: "60",
      shared_buffers: "32MB",
    };
    const words = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const child = spawn(
      path.join(this.#programs, "postgres"),
      ["-D", this.#data, "-p", String(this.port), ...words],
      {
        ...this.#user,
        cwd: this.#folder,
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    this.#process = child;
    const guard = endWithThisProcess(child, this.#folder);
    child.once("exit", () => guard.kill());
    this.#log = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr.on("data", (chunk: Buffer) => {
        this.#log += chunk.toString();
        if (this.#log.includes("ready to accept connections")) resolve();
      });
      child.once("exit", () => reject(new Error(`PostgreSQL ended:\n${this.#log}`)));
    });
  }

  /** @param signal SIGINT ends it in order; SIGQUIT as a crash would */
  async stop(signal: "SIGINT" | "SIGQUIT" = "SIGINT"): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }

  /** Ends it for good. */
  async dispose(): Promise<void> {
    await this.stop("SIGQUIT");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return path.join(this.#folder, "data");
  }

  #initialise(): void {
    const words = ["-D", this.#data, "-U", "tester", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8"];
    execFileSync(path.join(this.#programs, "initdb"), words, {
      ...this.#user,
      cwd: this.#folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
  }
}

/**
 * Sees to it that nothing of the server stays when this process ends without ending it, even by SIGKILL: the system
 * then closes the pipe that the guard reads. A group of its own keeps the guard out of signals to all of ours.
 */
function endWithThisProcess(server: ChildProcess, folder: string): ChildProcess {
  const program = `read -r _
    kill -QUIT "$1"
    for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" && sleep 0.2; done
    rm -rf "$2"`;
  return spawn("sh", ["-c", program, "sh", String(server.pid), folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
}

function debianFolders(): string[] {
  try {
    return readdirSync(debianFolder).map((version) => path.join(debianFolder, version, "bin"));
  } catch {
    return [];
  }
}

function hasPrograms(folder: string): boolean {
  try {
    for (const name of ["initdb", "postgres"]) accessSync(path.join(folder, name), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The user that Debian's package makes, or the one that owns nothing. */
function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ["postgres", "nobody"]) {
    try {
      const number = (flag: string): number =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: number("-u"), gid: number("-g") };
    } catch {
      // There is no user of that name.
    }
  }
  throw new Error("PostgreSQL needs a user other than root, and there is neither postgres nor nobody");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
