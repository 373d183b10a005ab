import { words } from "../words.ts";
import type { AnswerRule } from "./answer-rule.ts";

/** A value, or why there is none: a sentence. */
type ScriptedAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/**
 * Answers that were written down before the questions came, for lines that code runs (`commands.md` §16.1). They are
 * used up in order; after the last, a question has its default or none.
 */
export class ScriptedAnswers {
  readonly #answers: string[];

  constructor(answers: readonly string[]) {
    this.#answers = [...answers];
  }

  answer<Value>(rule: AnswerRule<Value>): ScriptedAnswer<Value> {
    for (;;) {
      const line = this.#answers.shift() ?? (rule.hasDefault ? "" : null);
      if (line === null) return { ok: false, problem: words.unanswered(rule.question) };
      const answer = rule.read(line);
      if (answer.kind === "value") return { ok: true, value: answer.value };
      if (answer.kind === "show") continue;
      const problem = answer.kind === "no" ? answer.complaint : words.answeredWithAbort();
      return { ok: false, problem };
    }
  }
}
