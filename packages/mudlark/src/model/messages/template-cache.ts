import { compileTemplate } from "../../text/template/compile-template.ts";
import type { Template } from "../../text/template/template.ts";

const mostRemembered = 2000;

/** Reads each template once. */
export class TemplateCache {
  readonly #known = new Map<string, Template>();

  get(source: string): Template {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const template = compileTemplate(source);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(source, template);
    return template;
  }
}
