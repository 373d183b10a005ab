/** Between two looks at something that another process does, or two lines of a player; never to wait for a thing. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
