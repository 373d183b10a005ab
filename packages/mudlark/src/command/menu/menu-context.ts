import type { JsonObject } from "../../base/json.ts";
import type { ClientSize } from "../run/client-size.ts";
import { DialogContext } from "../dialogs/dialog-context.ts";

/** Thrown by `menu.stay`: no error, but an answer for the player. */
export class MenuStay extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MenuStay";
  }
}

/** What a menu lets its nodes see of itself. */
export interface MenuSight<Data> {
  readonly data: Data;
  page: number;
  wait<Value>(promise: PromiseLike<Value>): Promise<Value>;
}

/** A menu that is open: for whom, and what it knows so far. */
export class MenuContext<Data extends JsonObject = JsonObject> extends DialogContext {
  readonly #sight: MenuSight<Data>;

  constructor(sight: MenuSight<Data>, ...whom: ConstructorParameters<typeof DialogContext>) {
    super(...whom);
    this.#sight = sight;
  }

  /** What the menu knows. Nodes and options change it as they like; what they changed before they threw is undone. */
  get data(): Data {
    return this.#sight.data;
  }

  /** The page of a list, counted from 0; 0 again whenever another node is entered. */
  get page(): number {
    return this.#sight.page;
  }

  set page(page: number) {
    this.#sight.page = page;
  }

  /** Columns and rows of the client. */
  get size(): ClientSize {
    return this.session.size;
  }

  /** Tells the player why the answer does not do, and stays at the node. */
  stay(message: string): never {
    throw new MenuStay(message);
  }

  /**
   * Waits for something outside the world. Meanwhile the menu takes no answers.
   *
   * @throws Aborted when the menu was left
   */
  wait<Value>(promise: PromiseLike<Value>): Promise<Value> {
    return this.#sight.wait(promise);
  }
}
