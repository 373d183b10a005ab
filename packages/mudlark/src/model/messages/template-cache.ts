import { compileTemplate } from "../../text/template/compile-template.ts";
import { messageFunctions } from "../../text/template/message-functions.ts";
import type { TemplateFunction } from "../../text/template/template-function.ts";
import type { Template } from "../../text/template/template.ts";

const mostRemembered = 2000;

/** Reads each template once. */
export class TemplateCache {
  readonly #functions = new Map(messageFunctions);
  readonly #known = new Map<string, Template>();

  /** Lets templates call one more function; one with the name of a stock function takes its place. */
  addFunction(name: string, run: TemplateFunction): void {
    this.#functions.set(name, run);
    this.#known.clear();
  }

  get(source: string): Template {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const template = compileTemplate(source, this.#functions);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(source, template);
    return template;
  }
}
