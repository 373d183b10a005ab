import type { InputSource } from "../input-source.ts";
import { Drafts } from "./drafts.ts";
import { editorWords } from "./editor-words.ts";

/** Reminds somebody who has just come of texts that they did not save. */
export function tellDrafts(session: InputSource | undefined): void {
  if (session === undefined || session.account === null) return;
  const { titles } = new Drafts(session.account);
  if (titles.length > 0) session.msg(editorWords.drafts(titles));
}
