import { z } from "zod";
import { cleanLines } from "../../command/parser/clean-line.ts";
import { EditorFrame, windowSteps } from "../../command/editor/editor-frame.ts";
import { editorService, type Session } from "../session.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** The longest text that an editor takes, in letters. */
const longest = 50_000;

/**
 * Lets clients show the text of the line editor in a window (`commands.md` §12). It is the same text: what is typed line
 * by line and what is written in the window come together.
 */
export function editorInputs(): Readonly<Record<string, InputFunction>> {
  return {
    mudlark_editor_read: inputFunction({
      help: "Answers with the text that you are editing, and tells of it and of others from then on.",
      takes: z.looseObject({}),
      run(session) {
        if (!session.hasEditorWindow) session.setSubscriptions(editorService, [true]);
        const editor = editorOf(session);
        if (editor === null) session.send("Mudlark.Editor.Close", [], {}, "answer");
        else editor.showInWindow();
      },
    }),
    mudlark_editor_write: inputFunction({
      help: "Puts a text into the editor, and keeps it as a draft, saves it, closes the editor, or discards all.",
      positional: ["text", "next"],
      takes: z.object({
        text: z.string().max(longest).nullable().default(null),
        next: z.enum(windowSteps).default("draft"),
      }),
      run(session, { text, next }) {
        const editor = editorOf(session);
        if (editor === null) return "You are not editing a text.";
        if (session.frames.top !== editor) return "There is a question to answer first.";
        editor.takeFromWindow(text === null ? null : cleanLines(text), next);
        return null;
      },
    }),
  };
}

/** The editor that is open on a session, whatever lies above it. */
function editorOf({ frames }: Session): EditorFrame | null {
  return frames.all.findLast((frame) => frame instanceof EditorFrame) ?? null;
}
