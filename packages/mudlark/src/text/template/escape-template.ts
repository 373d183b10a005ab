/**
 * Makes a template out of a text that is to be shown as it is: calls in it stay what was typed, markup stays markup.
 * For text that players typed, `lit` is better: it makes the markup harmless, too.
 *
 * @example
 * escapeTemplate("It costs $you(5)") // the template "It costs \$you\(5\)", which reads "It costs $you(5)"
 */
export function escapeTemplate(text: string): string {
  return text.replaceAll(/[$\\{}()[\],"=]/g, String.raw`\$&`);
}
