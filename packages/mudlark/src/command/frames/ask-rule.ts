import { words } from "../words.ts";
import { oneOf } from "../arguments/one-of.ts";
import type { ArgumentScope } from "../arguments/argument-scope.ts";
import type { Parsed } from "../arguments/part.ts";
import type { Answer, AnswerRule } from "./answer-rule.ts";
import type { AskOptions } from "./question-options.ts";

/** The rule of `ctx.ask` (`commands.md` §13.2). */
export function askRule<Value>(
  question: string,
  options: AskOptions<Value>,
  scope: ArgumentScope,
): AnswerRule<Value> {
  const hasDefault = "default" in options && options.default !== undefined;
  return {
    question,
    hasDefault,
    read(line): Answer<Value> {
      const text = options.raw === true ? line : line.trim();
      if (text === "" && hasDefault) return { kind: "value", value: options.default as Value };
      const result = readKind(text, options, scope);
      if (!result.ok) return { kind: "no", complaint: result.message };
      const complaint = options.validate?.(result.value) ?? null;
      return complaint === null ? { kind: "value", value: result.value } : { kind: "no", complaint };
    },
  };
}

function readKind<Value>(text: string, options: AskOptions<Value>, scope: ArgumentScope): Parsed<Value> {
  if (options.choices !== undefined) return oneOf("answer", options.choices).type.parse(text, scope);
  if (options.kind === undefined) return { ok: true, value: text as Value };
  const { type } = options.kind;
  if (text === "" && type.mayBeEmpty !== true)
    return { ok: false, message: words.emptyAnswer(), refused: false };
  return type.parse(text, scope);
}
