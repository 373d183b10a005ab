import { noTags, parseTags, type TagList, type TagType } from "./stored-tag.ts";

/** How many texts are remembered before all are forgotten. */
const mostRemembered = 20_000;

/** Reads each stored text once: in most worlds a few texts serve very many entities. */
export class TagTexts {
  readonly #type: TagType;
  readonly #known = new Map<string, TagList>();

  /** @param type what entries are that do not say */
  constructor(type: TagType) {
    this.#type = type;
  }

  read(text: string | null): TagList {
    if (text === null) return noTags;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const list = parseTags(text, this.#type);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(text, list);
    return list;
  }
}
