import { foldText } from "../../base/fold-text.ts";
import type { JsonObject } from "../../base/json.ts";
import type { KeptFrame } from "../../link/session-state.ts";
import type { Game } from "../../model/game.ts";
import { Aborted } from "../../model/turn/aborted.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import type { FrameAnswer, FrameEnd, InputFrame } from "../frames/input-frame.ts";
import type { InputSource } from "../input-source.ts";
import type { Menu, MenuOption, MenuPage, NextNode } from "./menu.ts";
import { MenuContext, MenuStay } from "./menu-context.ts";
import { plainFormat, spokenOptions, type MenuFormat, type ShownOption } from "./menu-format.ts";
import { menuWords as words } from "./menu-words.ts";

/** In letters of JSON; it crosses the link with each answer. */
const mostData = 16_384;

const takesTheRest = "_default";

export interface MenuHost {
  readonly game: Game;
  readonly session: InputSource;
  /** Runs a line for the player. */
  run(line: string): void;
}

/** Where a menu is. */
export interface MenuPlace {
  readonly node: string;
  readonly data: JsonObject;
  readonly page: number;
}

/** A menu that is open on a session. */
export class MenuFrame implements InputFrame {
  readonly kind = "menu";
  readonly prompt = null;
  readonly secret = false;
  readonly cancelWord = "@abort";
  readonly takes = "lines";
  readonly timeout = null;
  readonly leavesCommands: boolean;
  readonly survivesUnpuppet: boolean;
  readonly #menu: Menu;
  readonly #host: MenuHost;
  readonly #context: MenuContext;
  readonly #format: MenuFormat;
  #place: MenuPlace;
  /** What is shown; null until the first node was run. */
  #shown: MenuPage | null = null;
  #isOpen = true;
  #isBusy = false;

  constructor(menu: Menu, host: MenuHost, place: MenuPlace) {
    const { game, session } = host;
    this.#menu = menu;
    this.#host = host;
    this.#place = { ...place, data: copyOf(place.data) };
    this.#format = { ...plainFormat, ...menu.format };
    this.survivesUnpuppet = session.puppet === null;
    this.leavesCommands = menu.passthrough === true;
    const read = (): MenuPlace => this.#place;
    const turnTo = (page: number): void => void (this.#place = { ...this.#place, page });
    const sight = {
      get data(): JsonObject {
        return read().data;
      },
      get page(): number {
        return read().page;
      },
      set page(page: number) {
        turnTo(page);
      },
      wait: <Value>(promise: PromiseLike<Value>): Promise<Value> => this.#wait(promise),
    };
    this.#context = new MenuContext(sight, game, session);
  }

  /** Shows the node where the menu is; nothing happens when that was done. */
  async begin(input: string): Promise<void> {
    if (this.#shown !== null || !this.#isOpen || this.#isBusy) return;
    await this.#work(() => this.#enter(this.#place.node, input));
  }

  kept(): KeptFrame | null {
    const { id } = this.#menu;
    return id === undefined ? null : { kind: this.kind, id, state: { ...this.#place } };
  }

  uncovered(): void {
    if (this.#shown !== null) this.#show(this.#shown);
  }

  onLine(line: string): FrameAnswer | Promise<void> {
    if (this.#isBusy) return this.#say(words.busy());
    const shown = this.#shown;
    if (shown === null) return this.begin("").then(() => void this.onLine(line));
    const typed = foldText(stripMarkup(line).trim());
    const option = optionOf(shown, typed);
    if (option !== undefined) return this.#work(() => this.#follow(option, line));
    const said = this.#autoAnswer(shown, typed);
    if (said !== null) return said;
    const rest = shown.options?.find(
      (each) => keysOf(each).includes(takesTheRest) && (each.match?.(line.trim()) ?? true),
    );
    if (rest !== undefined) return this.#work(() => this.#follow(rest, line));
    if (typed === "") return this.#show(shown);
    return this.leavesCommands ? "pass" : this.#say(words.hint(this.#ways()));
  }

  onEnd(reason: FrameEnd): void {
    this.#close();
    if (reason === "disconnect") return;
    this.#say(words.closed());
    if (reason === "cancelled") this.#exit();
  }

  /** Words that menus answer by themselves (`commands.md` §13.3); null when it is none of them. */
  #autoAnswer(shown: MenuPage, typed: string): FrameAnswer | null {
    const { autoLook = true, autoHelp = true, autoQuit = true, debug = false } = this.#menu;
    if (autoLook && words.look.includes(typed)) return this.#show(shown);
    const tooltip = Object.entries(shown.tooltips ?? {}).find(([word]) => foldText(word) === typed);
    if (tooltip !== undefined) return this.#say(tooltip[1]);
    if (autoHelp && words.help.includes(typed)) {
      return this.#say(shown.help === undefined ? words.noHelp() : this.#format.help(shown.help));
    }
    if (autoQuit && words.quit.includes(typed)) return this.#leave();
    const [first, wanted = ""] = typed.split(/\s+/u, 2);
    return debug && first === words.debug ? this.#say(this.#describe(wanted)) : null;
  }

  async #follow({ goto }: MenuOption, input: string): Promise<void> {
    try {
      const next = typeof goto === "function" ? await goto(this.#context, input) : goto;
      await this.#go(next, input);
    } catch (error) {
      if (!(error instanceof MenuStay)) throw error;
      this.#say(error.message);
    }
  }

  async #go(next: NextNode<string, JsonObject>, input: string): Promise<void> {
    this.#checkOpen();
    const { node } = this.#place;
    if (next === undefined) return await this.#enter(node, input);
    if (typeof next === "string") return await this.#enter(next, input);
    const data = { ...this.#place.data, ...(next.set as JsonObject) };
    this.#place = { ...this.#place, data };
    return await this.#enter(next.node, next.input ?? input);
  }

  /** Runs a node and shows its page; the menu ends where nothing is offered. */
  async #enter(name: string, input: string): Promise<void> {
    const node = this.#menu.node(name);
    if (node === null) throw new TypeError(`the menu has no node "${name}"`);
    if (name !== this.#place.node) this.#place = { ...this.#place, node: name, page: 0 };
    const page = await node(this.#context, input);
    this.#checkOpen();
    this.#place = { ...this.#place, data: copyOf(this.#place.data) };
    this.#shown = page;
    this.#show(page);
    if ((page.options ?? []).length === 0) this.#leave();
    else this.#host.session.frames.keep();
  }

  /** What throws leaves the menu as it was. */
  async #work(work: () => Promise<void>): Promise<void> {
    this.#isBusy = true;
    this.#rememberPlace();
    try {
      await work();
    } finally {
      this.#isBusy = false;
    }
  }

  async #wait<Value>(promise: PromiseLike<Value>): Promise<Value> {
    const fiber = this.#host.game.turns.currentFiber;
    if (fiber === null) throw new TypeError("a menu waits outside of any turn");
    try {
      return await fiber.wait(promise);
    } finally {
      this.#checkOpen();
      this.#rememberPlace();
    }
  }

  /** Each turn of an answer can be undone by itself. */
  #rememberPlace(): void {
    const [place, shown] = [this.#place, this.#shown];
    this.#host.game.turns.journal.record(() => {
      this.#place = place;
      this.#shown = shown;
    });
    this.#place = { ...place, data: copyOf(place.data) };
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new Aborted("menuLeft");
  }

  #show(page: MenuPage): FrameAnswer {
    const { session } = this.#host;
    const options = shownOptions(page);
    const text = this.#format.text(page.text);
    const lay = (drawn: string): string => this.#format.page(text, drawn);
    const seen = lay(options.length === 0 ? "" : this.#format.options(options, session.size.width));
    if (seen !== "") session.msg({ text: seen, options: { alt: lay(spokenOptions(options)) } });
    return "handled";
  }

  #leave(): FrameAnswer {
    this.#close();
    this.#host.session.frames.remove(this);
    const goodbye = this.#format.goodbye();
    if (goodbye !== "") this.#say(goodbye);
    this.#exit();
    return "handled";
  }

  #close(): void {
    this.#host.game.turns.journal.record(() => void (this.#isOpen = true));
    this.#isOpen = false;
  }

  #exit(): void {
    const onExit = this.#menu.onExit();
    if (onExit === null) return;
    if (typeof onExit === "function") onExit(this.#context);
    else if (onExit !== undefined) this.#host.run(onExit);
    else if (this.#host.session.frames.top === null) this.#host.run("look");
  }

  #ways(): readonly string[] {
    const { autoLook = true, autoHelp = true, autoQuit = true } = this.#menu;
    return [...(autoLook ? ["look"] : []), ...(autoHelp ? ["help"] : []), ...(autoQuit ? ["quit"] : [])];
  }

  #describe(wanted: string): string {
    const { node, data } = this.#place;
    const options = (this.#shown?.options ?? []).flatMap((option, at) => keysAt(option, at).slice(0, 1));
    const found = Object.entries(data).find(([name]) => foldText(name) === wanted);
    const part = wanted === "" || wanted === "full" || found === undefined ? data : found[1];
    return words.state(node, options, JSON.stringify(part, null, wanted === "full" ? 2 : 0));
  }

  #say(text: string): FrameAnswer {
    this.#host.session.msg(text);
    return "handled";
  }
}

function keysOf({ key = [] }: MenuOption): readonly string[] {
  return typeof key === "string" ? [key] : key;
}

/** An option without a key has its number. */
function keysAt(option: MenuOption, at: number): readonly string[] {
  const keys = keysOf(option);
  return keys.length === 0 ? [String(at + 1)] : keys;
}

function optionOf({ options = [] }: MenuPage, typed: string): MenuOption | undefined {
  return options.find((option, at) =>
    keysAt(option, at).some((key) => key !== takesTheRest && foldText(stripMarkup(key).trim()) === typed),
  );
}

function shownOptions({ options = [] }: MenuPage): readonly ShownOption[] {
  return options.flatMap((option, at) => {
    // The empty line needs no name.
    const key = keysAt(option, at).find((each) => each.trim() !== "") ?? takesTheRest;
    return key === takesTheRest ? [] : [{ key, desc: option.desc ?? "" }];
  });
}

/** @throws RangeError when it is no plain JSON, or too much of it */
function copyOf(data: JsonObject): JsonObject {
  const text = JSON.stringify(data);
  if (text.length > mostData)
    throw new RangeError(`a menu may know ${mostData} letters of JSON, and this is more`);
  return JSON.parse(text) as JsonObject;
}
