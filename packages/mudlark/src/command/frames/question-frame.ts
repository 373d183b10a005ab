import { words } from "../words.ts";
import type { AnswerRule } from "./answer-rule.ts";
import type { FrameAnswer, FrameEnd, InputFrame } from "./input-frame.ts";

/** Lines that are no answer before the question is given up. */
const mostTries = 5;

const defaultCancelWord = "@abort";

export interface QuestionHandlers<Value> {
  /** Tells the one who was asked something. */
  tell(text: string): void;
  /** Asks again. */
  prompt(text: string): void;
  answered(value: Value): void;
  ended(reason: FrameEnd): void;
}

export interface QuestionManner {
  readonly secret?: boolean;
  /** Seconds. */
  readonly timeout?: number | undefined;
  readonly survivesUnpuppet?: boolean;
}

/** A question that waits for an answer. Lines that are none are answered with why, five times at most. */
export class QuestionFrame<Value> implements InputFrame {
  readonly kind = "question";
  readonly secret: boolean;
  readonly cancelWord = defaultCancelWord;
  readonly takes = "line";
  readonly survivesUnpuppet: boolean;
  readonly timeout: number | null;
  readonly #rule: AnswerRule<Value>;
  readonly #handlers: QuestionHandlers<Value>;
  #tries = 0;

  constructor(rule: AnswerRule<Value>, handlers: QuestionHandlers<Value>, manner: QuestionManner = {}) {
    this.#rule = rule;
    this.#handlers = handlers;
    this.secret = manner.secret ?? false;
    this.timeout = manner.timeout ?? null;
    this.survivesUnpuppet = manner.survivesUnpuppet ?? false;
  }

  get prompt(): string {
    return this.#rule.question;
  }

  onLine(line: string): FrameAnswer {
    const answer = this.#rule.read(line);
    switch (answer.kind) {
      case "value":
        this.#handlers.answered(answer.value);
        return "close";
      case "abort":
        return this.#giveUp("cancelled");
      case "show":
        this.#handlers.prompt(answer.text);
        return "handled";
      case "no":
        return this.#complain(answer.complaint);
    }
  }

  onEnd(reason: FrameEnd): void {
    this.#handlers.ended(reason);
  }

  #complain(complaint: string): FrameAnswer {
    this.#tries += 1;
    this.#handlers.tell(complaint);
    if (this.#tries >= mostTries) {
      this.#handlers.tell(words.tooManyTries());
      return this.#giveUp("tooManyTries");
    }
    this.#handlers.prompt(this.prompt);
    return "handled";
  }

  #giveUp(reason: FrameEnd): FrameAnswer {
    this.#handlers.ended(reason);
    return "close";
  }
}
