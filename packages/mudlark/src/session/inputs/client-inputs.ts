import { z } from "zod";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Command } from "../../link/messages.ts";
import type { Game } from "../../model/game.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Account } from "../accounts/account.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import { ClientNews } from "../client-data/client-news.ts";
import { GmcpNews, type GmcpNewsParts } from "../client-data/gmcp-news.ts";
import { ClientOffers } from "../client-data/client-offers.ts";
import { discordInputs } from "../client-data/discord.ts";
import { ItemNews } from "../client-data/item-news.ts";
import { RoomPlayers } from "../client-data/room-players.ts";
import { ClientVariables } from "../client-data/client-variables.ts";
import type { GameClient } from "../client-data/game-client.ts";
import { tellWrongDirections } from "../client-data/wrong-directions.ts";
import { VariableReports } from "../client-data/variable-reports.ts";
import { Aborted } from "../../model/turn/aborted.ts";
import { loginInput } from "./login-input.ts";
import { returnInput } from "./return-input.ts";
import type { ReturnTickets } from "../return-tickets.ts";
import { Repeats } from "./repeats.ts";
import { sshKeyLogin } from "./ssh-key-login.ts";
import { typingNotices, type TypingSettings } from "./typing-notices.ts";
import { webClientOptions } from "./web-client-options.ts";
import { clientOptions } from "./client-options.ts";
import { getValue } from "./get-value.ts";
import { commandInputs } from "./command-inputs.ts";
import { editorInputs } from "./editor-inputs.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";
import { SessionMonitors } from "./session-monitors.ts";

export interface ClientInputsParts {
  readonly game: Game;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly serverName: string;
  readonly typing: TypingSettings;
  readonly tickets: ReturnTickets;
  /** What the game adds. */
  readonly own: GameClient;
  readonly channelsOf: GmcpNewsParts["channelsOf"];
  /** Who listens now to channels that an account listens to, as `Comm.Channel.Players` has them. */
  readonly listenersOf: (account: Account) => readonly JsonObject[];
}

/** Something that a client subscribed to, which is to go on after a reload or a crash. */
interface Service {
  restore(session: Session): void;
}

/** What tells clients that speak GMCP something without being asked. */
interface PackageNews {
  /** The client wants other packages than before. */
  tellAnew(session: Session): void;
}

/** Letters of an unknown name that are worth writing down. */
const mostNameLetters = 64;

/** Takes what clients send besides text. Only what is registered here can be called (`sessions.md` §15). */
export class ClientInputs {
  readonly #parts: ClientInputsParts;
  readonly #functions: ReadonlyMap<string, InputFunction>;
  readonly #services: readonly Service[];

  constructor(parts: ClientInputsParts) {
    this.#parts = parts;
    const { game, sessions, serverName, typing, own, channelsOf } = parts;
    const monitors = new SessionMonitors(game, sessions);
    const repeats = new Repeats(game, sessions, own.repeats ?? {});
    const variables = new ClientVariables(serverName, own);
    const news = new ClientNews(game, sessions, own.watches);
    const reports = new VariableReports(game, variables, news);
    const gmcp = new GmcpNews({ game, sessions, news, own, channelsOf });
    game.addWatcher(new RoomPlayers(game, sessions));
    tellWrongDirections(game, sessions);
    const items = new ItemNews({ game, sessions, news, own: own.item });
    const offers = new ClientOffers(game, sessions, own);
    this.#services = [monitors, repeats, reports, gmcp, offers];
    const supports = supportsInput([offers, items, gmcp]);
    this.#functions = new Map(
      Object.entries({
        ...clientOptions,
        ...monitors.inputs,
        ...repeats.inputs,
        ...reports.inputs,
        ...items.inputs,
        ...typingNotices(game, sessions, typing),
        ...commandInputs(game),
        ...editorInputs(),
        login: loginInput(game),
        return: returnInput(game, parts.tickets),
        ssh_key_login: sshKeyLogin(game),
        webclient_options: webClientOptions(sessions),
        get_value: getValue(serverName),
        get_inputfuncs: this.#list(),
        echo,
        comm_channel_players: this.#listeners(),
        ...discordInputs(own.discord),
        // Greetings and habits of common clients, which want no answer.
        hello: ignored,
        supports_set: supports,
        supports_add: supports,
        supports_remove: ignored,
        char_skills_get: ignored,
        client_gui: ignored,
        ...inLowerCase(own.inputs ?? {}),
        // Passwords are nobody else's business.
        ...game.charLogin.inputs,
      }),
    );
  }

  /** A session is back after a reload or a crash: what its client subscribed to goes on. Runs in a turn. */
  restore(session: Session): void {
    for (const service of this.#services) service.restore(session);
  }

  /** Runs the function of that name. Must run in a turn; what fails changes nothing. */
  call(session: Session, command: Command): void | Promise<void> {
    const name = command.name.trim().toLowerCase();
    const found = this.#functions.get(name);
    if (found === undefined) {
      // Packages of other games, which clients send to everybody.
      return name.startsWith("ire_") ? undefined : this.#unknown(session, name.slice(0, mostNameLetters));
    }
    if (found.needsLogin && !session.isLoggedIn) return refuse(session, name, "You are not logged in.");
    // Whoever sends it is who acts, as with a typed line.
    this.#parts.game.turns.requireTurn().actor = session.puppet ?? session.account;
    const result = this.#parts.game.attempt(() => found.call(session, command));
    if (!result.ok) return this.#failed(session, name, result.error);
    const { value } = result;
    if (!(value instanceof Promise)) return value === null ? undefined : refuse(session, name, value);
    return value.then(
      (problem) => (problem === null || session.isClosed ? undefined : refuse(session, name, problem)),
      (error: unknown) => {
        // Whoever hangs up ends what it waits for.
        if (!(error instanceof Aborted)) this.#failed(session, name, error);
      },
    );
  }

  #failed(session: Session, name: string, error: unknown): void {
    this.#parts.logger.error("an input function failed", { name, session: session.id, error });
    // After a foreign `await` it is outside of its turn.
    if (this.#parts.game.turns.inTurn) refuse(session, name, "Something went wrong with that.");
    debug(session, `${name}: ${messageOf(error)}`);
  }

  #unknown(session: Session, name: string): void {
    this.#parts.logger.info("a client sent something unknown", { name, session: session.id });
    debug(session, `There is no input function "${name}".`);
  }

  #listeners(): InputFunction {
    return inputFunction({
      help: "Answers with everybody who listens now to one of your channels.",
      needsLogin: true,
      takes: z.looseObject({}),
      run: (session) => {
        const listeners = session.account === null ? [] : this.#parts.listenersOf(session.account);
        session.send("Comm.Channel.Players", [listeners], {}, "answer");
      },
    });
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

function inLowerCase(functions: Readonly<Record<string, InputFunction>>): Record<string, InputFunction> {
  return Object.fromEntries(Object.entries(functions).map(([name, one]) => [name.toLowerCase(), one]));
}

function supportsInput(all: readonly PackageNews[]): InputFunction {
  return inputFunction({
    help: "Says which packages of GMCP the client wants; it is told them anew.",
    takes: z.looseObject({}),
    run(session) {
      for (const news of all) news.tellAnew(session);
    },
  });
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
