import { z } from "zod";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Command } from "../../link/messages.ts";
import type { Game } from "../../model/game.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import { clientOptions } from "./client-options.ts";
import { getValue } from "./get-value.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";
import { SessionMonitors } from "./session-monitors.ts";

export interface ClientInputsParts {
  readonly game: Game;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly serverName: string;
}

/** Letters of an unknown name that are worth writing down. */
const mostNameLetters = 64;

/** Takes what clients send besides text. Only what is registered here can be called (`sessions.md` §15). */
export class ClientInputs {
  readonly #parts: ClientInputsParts;
  readonly #functions: ReadonlyMap<string, InputFunction>;

  constructor(parts: ClientInputsParts) {
    this.#parts = parts;
    const { inputs } = new SessionMonitors(parts.game, parts.sessions);
    this.#functions = new Map(
      Object.entries({
        ...clientOptions,
        ...inputs,
        get_value: getValue(parts.serverName),
        get_inputfuncs: this.#list(),
        echo,
        // Greetings and habits of common clients, which want no answer.
        hello: ignored,
        supports_set: ignored,
        external_discord_hello: ignored,
        client_gui: ignored,
      }),
    );
  }

  /** Runs the function of that name. Must run in a turn; what fails changes nothing. */
  call(session: Session, command: Command): void {
    const name = command.name.trim().toLowerCase();
    const found = this.#functions.get(name);
    if (found === undefined) return this.#unknown(session, name.slice(0, mostNameLetters));
    if (found.needsLogin && !session.isLoggedIn) return refuse(session, name, "You are not logged in.");
    const result = this.#parts.game.attempt(() => found.call(session, command));
    if (result.ok) return result.value === null ? undefined : refuse(session, name, result.value);
    this.#parts.logger.error("an input function failed", { name, session: session.id, error: result.error });
    return debug(session, `${name}: ${messageOf(result.error)}`);
  }

  #unknown(session: Session, name: string): void {
    this.#parts.logger.info("a client sent something unknown", { name, session: session.id });
    debug(session, `There is no input function "${name}".`);
  }

  #list(): InputFunction {
    return inputFunction({
      help: "Answers with everything that a client may send, and what it does.",
      takes: z.looseObject({}),
      run: (session) => {
        const helps = Array.from(this.#functions, ([name, { help }]) => [name, help] as const);
        session.send("get_inputfuncs", [], Object.fromEntries(helps));
      },
    });
  }
}

const ignored = inputFunction({
  help: "Is accepted, and changes nothing.",
  takes: z.looseObject({}),
  run: () => {},
});

const echo = inputFunction({
  help: "Answers with its arguments as text.",
  takes: z.looseObject({}),
  run: (session, _given, { args }) =>
    session.msg({ text: escapeMarkup(args.map(textOf).join(" ")), options: { type: "echo" } }),
});

function textOf(value: Command["args"][number]): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function refuse(session: Session, name: string, message: string): void {
  session.send("error", [], { name, message });
}

/** For authors of clients, who asked for it. */
function debug(session: Session, text: string): void {
  if (session.flags.INPUTDEBUG === true) session.msg(escapeMarkup(text));
}
