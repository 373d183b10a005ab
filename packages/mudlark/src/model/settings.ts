import { MudlarkError } from "../base/errors.ts";
import { isJson, type JsonValue } from "../base/json.ts";
import type { BatchDraft, Persistent } from "./commit/batch-draft.ts";
import type { TurnRunner } from "./turn/turn-runner.ts";

/** One small global value. */
export class Setting implements Persistent {
  readonly key: string;
  /** JSON text; null is not there. */
  text: string | null;
  readonly #forget: (gone: Setting) => void;

  constructor(key: string, text: string | null, forget: (gone: Setting) => void) {
    this.key = key;
    this.text = text;
    this.#forget = forget;
  }

  addTo(draft: BatchDraft): void {
    draft.settings.push({ key: this.key, value: this.text });
    if (this.text === null) this.#forget(this);
  }
}

/** Small global values that are stored with the world (ServerConfig, `world.md` §18). Changes belong into turns. */
export class Settings {
  readonly #turns: TurnRunner;
  readonly #settings = new Map<string, Setting>();

  constructor(turns: TurnRunner) {
    this.#turns = turns;
  }

  /** For the kernel: what the store has. */
  load(stored: ReadonlyMap<string, string>): void {
    this.#settings.clear();
    for (const [key, text] of stored) this.#settings.set(key, new Setting(key, text, this.#forget));
  }

  get(key: string): JsonValue | undefined {
    const text = this.#settings.get(key)?.text ?? null;
    return text === null ? undefined : (JSON.parse(text) as JsonValue);
  }

  has(key: string): boolean {
    return (this.#settings.get(key)?.text ?? null) !== null;
  }

  /** @throws MudlarkError TURN_CLOSED, WORLD_FROZEN, ATTRIBUTE_VALUE for what is no JSON, such as an entity */
  set(key: string, value: JsonValue): void {
    if (!isJson(value)) throw new MudlarkError("ATTRIBUTE_VALUE", `the setting "${key}" can only hold JSON`);
    this.#change(key, JSON.stringify(value));
  }

  delete(key: string): void {
    if (this.has(key)) this.#change(key, null);
  }

  keys(): string[] {
    return [...this.#settings.values()].filter(({ text }) => text !== null).map(({ key }) => key);
  }

  /** For a check: each value as it should be stored. */
  *stored(): Generator<readonly [key: string, text: string]> {
    for (const { key, text } of this.#settings.values()) if (text !== null) yield [key, text];
  }

  #change(key: string, text: string | null): void {
    const turn = this.#turns.requireTurn();
    let setting = this.#settings.get(key);
    if (setting === undefined) {
      this.#settings.set(key, (setting = new Setting(key, null, this.#forget)));
      this.#turns.journal.record(() => this.#settings.delete(key));
    }
    const changed = setting;
    const before = changed.text;
    if (before === text) return;
    changed.text = text;
    this.#turns.journal.record(() => (changed.text = before));
    turn.markChanged(changed);
  }

  /** Its removal is on its way to the store: keys that come and go must not pile up. */
  readonly #forget = ({ key }: Setting): void => {
    this.#settings.delete(key);
  };
}
