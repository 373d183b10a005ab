/** What a pager says, and the keys that it knows. */
export const pagerWords = {
  next: ["n", "next"] as readonly string[],
  previous: ["p", "b", "previous"] as readonly string[],
  top: ["t", "top"] as readonly string[],
  end: ["e", "end"] as readonly string[],
  quit: ["q", "a", "quit", "abort"] as readonly string[],
  status: (page: number, count: number | null, isLast: boolean) => {
    const where = count === null ? `Page ${page}` : `Page ${page} of ${count}`;
    return isLast
      ? `[${where}, the last one: p goes back, q leaves] `
      : `[${where}: return goes on, p goes back, q leaves] `;
  },
  first: () => "This is the first page.",
  noSuchPage: (page: number, count: number | null) =>
    page === (count ?? 0) + 1
      ? "This is the last page. Type q to leave."
      : `There is no page ${page}.${count === null ? "" : ` The last one is page ${count}.`}`,
  searchWhat: () => "Search for what? Type some words behind the slash.",
  notFound: () => "That is not on any of the pages after this one.",
  notFoundYet: (from: number, to: number) =>
    `That is not on pages ${from} to ${to}. Type / alone to look further.`,
  rowsLeft: (left: number) => `There are ${left} more. Narrow down what you look for to see them.`,
  moreRows: () => "There are more. Narrow down what you look for to see them.",
};
