import { createServer } from "node:net";
import { bad, good, type Finding } from "./finding.ts";

/** An address that the game wants to listen on, and the setting that says so. */
export interface WantedPort {
  readonly host: string;
  readonly port: number;
  readonly setting: string;
}

/** Tries every address, one after the other, as a start would. */
export async function examinePorts(wanted: readonly WantedPort[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const each of wanted) findings.push(await examinePort(each));
  return findings;
}

async function examinePort({ host, port, setting }: WantedPort): Promise<Finding> {
  const about = `Port ${port} on ${host}`;
  const code = await listenFailure(host, port);
  switch (code) {
    case null:
      return good(about, "free");
    case "EADDRINUSE":
      return bad(about, "taken", `End what has it (ss -ltnp shows it), or choose another with ${setting}.`);
    case "EACCES":
      return bad(
        about,
        "not allowed",
        `Ports below 1024 need a right of their own. Choose another with ${setting}.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAFNOSUPPORT":
      return bad(about, "this machine has no such address", `Choose another host, beside ${setting}.`);
    default:
      return bad(about, `cannot be listened on (${code})`, `Choose another with ${setting}.`);
  }
}

/** The code of the error; null when it worked. The port is given back at once. */
function listenFailure(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port }, () => server.close(() => resolve(null)));
  });
}
