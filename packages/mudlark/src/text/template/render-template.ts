import type { Reading } from "./reading.ts";
import type { Argument, CallPart, Part, Template } from "./template.ts";

/**
 * What a reader sees of a template, as markup. Values that nobody knows, and calls that come to nothing, stay as they
 * are written.
 */
export function renderTemplate({ parts }: Template, reading: Reading): string {
  return renderParts(parts, reading);
}

function renderParts(parts: readonly Part[], reading: Reading): string {
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") text += part;
    else if (part.kind === "value") text += reading.value(part.key) ?? `{${part.key}}`;
    else text += renderCall(part, reading);
  }
  return text;
}

function renderCall(call: CallPart, reading: Reading): string {
  const render = (argument: Argument): string => renderParts(argument, reading);
  const args = call.args.map(render);
  const named = new Map(Array.from(call.named, ([key, argument]) => [key, render(argument)]));
  return call.run({ args, named }, reading) ?? call.source;
}
