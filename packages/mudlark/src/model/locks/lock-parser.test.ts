import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasCode } from "../../base/errors.ts";
import { type LockExpression, lockCall, lockJoin, lockNot } from "./lock-expression.ts";
import { parseLockExpression, parseLocks } from "./lock-parser.ts";
import { printLockExpression, printLocks } from "./lock-printer.ts";
import { LockSyntaxError } from "./lock-syntax-error.ts";

const name = fc
  .stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/)
  .filter((word) => !["and", "or", "not"].includes(word));
const argument = fc.record({
  name: fc.oneof(fc.constant(null), name),
  value: fc.oneof(
    // NUL has no place in a lock.
    fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replaceAll("\u0000", "")),
    fc.constantFrom("red key", "a=b", 'say "hi"', " x ", "\\", "not"),
  ),
});
const call = fc.tuple(name, fc.array(argument, { maxLength: 3 })).map(([name, args]) => lockCall(name, args));
const { expression } = fc.letrec<{ expression: LockExpression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: "lock" },
    call,
    tie("expression").map(lockNot),
    fc
      .tuple(
        fc.constantFrom("and" as const, "or" as const),
        fc.array(tie("expression"), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, terms]) => lockJoin(kind, terms)),
  ),
}));

describe("reading locks", () => {
  test("what is printed reads back as the same", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(parseLockExpression(printLockExpression(tree))).toEqual(tree);
      }),
    );
  });

  test("entries read back as the same, sorted", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, expression), { selector: ([type]) => type, maxLength: 5 }),
        (pairs) => {
          const entries = pairs.map(([accessType, expression]) => ({ accessType, expression }));
          const sorted = entries.toSorted((a, b) => (`${a.accessType}:` < `${b.accessType}:` ? -1 : 1));
          expect(parseLocks(printLocks(entries))).toEqual(sorted);
        },
      ),
    );
  });

  test("no text makes it throw anything but a syntax error", () => {
    const junk = fc.array(
      fc.oneof(
        fc.constantFrom("a:", "true", "()", "(", ")", "and ", " or ", "not ", ";", ",", '"', "\\", "=", " "),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(junk, (parts) => {
        const text = parts.join("");
        try {
          parseLocks(text);
        } catch (error) {
          expect(error).toBeInstanceOf(LockSyntaxError);
          expect((error as LockSyntaxError).column).toBeLessThanOrEqual(text.length + 1);
        }
      }),
    );
  });

  test("operators are known in any case, and calls and access types are lower case", () => {
    const [entry] = parseLocks("Edit: ID(5) Or NOT Perm( Admin ) aNd all()");
    expect(printLocks([entry!])).toBe("edit:id(5) or not perm(Admin) and all()");
  });

  test("grouping stays", () => {
    expect(printLocks(parseLocks("a:((x() or y()) and (z()))"))).toBe("a:(x() or y()) and z()");
  });

  test("arguments may be named, and quoted when they hold signs", () => {
    const tree = parseLockExpression('attr( colour , "red, (dark)", compare = ne, 1=2)');
    expect(tree).toMatchObject({
      args: [
        { name: null, value: "colour" },
        { name: null, value: "red, (dark)" },
        { name: "compare", value: "ne" },
        { name: null, value: "1=2" },
      ],
    });
  });

  test("what is read is frozen", () => {
    const tree = parseLockExpression("a(b) and not c()") as unknown as { terms: unknown[] };
    expect(() => tree.terms.push(1)).toThrow(TypeError);
    expect(Object.isFrozen(tree.terms[0])).toBe(true);
  });

  test.each([
    ["a:true() banana", 10, "banana"],
    ["a:TRUE() xor x()", 10, "xor"],
    ["a:true() and", 13, "the end"],
    ["a:true", 3, "needs brackets"],
    ["a:(true() or x()", 17, "the end"],
    ["a:true())", 9, '"\\)"'],
    ["true()", 5, '":"'],
    ["a:f(x,)", 7, "an argument"],
    ["a:f(x", 6, "the end"],
    ['a:f("x)', 5, "never ends"],
    ["a:f(x;y)", 6, "quotes"],
    ["a:not and", 7, "and"],
    [`a:${"(".repeat(60)}x()${")".repeat(60)}`, 54, "deeper"],
    [`a:${"not ".repeat(60)}x()`, 243, "deeper"],
    ["é".repeat(9000), 8193, "at most"],
  ])("refuses %s at column %i", (text, column, words) => {
    const error = thrownBy(() => parseLocks(text));
    expect(hasCode(error, "LOCK_SYNTAX")).toBe(true);
    expect(error).toMatchObject({ column, message: expect.stringMatching(words) });
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
