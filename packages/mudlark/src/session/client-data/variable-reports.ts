import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { JsonValue } from "../../base/json.ts";
import type { Game } from "../../model/game.ts";
import { inputFunction, type InputFunction } from "../inputs/input-function.ts";
import type { Session } from "../session.ts";
import type { ClientNews } from "./client-news.ts";
import type { ClientVariables } from "./client-variables.ts";

const service = "report";
/** Variables that one client may have reported to it. */
const mostReported = 64;

const someNames = z.array(z.string().max(64)).max(mostReported);
const names = z.object({ names: someNames });

/** What the client was told last. */
type Told = Map<string, JsonValue>;

/**
 * The variables that a client asks for, and those that it wants to be told at each change (`protocols.md` §7). What it
 * wants is kept with its session; what it was told last is not, so that it hears of everything anew after a reload.
 */
export class VariableReports {
  readonly #game: Game;
  readonly #variables: ClientVariables;
  readonly #news: ClientNews;
  readonly #told = new WeakMap<Session, Told>();

  constructor(game: Game, variables: ClientVariables, news: ClientNews) {
    this.#game = game;
    this.#variables = variables;
    this.#news = news;
    news.listen((session) => this.#tellChanges(session));
  }

  readonly inputs: Readonly<Record<string, InputFunction>> = {
    msdp_list: inputFunction({
      help: "Answers with lists by their names: REPORTABLE_VARIABLES and its like.",
      takes: names,
      rest: "names",
      run: (session, { names: asked }) => {
        for (const name of asked) {
          const list = this.#list(session, name.toUpperCase());
          if (list !== null) session.send(name.toUpperCase(), list.length === 0 ? [[]] : [list]);
        }
      },
    }),
    msdp_send: inputFunction({
      help: "Answers with the values of variables.",
      takes: names,
      rest: "names",
      run: (session, { names: asked }) => {
        const values = asked.flatMap((name) => {
          const known = this.#variables.nameOf(name);
          const value = known === null ? undefined : this.#read(session, known);
          return known === null || value === undefined ? [] : [[known, value] as const];
        });
        if (values.length > 0) session.send("msdp", [], Object.fromEntries(values));
      },
    }),
    msdp_report: inputFunction({
      help: "Tells the values of variables, now and whenever they change.",
      takes: names,
      rest: "names",
      run: (session, { names: asked }) => {
        const reportable = new Set(this.#variables.reportable);
        const known = asked.map((name) => name.toUpperCase()).filter((name) => reportable.has(name));
        const told = this.#told.get(session);
        for (const name of known) told?.delete(name);
        this.#want(session, [...new Set([...this.#wanted(session), ...known])].slice(0, mostReported));
      },
    }),
    msdp_unreport: inputFunction({
      help: "Ends what msdp_report began, for some variables.",
      takes: names,
      rest: "names",
      run: (session, { names: asked }) => {
        const gone = new Set(asked.map((name) => name.toUpperCase()));
        this.#want(
          session,
          this.#wanted(session).filter((name) => !gone.has(name)),
        );
      },
    }),
    msdp_reset: inputFunction({
      help: "Ends what msdp_report began, for all variables of a list.",
      takes: names,
      rest: "names",
      run: (session, { names: lists }) => {
        const gone = new Set(lists.flatMap((list) => this.#list(session, list.toUpperCase()) ?? []));
        this.#want(
          session,
          this.#wanted(session).filter((name) => !gone.has(name)),
        );
      },
    }),
  };

  /** A session is back after a reload or a crash. */
  restore(session: Session): void {
    if (this.#wanted(session).length > 0) this.#news.watch(session.id);
  }

  #wanted(session: Session): readonly string[] {
    return session.subscriptions(service).filter((name) => typeof name === "string");
  }

  #want(session: Session, wanted: readonly string[]): void {
    session.setSubscriptions(service, wanted);
    this.#news.watch(session.id);
  }

  #list(session: Session, list: string): readonly string[] | null {
    switch (list) {
      case "REPORTABLE_VARIABLES":
        return this.#variables.reportable;
      case "SENDABLE_VARIABLES":
        return this.#variables.names;
      case "REPORTED_VARIABLES":
        return this.#wanted(session);
      default:
        return null;
    }
  }

  #read(session: Session, name: string): JsonValue | undefined {
    return this.#game.turns.pure(() => this.#variables.read(name, this.#game, session));
  }

  #tellChanges(session: Session): void {
    const wanted = this.#wanted(session);
    const before = this.#told.get(session);
    const told: Told = new Map();
    for (const name of wanted) {
      const value = this.#read(session, name);
      if (value === undefined) continue;
      told.set(name, value);
      if (!isDeepStrictEqual(before?.get(name), value)) session.send(name, [value], {}, "latest");
    }
    this.#game.turns.requireTurn().onCommit(() => this.#told.set(session, told));
  }
}
