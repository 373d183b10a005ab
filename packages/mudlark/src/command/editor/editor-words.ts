import { escapeMarkup } from "../../text/markup/plain-text.ts";

/** What the editor says. */
export const editorWords = {
  opened: (title: string, lines: number) =>
    `You are editing ${title} (${count(lines, "line")}). What you type is added to it. ` +
    ":h lists what else you can do, :wq saves and leaves.",
  openedAgain: (title: string) => `You are still editing ${title}. :h lists what you can do.`,
  draft: () => "Your draft from before was taken up again. :u goes back to the text as it was saved.",
  draftDropped: (title: string) => `There were too many drafts; the oldest is gone: ${title}.`,
  drafts: (titles: readonly string[]) =>
    titles.length === 1
      ? `You have not saved ${titles.join()}. Edit it again to go on with your draft.`
      : `You have drafts that are not saved: ${titles.join(", ")}. Edit one of them again to go on with it.`,
  lost: () => "The editor that was open cannot be opened again.",
  saved: (title: string) => `Saved: ${title}.`,
  unchanged: () => "There is nothing new to save.",
  left: () => "You leave the editor.",
  leftUnsaved: () => "You leave the editor. Nothing more was saved.",
  closed: () => "The editor is closed.",
  closedWithDraft: () => "The editor is closed. Your draft is kept; edit the same again to go on with it.",
  askToSave: () => "Save before you leave?",
  askToOverwrite: () => "Somebody else has changed it since you began. Save your text in place of theirs?",
  notSaved: () => "It was not saved.",
  unknown: (name: string) =>
    `The editor has no command ":${escapeMarkup(name)}". :h lists what there is; for a line that begins with a colon, ` +
    "type two colons.",
  noRange: (text: string) =>
    `"${escapeMarkup(text)}" is not a line, such as 3, and not several, such as 2:5.`,
  noLine: (line: number, lines: number) =>
    lines === 0
      ? "There are no lines yet."
      : `There is no line ${line}; the text has ${count(lines, "line")}.`,
  empty: () => "There are no lines yet.",
  tooMuch: (text: string) => `That does not belong there: "${escapeMarkup(text.slice(0, 60))}".`,
  usage: (line: string) => `Usage: ${line}`,
  tooLong: (most: number) => `A text may have at most ${most} letters here. That was not done.`,
  tooManyLines: (most: number) => `A text may have at most ${most} lines here. That was not done.`,
  nothingToUndo: () => "There is nothing to take back.",
  nothingToRedo: () => "Nothing was taken back.",
  undone: () => "Taken back.",
  redone: () => "Done again.",
  restarted: () => "The text is as it was at the beginning. :u takes that back.",
  deleted: (lines: number) => `${count(lines, "line")} deleted.`,
  cleared: () => "The text is empty. :u takes that back.",
  replaced: (times: number) =>
    times === 0 ? "That is not in the text." : `Replaced ${count(times, "time")}.`,
  badPattern: (reason: string) => `That pattern cannot be used: ${escapeMarkup(reason)}.`,
  copied: (lines: number) => `${count(lines, "line")} copied. :p puts them after a line.`,
  cut: (lines: number) => `${count(lines, "line")} cut. :p puts them after a line.`,
  nothingCopied: () => "Nothing was copied yet: :y copies lines, :x cuts them.",
  pasted: (lines: number) => `${count(lines, "line")} put in.`,
  changed: () => "Done.",
  badWidth: () => "The width is a number from 10 to 200.",
  echo: (isOn: boolean) => (isOn ? "Lines are shown when you add them." : "Lines are not shown any more."),
  codeOnly: () => "That is for program code only.",
  indent: (steps: number | null) =>
    steps === null ? "Lines come as you type them." : `New lines begin ${count(steps * 4, "column")} in.`,
};

function count(amount: number, noun: string): string {
  return amount === 1 ? `1 ${noun}` : `${amount} ${noun}s`;
}

/** What `:h` shows. */
export const editorHelp = [
  "A line that does not begin with a colon is added to the text. <l> is a line such as 3, or several such as 2:5;",
  "[l] may be left out. <w> is a word, or several between quotation marks.",
  "",
  ": [l]        show the text with its line numbers",
  ":: [l]       show it as it is written, colour codes and all",
  ":::          add a line that is a single colon; ::text adds :text",
  ":w           save",
  ":wq          save and leave",
  ":q           leave; asks if something is not saved",
  ":q!          leave without saving",
  ":u  :uu      take a step back; take it again",
  ":UU          back to the text as it was at the beginning",
  ":dd [l]      delete lines, or the last one",
  ":dw [l] <w>  delete a word wherever it stands",
  ":DD          delete everything",
  ":y [l]       copy lines",
  ":x [l]       cut lines",
  ":p [l]       put what was copied or cut after a line, or at the end",
  ":i <l> text  add a line before line l",
  ":r <l> text  replace line l",
  ":I <l> text  add text at the beginning of line l",
  ":A <l> text  add text at the end of line l",
  ":s [l] <w> <t>  replace w by t; /w/ is a regular expression",
  ":j [l] [l, c, r or f] [= width]  set lines left, centred, right or full",
  ":f [l] [= width]  fill lines up to a width",
  ":fi [l]  :fd [l]  move lines four columns in, or out",
  ":echo        show lines when they are added, or do not",
].join("\n");

/** What `:h` shows besides, for program code. */
export const editorCodeHelp = [
  ":!           run the text",
  ":<  :>       begin new lines further out, or in",
  ":=           begin new lines where they are typed, or at their depth",
].join("\n");
