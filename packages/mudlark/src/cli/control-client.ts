import { connect } from "node:net";
import { createInterface } from "node:readline";
import type { JsonObject, JsonValue } from "../base/json.ts";
import type { ControlReply, ControlRequest } from "../gateway/control/protocol.ts";

/** The server said no, in words for a person. */
export class ControlFailure extends Error {}

/** Nobody listens on the control socket. */
export class NotRunning extends Error {}

/**
 * Asks a running server for something and waits for the end of it.
 *
 * @param onProgress hears what happens on the way
 * @throws NotRunning, ControlFailure
 */
export async function askServer(
  socketPath: string,
  verb: string,
  args: JsonObject = {},
  onProgress: (text: string) => void = () => {},
): Promise<JsonValue> {
  const socket = connect(socketPath);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", () => reject(new NotRunning("The game is not running.")));
  });
  const request: ControlRequest = { verb, args };
  socket.write(`${JSON.stringify(request)}\n`);
  try {
    for await (const line of createInterface({ input: socket })) {
      const reply = JSON.parse(line) as ControlReply;
      if (reply.type === "done") return reply.result;
      if (reply.type === "failed") throw new ControlFailure(reply.error);
      onProgress(reply.text);
    }
  } finally {
    socket.destroy();
  }
  throw new ControlFailure("The server went away before it answered.");
}
