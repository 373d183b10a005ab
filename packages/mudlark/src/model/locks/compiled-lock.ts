import { messageOf } from "../../base/errors.ts";
import type { LockCall, LockExpression } from "./lock-expression.ts";
import type { LockContext, LockTest, LockWorld } from "./lock-function.ts";
import { printLockExpression } from "./lock-printer.ts";
import type { LockRegistry } from "./lock-registry.ts";
import type { LockSubject } from "./lock-subject.ts";

/**
 * A condition that can be checked. Entities with the same text share it. It fails closed: an unknown function makes
 * the whole condition false until somebody registers the function, and so does an error, for that one check. Either
 * is reported once.
 */
export class CompiledLock {
  readonly expression: LockExpression;
  readonly #registry: LockRegistry;
  readonly #world: LockWorld;
  #version = -1;
  #test: LockTest = never;
  #hasReported = false;

  constructor(expression: LockExpression, registry: LockRegistry, world: LockWorld) {
    this.expression = expression;
    this.#registry = registry;
    this.#world = world;
  }

  check(accessor: LockSubject, accessed: LockSubject, context: LockContext): boolean {
    try {
      if (this.#version !== this.#registry.version) this.#compile();
      return this.#test(accessor, accessed, context);
    } catch (error) {
      this.#report(messageOf(error), context.accessType);
      return false;
    }
  }

  #compile(): void {
    this.#version = this.#registry.version;
    this.#test = never;
    this.#hasReported = false;
    this.#test = this.#testOf(this.expression);
  }

  #testOf(expression: LockExpression): LockTest {
    switch (expression.kind) {
      case "call":
        return this.#testOfCall(expression);
      case "not": {
        const test = this.#testOf(expression.term);
        return (accessor, accessed, context) => !test(accessor, accessed, context);
      }
      case "and":
        return expression.terms.map((term) => this.#testOf(term)).reduceRight(both);
      case "or":
        return expression.terms.map((term) => this.#testOf(term)).reduceRight(either);
    }
  }

  #testOfCall({ name, args }: LockCall): LockTest {
    const lockFunction = this.#registry.get(name);
    if (lockFunction === undefined) throw new Error(`there is no lock function "${name}"`);
    const list = args.filter((argument) => argument.name === null).map(({ value }) => value);
    const named = new Map<string, string>();
    for (const argument of args) if (argument.name !== null) named.set(argument.name, argument.value);
    return lockFunction({ list, named }, this.#world);
  }

  #report(problem: string, accessType: string): void {
    if (this.#hasReported) return;
    this.#hasReported = true;
    const lock = `${accessType}:${printLockExpression(this.expression)}`;
    this.#world.reportLock(`The lock ${lock} counts as closed: ${problem}`, { lock });
  }
}

function never(): boolean {
  return false;
}

function both(second: LockTest, first: LockTest): LockTest {
  return (accessor, accessed, context) =>
    first(accessor, accessed, context) && second(accessor, accessed, context);
}

function either(second: LockTest, first: LockTest): LockTest {
  return (accessor, accessed, context) =>
    first(accessor, accessed, context) || second(accessor, accessed, context);
}
