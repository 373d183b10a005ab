import { messageOf } from "../../base/errors.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Logger } from "../../base/logger.ts";
import { listenSocket } from "../../link/socket-transport.ts";
import type { Transport } from "../../link/transport.ts";
import { LineReader } from "./line-reader.ts";
import type { ControlReply, ControlRequest, ServerStatus } from "./protocol.ts";

/** What the command line may ask of a running server. Failures are errors whose message is for a person. */
export interface ControlHost {
  status(): ServerStatus;
  renew(mode: "reload" | "reset", reason: string, progress: (text: string) => void): Promise<void>;
  /** Ends when everything is saved and every connection is closed. */
  stop(text: string, progress: (text: string) => void): Promise<void>;
  /** Any other verb goes to the world. */
  ask(verb: string, args: JsonObject): Promise<JsonValue>;
}

export interface ControlServer {
  /** Stops listening; requests that are under way are answered first. */
  close(): Promise<void>;
}

/** The longest request; an `eval` of a whole file fits. */
const mostRequestBytes = 1024 * 1024;

/**
 * Answers the command line on a socket that only this user may open (`web-and-operations.md` §6.4).
 *
 * @throws MudlarkError LINK_BUSY when the game is running already
 */
export async function listenControl(
  socketPath: string,
  host: ControlHost,
  logger: Logger,
): Promise<ControlServer> {
  const underWay = new Set<Promise<void>>();
  const silent = new Set<Transport>();
  const serve = (transport: Transport): void => {
    silent.add(transport);
    transport.onClose(() => silent.delete(transport));
    const reader = new LineReader(mostRequestBytes);
    transport.onData((chunk) => {
      if (!silent.has(transport)) return;
      const line = reader.push(chunk);
      if (line === null) return;
      silent.delete(transport);
      const answered = answer(line, transport, host, logger).finally(() => underWay.delete(answered));
      underWay.add(answered);
    });
  };
  const listener = await listenSocket(socketPath, serve);
  return {
    async close() {
      await listener.close();
      for (const transport of silent) transport.close();
      await Promise.all(underWay);
    },
  };
}

/** Never throws: whatever goes wrong is the answer. */
async function answer(line: string, transport: Transport, host: ControlHost, logger: Logger): Promise<void> {
  const reply = (message: ControlReply): void => transport.write(Buffer.from(`${JSON.stringify(message)}\n`));
  const request = parseRequest(line);
  if (request === null) {
    reply({ type: "failed", error: "this is not a request that a server of this version understands" });
  } else {
    try {
      const progress = (text: string): void => reply({ type: "progress", text });
      reply({ type: "done", result: await perform(request, host, progress) });
    } catch (error) {
      logger.warn("a request of the command line failed", { verb: request.verb, error });
      reply({ type: "failed", error: messageOf(error) });
    }
  }
  transport.close();
}

async function perform(
  { verb, args }: ControlRequest,
  host: ControlHost,
  progress: (text: string) => void,
): Promise<JsonValue> {
  switch (verb) {
    case "status":
      return { ...host.status() };
    case "reload":
    case "reset":
      await host.renew(verb, textOf(args["reason"]), progress);
      return null;
    case "stop":
      await host.stop(textOf(args["text"]), progress);
      return null;
    default:
      return host.ask(verb, args);
  }
}

function parseRequest(line: string): ControlRequest | null {
  try {
    const value = JSON.parse(line) as JsonValue;
    if (!isObject(value)) return null;
    const { verb, args } = value;
    return typeof verb === "string" && isObject(args) ? { verb, args } : null;
  } catch {
    return null;
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
