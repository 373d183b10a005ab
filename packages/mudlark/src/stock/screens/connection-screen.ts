/** What a new connection sees, unless the game says something better. */
export function stockConnectionScreen({
  name,
  slogan,
}: {
  readonly name: string;
  readonly slogan: string;
}): string {
  const title = slogan === "" ? `|w${name}|n` : `|w${name}|n: ${slogan}`;
  return [
    title,
    "",
    "If you have been here before: |wconnect NAME|n",
    "If you are new:               |wcreate NAME|n",
    "You are asked for the password, which nobody sees.",
    "|wconnect NAME PASSWORD|n works too, but may show it on your screen.",
    "|whelp|n says more, |wlook|n shows this again, |wquit|n leaves.",
  ].join("\n");
}
