const longest = 2048;

/** Reads an address of the web: `http` or `https`, without a user's name or blanks. Null for everything else. */
export function parseWebAddress(text: string): URL | null {
  if (text.length > longest || /[\s\p{Cc}]/u.test(text)) return null;
  const url = URL.parse(text);
  const isWeb = url !== null && (url.protocol === "https:" || url.protocol === "http:");
  return isWeb && url.username === "" && url.password === "" ? url : null;
}

/** Can nobody on the way read what is sent there? It is encrypted, or does not leave this machine. */
export function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || hostname === "[::1]" || /^127(\.\d+){3}$|^localhost$/.test(hostname);
}
