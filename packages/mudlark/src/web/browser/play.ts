/** The script of the page to play on: puts the parts together. */
import { CommandInput } from "./command-input.ts";
import { EditorWindow } from "./editor-window.ts";
import { completionsIn } from "./line-completion.ts";
import { OutputLog } from "./output-log.ts";
import { ServerConnection, type ConnectionState, type ServerMessage } from "./server-connection.ts";
import { keepSetting } from "./settings.ts";
import { styledText, type LinkActions } from "./styled-text.ts";
import { watchSize } from "./window-size.ts";
import { withoutSecrets } from "./without-secrets.ts";

const status = find("status", HTMLElement);
const connectButton = find("connect", HTMLButtonElement);
const prompt = find("prompt", HTMLElement);
const logElement = find("log", HTMLElement);

const log = new OutputLog(logElement, find("newer", HTMLButtonElement));
const connection = new ServerConnection({ onState: showState, onMessage: receive });
const input = new CommandInput({
  form: find("input", HTMLFormElement),
  field: find("line", HTMLInputElement),
  label: find("line-label", HTMLElement),
  completions: find("completions", HTMLElement),
  onLine: sendLine,
  remembered: (line) => (isLoggedIn && withoutSecrets(line, true) === line ? line : null),
  onComplete: askCompletions,
  onPage: (direction) => log.scrollPage(direction),
});
const editor = new EditorWindow({
  section: find("editor", HTMLElement),
  title: find("editor-title", HTMLElement),
  field: find("editor-text", HTMLTextAreaElement),
  status: find("editor-status", HTMLElement),
  save: find("editor-save", HTMLButtonElement),
  close: find("editor-close", HTMLButtonElement),
  discard: find("editor-discard", HTMLButtonElement),
  onWrite: (text, next) => connection.send("mudlark_editor_write", text, next),
  onLeave: () => input.focus(),
});
const clicks: LinkActions = {
  run(command) {
    sendLine(command, false);
    input.focus();
  },
  prefill(command) {
    input.prefill(command);
    input.focus();
  },
};
let isLoggedIn = false;
let size: readonly [columns: number, rows: number] | null = null;

keepSetting(find("theme", HTMLSelectElement), "theme", "system");
keepSetting(find("size", HTMLSelectElement), "size", "medium");
watchSize(logElement, (columns, rows) => {
  if (size?.[0] === columns && size[1] === rows) return;
  size = [columns, rows];
  connection.send("window_size", columns, rows);
});
connectButton.addEventListener("click", () => {
  connection.connect();
  input.focus();
});
find("newer", HTMLButtonElement).addEventListener("click", () => input.focus());
connection.connect();
input.focus();

function receive({ name, args, kwargs }: ServerMessage): void {
  switch (name) {
    case "text":
      log.add(styledText(args[0], clicks));
      break;
    case "prompt":
      setPrompt(styledText(args[0], clicks));
      break;
    case "logged_in":
      isLoggedIn = true;
      break;
    case "Mudlark.Commands.Completions": {
      const completions = completionsIn(kwargs);
      if (completions !== null) input.complete(completions);
      break;
    }
    case "Mudlark.Editor.Text":
    case "Mudlark.Editor.Close":
      editor.receive(name.slice("Mudlark.Editor.".length), kwargs);
      break;
    case "error":
      if (kwargs.name === "mudlark_editor_write") editor.refuse(String(kwargs.message));
      break;
  }
  if (typeof kwargs.echo === "boolean") input.secret = !kwargs.echo;
}

function sendLine(line: string, secret: boolean): boolean {
  if (!connection.isOpen) return false;
  connection.type(line);
  const shown = secret ? "(hidden)" : withoutSecrets(line, isLoggedIn);
  log.addTyped(`${(prompt.textContent ?? "").trimEnd() || ">"} ${shown}`);
  log.showEnd();
  setPrompt(null);
  return true;
}

/** A line with a password in it is sent only when the player sends it. */
function askCompletions(line: string): boolean {
  if (!connection.isOpen || withoutSecrets(line, isLoggedIn) !== line) return false;
  connection.send("mudlark_commands_complete", line);
  return true;
}

/** The same words again are no news, and are not read out again. */
function setPrompt(content: DocumentFragment | null): void {
  if ((content?.textContent ?? "") === prompt.textContent) return;
  prompt.replaceChildren(...(content === null ? [] : [content]));
}

function showState(state: ConnectionState): void {
  if (state.kind === "connected" || state.kind === "ended") {
    isLoggedIn = false;
    input.secret = false;
    setPrompt(null);
    editor.receive("Close", {});
  }
  if (state.kind === "resumed") isLoggedIn = true;
  if (connection.isOpen && size !== null) connection.send("window_size", ...size);
  // A page that was loaded anew does not know what is open.
  if (state.kind === "connected" || state.kind === "resumed") connection.send("mudlark_editor_read");
  connectButton.hidden = state.kind !== "ended";
  const words = wordsFor(state);
  if (status.textContent !== words) status.textContent = words;
}

function wordsFor(state: ConnectionState): string {
  switch (state.kind) {
    case "connecting":
      return "Connecting …";
    case "connected":
      return state.again ? "Connected again. Log in to go on." : "Connected.";
    case "resumed":
      return state.lost === 0
        ? "Connected again. You are back where you were."
        : "Connected again. You are back where you were, but some of what happened meanwhile is missing.";
    case "lost":
      return "The connection is lost. Trying again …";
    case "ended":
      return state.words;
  }
}

function find<Kind extends HTMLElement>(id: string, kind: abstract new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new TypeError(`the page has no element "${id}"`);
  return element;
}
