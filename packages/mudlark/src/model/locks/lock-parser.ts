import {
  type LockArgument,
  type LockEntry,
  type LockExpression,
  lockCall,
  lockJoin,
  lockNot,
} from "./lock-expression.ts";
import { LockScanner } from "./lock-scanner.ts";

/** The longest lock string that is looked at, in UTF-16 units. */
export const longestLock = 8192;
/** How deep brackets and `not` may nest. */
const deepestNesting = 50;

/** Is there a lock function of that name (in lower case)? */
export type KnowsFunction = (name: string) => boolean;

/**
 * Reads a whole lock string, `get:all();edit:id(5) or perm(Admin)` (`world.md` §7.1). Empty parts are skipped; when
 * an access type comes twice, both entries are given, in order.
 *
 * @throws LockSyntaxError
 */
export function parseLocks(text: string, knows: KnowsFunction = () => true): LockEntry[] {
  const parser = new LockParser(text, knows);
  return parser.entries();
}

/**
 * Reads a condition alone, `id(5) or perm(Admin)`.
 *
 * @throws LockSyntaxError
 */
export function parseLockExpression(text: string, knows: KnowsFunction = () => true): LockExpression {
  return new LockParser(text, knows).wholeExpression();
}

class LockParser {
  readonly #scanner: LockScanner;
  readonly #knows: KnowsFunction;
  #depth = 0;

  constructor(text: string, knows: KnowsFunction) {
    this.#scanner = new LockScanner(text);
    this.#knows = knows;
    if (text.length > longestLock) {
      this.#scanner.fail(`a lock may have at most ${longestLock} letters`, longestLock);
    }
    const nul = text.indexOf("\u0000");
    if (nul !== -1) this.#scanner.fail("a lock has no place for the sign NUL", nul);
  }

  entries(): LockEntry[] {
    const scanner = this.#scanner;
    const entries: LockEntry[] = [];
    do {
      scanner.skipBlanks();
      const isEmpty = scanner.atEnd || scanner.text[scanner.position] === ";";
      if (!isEmpty) entries.push(this.#entry());
    } while (scanner.take(";"));
    if (!scanner.atEnd) this.#unexpected('"and", "or", ";" or the end');
    return entries;
  }

  wholeExpression(): LockExpression {
    const expression = this.#or();
    if (!this.#scanner.atEnd) this.#unexpected('"and", "or" or the end');
    return expression;
  }

  #entry(): LockEntry {
    const accessType = this.#scanner.takeName();
    if (accessType === null) this.#unexpected("the name of an access type");
    this.#scanner.skipBlanks();
    if (!this.#scanner.take(":")) this.#unexpected(`":" after the access type "${accessType}"`);
    return Object.freeze({ accessType: accessType.toLowerCase(), expression: this.#or() });
  }

  #or(): LockExpression {
    const terms = [this.#and()];
    while (this.#takeWord("or")) terms.push(this.#and());
    return lockJoin("or", terms);
  }

  #and(): LockExpression {
    const terms = [this.#not()];
    while (this.#takeWord("and")) terms.push(this.#not());
    return lockJoin("and", terms);
  }

  #not(): LockExpression {
    let count = 0;
    while (this.#takeWord("not")) count++;
    if (count > deepestNesting) this.#tooDeep();
    let expression = this.#primary();
    for (; count > 0; count--) expression = lockNot(expression);
    return expression;
  }

  #primary(): LockExpression {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    if (scanner.take("(")) return this.#group();
    const position = scanner.position;
    const name = scanner.takeName();
    if (name === null || isOperator(name)) {
      scanner.rewind(position);
      this.#unexpected('a call such as perm(Builder), or "("');
    }
    scanner.skipBlanks();
    if (!scanner.take("(")) {
      scanner.fail(
        `"${name}" is neither "and", "or" nor "not", and a call needs brackets: ${name}()`,
        position,
      );
    }
    const args = this.#args();
    if (!this.#knows(name.toLowerCase())) scanner.fail(`there is no lock function "${name}"`, position);
    return lockCall(name.toLowerCase(), args);
  }

  #group(): LockExpression {
    if (++this.#depth > deepestNesting) this.#tooDeep();
    const expression = this.#or();
    this.#depth--;
    if (!this.#scanner.take(")")) this.#unexpected('"and", "or" or ")"');
    this.#scanner.skipBlanks();
    return expression;
  }

  /** After the opening bracket, to behind the closing one. */
  #args(): LockArgument[] {
    const scanner = this.#scanner;
    const args: LockArgument[] = [];
    scanner.skipBlanks();
    if (!scanner.take(")")) {
      do args.push(this.#argument());
      while (scanner.take(","));
      if (!scanner.take(")"))
        this.#unexpected('"," or ")" (text with brackets, commas or ";" goes into "quotes")');
    }
    scanner.skipBlanks();
    return args;
  }

  #argument(): LockArgument {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    const name = this.#argumentName();
    const isQuoted = scanner.text[scanner.position] === '"';
    const value = isQuoted ? scanner.takeQuoted() : scanner.takeBareText();
    scanner.skipBlanks();
    if (!isQuoted && value === "") this.#unexpected("an argument");
    return { name, value };
  }

  /** `key =` in front of a value. */
  #argumentName(): string | null {
    const scanner = this.#scanner;
    const start = scanner.position;
    const name = scanner.takeName();
    scanner.skipBlanks();
    if (name === null || !scanner.take("=")) {
      scanner.rewind(start);
      return null;
    }
    scanner.skipBlanks();
    return name.toLowerCase();
  }

  #takeWord(word: string): boolean {
    this.#scanner.skipBlanks();
    if (this.#scanner.peekName()?.toLowerCase() !== word) return false;
    this.#scanner.takeName();
    return true;
  }

  #unexpected(wanted: string): never {
    return this.#scanner.fail(`expected ${wanted}, but here is ${this.#scanner.describeNext()}`);
  }

  #tooDeep(): never {
    return this.#scanner.fail(`this nests deeper than ${deepestNesting} levels`);
  }
}

function isOperator(name: string): boolean {
  const word = name.toLowerCase();
  return word === "and" || word === "or" || word === "not";
}
