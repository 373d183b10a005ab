import { foldText } from "../../base/fold-text.ts";
import { words } from "../words.ts";
import type { Answer, AnswerRule } from "./answer-rule.ts";
import type { ChooseOptions } from "./question-options.ts";

const defaultPage = 20;

/**
 * The rule of `ctx.choose`: a number, a name, or the beginning of only one name. Numbers count the whole list, so
 * that they mean the same on every page.
 */
export function chooseRule<Item>(
  question: string,
  items: readonly Item[],
  options: ChooseOptions<Item>,
): AnswerRule<Item> {
  const choice = new Choice(question, items, options);
  return {
    get question() {
      return choice.question;
    },
    hasDefault: false,
    read: (line) => choice.readOne(line),
  };
}

/** The same for any number of items, with commas between. */
export function chooseSeveralRule<Item>(
  question: string,
  items: readonly Item[],
  options: ChooseOptions<Item>,
): AnswerRule<readonly Item[]> {
  const choice = new Choice(question, items, options);
  return {
    get question() {
      return choice.question;
    },
    hasDefault: false,
    read: (line) => choice.readSeveral(line),
  };
}

class Choice<Item> {
  readonly #question: string;
  readonly #items: readonly Item[];
  readonly #labels: readonly string[];
  readonly #pageSize: number;
  #page = 0;

  constructor(question: string, items: readonly Item[], options: ChooseOptions<Item>) {
    this.#question = question;
    this.#items = items;
    this.#labels = items.map((item) => (options.key === undefined ? String(item) : options.key(item)));
    this.#pageSize = Math.max(1, options.page ?? defaultPage);
  }

  get question(): string {
    const first = this.#page * this.#pageSize;
    const shown = this.#labels.slice(first, first + this.#pageSize);
    const rows = shown.map((label, index) => `${first + index + 1}. ${label}`);
    const turn = this.#pages > 1 ? [words.choosePage(this.#page + 1, this.#pages)] : [];
    return [this.#question, ...rows, ...turn].join("\n");
  }

  readSeveral(line: string): Answer<readonly Item[]> {
    const found = new Set<Item>();
    for (const piece of line.split(",").filter((each) => each.trim() !== "")) {
      const answer = this.readOne(piece);
      if (answer.kind !== "value") return answer;
      found.add(answer.value);
    }
    return found.size === 0
      ? { kind: "no", complaint: words.chooseUnknown(this.#items.length) }
      : { kind: "value", value: [...found] };
  }

  readOne(line: string): Answer<Item> {
    const answer = foldText(line.trim());
    if (words.abort.some((word) => foldText(word) === answer)) return { kind: "abort" };
    const found = this.#find(answer);
    if (found.length === 1) return { kind: "value", value: this.#items[found[0] ?? 0] as Item };
    if (found.length > 1) return { kind: "no", complaint: words.chooseAmbiguous() };
    const turned = this.#turn(answer);
    return turned ?? { kind: "no", complaint: words.chooseUnknown(this.#items.length) };
  }

  /** Places of the items that are meant; an exact name beats the beginning of others. */
  #find(answer: string): number[] {
    if (answer === "") return [];
    if (/^\d{1,9}$/u.test(answer)) {
      const place = Number(answer) - 1;
      if (place >= 0 && place < this.#items.length) return [place];
    }
    const folded = this.#labels.map(foldText);
    const places = [...folded.keys()];
    const exact = places.filter((place) => folded[place] === answer);
    return exact.length > 0 ? exact : places.filter((place) => folded[place]?.startsWith(answer) === true);
  }

  #turn(answer: string): Answer<Item> | null {
    const step = words.nextPage.includes(answer) ? 1 : words.previousPage.includes(answer) ? -1 : 0;
    if (step === 0 || this.#pages === 1) return null;
    this.#page = Math.min(this.#pages - 1, Math.max(0, this.#page + step));
    return { kind: "show", text: this.question };
  }

  get #pages(): number {
    return Math.max(1, Math.ceil(this.#items.length / this.#pageSize));
  }
}
