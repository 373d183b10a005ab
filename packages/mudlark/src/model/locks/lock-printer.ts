import type { LockArgument, LockEntry, LockExpression } from "./lock-expression.ts";

const bareText = /^[^\s,()";=](?:[^,()";=]*[^\s,()";=])?$/u;

/** The lock string of these entries, sorted by access type. Reading it gives equal entries. */
export function printLocks(entries: Iterable<LockEntry>): string {
  return Array.from(
    entries,
    ({ accessType, expression }) => `${accessType}:${printLockExpression(expression)}`,
  )
    .sort()
    .join(";");
}

/** The condition as text, with no more brackets than it needs to be read back as it is. */
export function printLockExpression(expression: LockExpression): string {
  switch (expression.kind) {
    case "call":
      return `${expression.name}(${expression.args.map(printArgument).join(", ")})`;
    case "not":
      return `not ${printTerm(expression.term, "not")}`;
    case "and":
    case "or":
      return expression.terms.map((term) => printTerm(term, expression.kind)).join(` ${expression.kind} `);
  }
}

function printTerm(term: LockExpression, inside: LockExpression["kind"]): string {
  const text = printLockExpression(term);
  const standsAlone = term.kind === "call" || term.kind === "not" || (term.kind === "and" && inside === "or");
  return standsAlone ? text : `(${text})`;
}

function printArgument({ name, value }: LockArgument): string {
  const text = bareText.test(value) ? value : `"${value.replace(/["\\]/g, String.raw`\$&`)}"`;
  return name === null ? text : `${name}=${text}`;
}
