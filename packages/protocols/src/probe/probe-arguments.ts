import { parseArgs } from "node:util";

/** What somebody wants of the probe. */
export type ProbeRequest =
  | { readonly type: "words"; readonly words: string }
  | { readonly type: "wrong"; readonly words: string }
  | (Wishes & {
      readonly type: "server";
      readonly host: string;
      readonly port: number;
      readonly tls: boolean;
    })
  | (Wishes & { readonly type: "client"; readonly host: string; readonly port: number });

interface Wishes {
  readonly json: boolean;
  /** How long it may take, in milliseconds. */
  readonly longestMs: number;
}

const usualPort = 4000;
const longestSeconds = 600;

export const help = `Usage: telnet-probe HOST [PORT]        what does that server negotiate?
       telnet-probe --listen [PORT]    what does the next client negotiate?

Says every word of telnet that passes, in the order in which it is said, and what it comes to. The port is ${usualPort}
unless you name another; 0 with --listen lets the system choose.

  --listen           be a server, for one client
  --host ADDRESS     where to listen (default: 127.0.0.1, which only this machine can reach)
  --tls              speak TLS to the server, whatever certificate it has
  --timeout SECONDS  how long it may take at most (default: 10; with --listen 60, for the client to come)
  --json             print one JSON object
  --version          print the version
  --help             print this

Colours are used on a terminal only, and not when NO_COLOR is set.
Ends with 0 when there is a report, 1 when nobody could be reached or nobody came, 2 when it was called wrongly.
`;

/** Understands a command line. @param version of the program */
export function probeArguments(words: readonly string[], version: string): ProbeRequest {
  try {
    return understand(words, version);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function understand(words: readonly string[], version: string): ProbeRequest {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      listen: { type: "boolean", default: false },
      host: { type: "string" },
      tls: { type: "boolean", default: false },
      timeout: { type: "string" },
      json: { type: "boolean", default: false },
      version: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { listen, json, tls } = values;
  if (values.help) return { type: "words", words: help };
  if (values.version) return { type: "words", words: `${version}\n` };
  const seconds = Number(values.timeout ?? (listen ? 60 : 10));
  if (!(seconds > 0 && seconds <= longestSeconds))
    return wrong(`--timeout takes seconds, up to ${longestSeconds}`);
  const [first, second] = listen ? [undefined, ...positionals] : positionals;
  if (positionals.length > (listen ? 1 : 2)) return wrong("there are too many words");
  const port = Number(second ?? usualPort);
  if (!Number.isInteger(port) || port < (listen ? 0 : 1) || port > 65_535)
    return wrong(`"${second}" is not the number of a port`);
  const wishes = { json, longestMs: seconds * 1000 };
  if (listen && tls) return wrong("--listen and --tls do not go together");
  if (listen) return { type: "client", host: values.host ?? "127.0.0.1", port, ...wishes };
  if (values.host !== undefined) return wrong("--host goes with --listen: write the server's name as it is");
  if (first === undefined) return wrong("name a server, or use --listen");
  return { type: "server", host: first, port, tls, ...wishes };
}

function wrong(problem: string): ProbeRequest {
  return { type: "wrong", words: `telnet-probe: ${problem}.\nTry telnet-probe --help.\n` };
}
