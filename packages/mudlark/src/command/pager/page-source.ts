/** Something that is read page by page. Pages are counted from 0. */
export interface PageSource {
  /** How many pages there are; null while nobody knows. */
  readonly count: number | null;
  has(number: number): boolean;
  /** A page as markup; null behind the last one. */
  page(number: number): string | null;
}

/** Letters that a page has at most (`commands.md` §11). */
export const mostLetters = 10_000;
