import { MudlarkError } from "../../base/errors.ts";
import { bodyOf } from "../attributes/body.ts";
import type { AttributeHandler } from "../attributes/attribute-handler.ts";
import type { EntityRecord } from "../entity/entity-record.ts";
import { NickRule, type NickRuleOptions } from "./nick-rule.ts";

/** What a nick is for: typed lines, things that are looked for, accounts that are looked for, or a game's own use. */
export type NickCategory = "inputline" | "object" | "account" | (string & {});

/** A short form of somebody's own. */
export interface Nick {
  readonly category: NickCategory;
  readonly pattern: string;
  readonly replacement: string;
  readonly isRegex: boolean;
}

export interface NickSelection {
  /** Default `inputline`. */
  readonly category?: NickCategory;
}

/** The sort of attribute that nicks are stored as. */
const sort = "nick";

/** Each is tried at every line that is typed. */
const mostNicks = 200;
/** What all nicks together may take for one text, in steps: a few dozen milliseconds. */
const mostSteps = 1_000_000;

/**
 * Personal replacement rules of a character or an account (`world.md` §6): the first that matches a whole text
 * replaces it, and no other is tried after it.
 *
 * @example
 * character.nicks.add("gr", "say Greetings!");
 * character.nicks.add("make $1 as $2", "create $1;$2");
 * character.nicks.replace("make lamp as light"); // "create lamp;light"
 */
export class NickHandler {
  readonly #record: EntityRecord;
  readonly #attributes: AttributeHandler;
  readonly #ofAccount: () => NickHandler | null;
  readonly #rules = new Map<string, { readonly nick: Nick; readonly rule: NickRule }>();

  /**
   * @param attributes those of the sort `nick`
   * @param ofAccount the nicks of the account that plays it
   */
  constructor(record: EntityRecord, attributes: AttributeHandler, ofAccount: () => NickHandler | null) {
    this.#record = record;
    this.#attributes = attributes;
    this.#ofAccount = ofAccount;
  }

  /**
   * Adds a rule, or replaces the one of that pattern. `$1` to `$99` in a pattern catch text for the same marker in
   * the replacement; `*`, `?`, `[abc]` and `[!abc]` are as in file names.
   *
   * @throws MudlarkError NICK_INVALID, TURN_CLOSED
   */
  add(pattern: string, replacement: string, options: NickSelection & NickRuleOptions = {}): void {
    const { category = "inputline", isRegex = false } = options;
    const [key, value] = [pattern.trim(), replacement.trim()];
    const rule = new NickRule(key, value, { isRegex });
    if (!this.#attributes.has(key, category) && this.all().length >= mostNicks) {
      throw new MudlarkError("NICK_INVALID", `Nobody may have more than ${mostNicks} nicks.`);
    }
    this.#attributes.add(key, { pattern: key, replacement: value, isRegex }, { category });
    const nick = { category, pattern: key, replacement: value, isRegex };
    this.#rules.set(cacheKey(nick), { nick, rule });
  }

  /** The rule of that pattern, or null. Patterns are the same in any case of letters. */
  get(pattern: string, { category = "inputline" }: NickSelection = {}): Nick | null {
    return readNick(category, this.#attributes.get(pattern, { category }));
  }

  /** Of one category, or without one all; in the order in which they were made. */
  all({ category }: NickSelection = {}): Nick[] {
    return [...this.#stored(category)];
  }

  /** Returns whether there was one. */
  remove(pattern: string, { category = "inputline" }: NickSelection = {}): boolean {
    const isThere = this.#attributes.has(pattern, category);
    this.#attributes.remove(pattern, { category });
    this.#rules.clear();
    return isThere;
  }

  /** Removes those of a category, or without one all. */
  clear(selection: NickSelection = {}): void {
    this.#attributes.clear(selection);
    this.#rules.clear();
  }

  /**
   * The text, or what a nick makes of it. The account's nicks come after one's own and win where the pattern is the
   * same. Nobody's nicks hold up the world: when those that were tried have taken too long for this text, it stays as it
   * is.
   *
   * @param options `categories` in the order in which they count, default `inputline`; `includeAccount` default true
   */
  replace(
    text: string,
    options: { readonly categories?: readonly NickCategory[]; readonly includeAccount?: boolean } = {},
  ): string {
    const { categories = ["inputline"], includeAccount = true } = options;
    const account = includeAccount ? this.#ofAccount() : null;
    let steps = 0;
    for (const category of categories) {
      for (const nick of this.#candidates(category, account)) {
        const rule = this.#ruleOf(nick);
        steps += rule?.cost(text) ?? 0;
        if (steps > mostSteps) return text;
        const replaced = rule?.apply(text) ?? null;
        if (replaced !== null) return replaced;
      }
    }
    return text;
  }

  *#candidates(category: NickCategory, account: NickHandler | null): Iterable<Nick> {
    for (const own of this.#stored(category)) {
      yield account?.get(own.pattern, { category }) ?? own;
    }
    if (account !== null) yield* account.#stored(category);
  }

  *#stored(category?: NickCategory): Iterable<Nick> {
    this.#record.requireLive();
    for (const stored of bodyOf(this.#record).all()) {
      if (stored.sort !== sort || (category !== undefined && stored.category !== category)) continue;
      const nick = readNick(stored.category ?? "inputline", stored.value);
      if (nick !== null) yield nick;
    }
  }

  /** Compiled once; a rule that an older version let pass is passed over. */
  #ruleOf(nick: Nick): NickRule | null {
    const key = cacheKey(nick);
    const known = this.#rules.get(key);
    if (known !== undefined && isSame(known.nick, nick)) return known.rule;
    try {
      const rule = new NickRule(nick.pattern, nick.replacement, nick);
      this.#rules.set(key, { nick, rule });
      return rule;
    } catch (error) {
      this.#record.kind.core.logger.warn("A stored nick is no pattern", {
        entity: this.#record.ref,
        nick,
        error,
      });
      return null;
    }
  }
}

function readNick(category: NickCategory, value: unknown): Nick | null {
  if (typeof value !== "object" || value === null) return null;
  const { pattern, replacement, isRegex } = value as Partial<Nick>;
  if (typeof pattern !== "string" || typeof replacement !== "string") return null;
  return { category, pattern, replacement, isRegex: isRegex === true };
}

function cacheKey({ category, pattern }: Nick): string {
  return `${category}\n${pattern}`;
}

function isSame(a: Nick, b: Nick): boolean {
  return a.pattern === b.pattern && a.replacement === b.replacement && a.isRegex === b.isRegex;
}
