import type { Reading, TemplateFunctions } from "./reading.ts";
import { stanceFunctions } from "./stance-functions.ts";
import type { Argument, Part, Template } from "./template.ts";

/**
 * What one reader sees of a template. Unknown functions and values stay as they are written.
 *
 * @param functions in place of the stock ones, which put actors and verbs into the right form
 */
export function renderTemplate(
  template: Template,
  reading: Reading,
  functions: TemplateFunctions = stanceFunctions,
): string {
  const render = (parts: Argument): string => parts.map(renderPart).join("");
  const renderPart = (part: Part): string => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "value":
        return reading.value(part.key) ?? part.source;
      case "call": {
        const known = functions.get(part.name);
        if (known === undefined) return part.source;
        const named = Object.fromEntries(
          Object.entries(part.named).map(([key, value]) => [key, render(value)]),
        );
        return known(part.args.map(render), named, reading) ?? part.source;
      }
    }
  };
  return render(template.parts);
}
