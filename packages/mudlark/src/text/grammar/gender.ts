/** How others speak of somebody: he, she, it, they. */
export type Gender = "male" | "female" | "neutral" | "plural";
