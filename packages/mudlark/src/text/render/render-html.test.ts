import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { stripMarkup } from "../markup/plain-text.ts";
import { renderHtml } from "./render-html.ts";

describe("renderHtml", () => {
  it.each([
    ["<b> & \"'", "&lt;b&gt; &amp; &quot;&#39;"],
    ["|rred|n", '<span class="color-009">red</span>'],
    ["|Rred|n", '<span class="color-001">red</span>'],
    ["|[Bblue|n", '<span class="bgcolor-004">blue</span>'],
    ["|[bblue|n", '<span class="bgcolor-021">blue</span>'],
    ["|500|[=mx", '<span class="color-196 bgcolor-243">x</span>'],
    ["|#ffa500x", '<span class="color-214">x</span>'],
    ["|hx", '<span class="color-015">x</span>'],
    ["|u|i|s|^x", '<span class="underline italic strike blink">x</span>'],
    ["|R|[G|*x", '<span class="color-002 bgcolor-001">x</span>'],
    ["|*x", '<span class="color-000 bgcolor-007">x</span>'],
    ["a|/b", "a<br>b"],
    ["a b  c|-d|/ e", "a b&nbsp;&nbsp;c&nbsp;&nbsp;&nbsp;&nbsp;d<br>&nbsp;e"],
  ])("%s is %s", (source, html) => {
    expect(renderHtml(source)).toBe(html);
  });

  it("makes links without scripts, one for each", () => {
    expect(renderHtml('|lcsay "hi" <b>|lta|rb|n|le!')).toBe(
      '<a class="mxplink" href="#" role="button" data-command="say &quot;hi&quot; &lt;b&gt;">' +
        'a<span class="color-009">b</span></a>!',
    );
    expect(renderHtml("|luhttps://a.example/?a&b|ltsite|le")).toBe(
      '<a class="mxplink" href="https://a.example/?a&amp;b" target="_blank" rel="noopener nofollow">site</a>',
    );
    expect(renderHtml("|lujavascript:alert(1)|ltx|le")).toBe("x");
  });

  it("has no tags and no attributes but its own, and all the words", () => {
    const tag =
      /<br>|<\/?span>|<\/a>|<span class="[a-z0-9 -]+">|<a class="mxplink" href="[^"<>]*"(?: [a-z-]+="[^"<>]*")*>/g;
    fc.assert(
      fc.property(messyMarkup, (source) => {
        const words = renderHtml(source).replaceAll("<br>", "\n").replaceAll(tag, "");
        expect(words).not.toMatch(/[<>"']/);
        expect(unescaped(words)).toBe(stripMarkup(source).replaceAll("\t", "    "));
      }),
    );
  });
});

function unescaped(html: string): string {
  const signs: Readonly<Record<string, string>> = {
    lt: "<",
    gt: ">",
    quot: '"',
    "#39": "'",
    nbsp: " ",
    amp: "&",
  };
  return html.replaceAll(/&(lt|gt|quot|#39|nbsp|amp);/g, (_all, name: string) => signs[name] ?? "");
}
