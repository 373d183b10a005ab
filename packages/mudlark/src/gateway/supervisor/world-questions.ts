import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { FromWorld } from "../../link/link.ts";
import type { GatewayMessage } from "../../link/messages.ts";

interface Open {
  readonly resolve: (result: JsonValue) => void;
  readonly reject: (error: Error) => void;
}

/** Questions of the command line that a world has not answered yet. */
export class WorldQuestions {
  readonly #open = new Map<number, Open>();
  #last = 0;

  ask(
    verb: string,
    args: JsonObject,
    send: (message: GatewayMessage & { type: "control" }) => void,
  ): Promise<JsonValue> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      send({ type: "control", id, verb, args });
    });
  }

  answered({ id, error, result }: Extract<FromWorld, { readonly type: "controlReply" }>): void {
    const open = this.#open.get(id);
    this.#open.delete(id);
    if (error === null) open?.resolve(result);
    else open?.reject(new Error(error));
  }

  failAll(why: string): void {
    for (const { reject } of this.#open.values()) reject(new Error(why));
    this.#open.clear();
  }
}
