import type { Reading } from "./reading.ts";
import type { Argument, CallPart, Part, Template } from "./template.ts";

/** Told of a call that came to nothing, as it is written; may throw. */
export type OnNothing = (source: string) => void;

/**
 * What a reader sees of a template, as markup. Values that nobody knows, and calls that come to nothing, stay as they
 * are written.
 */
export function renderTemplate(
  { parts }: Template,
  reading: Reading,
  onNothing: OnNothing = () => {},
): string {
  return renderParts(parts, reading, onNothing);
}

function renderParts(parts: readonly Part[], reading: Reading, onNothing: OnNothing): string {
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") text += part;
    else if (part.kind === "value") text += reading.value(part.key) ?? `{${part.key}}`;
    else text += renderCall(part, reading, onNothing);
  }
  return text;
}

function renderCall(call: CallPart, reading: Reading, onNothing: OnNothing): string {
  const render = (argument: Argument): string => renderParts(argument, reading, onNothing);
  const args = call.args.map(render);
  const named = new Map(Array.from(call.named, ([key, argument]) => [key, render(argument)]));
  const text = call.run({ args, named }, reading);
  if (text === undefined) onNothing(call.source);
  return text ?? call.source;
}
