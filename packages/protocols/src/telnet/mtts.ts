/** Bits of the Mud Terminal Type Standard (`protocols.md` §5.1). */
export const mtts = {
  ANSI: 1,
  VT100: 2,
  UTF8: 4,
  XTERM256: 8,
  MOUSE_TRACKING: 16,
  OSC_COLOR_PALETTE: 32,
  SCREENREADER: 64,
  PROXY: 128,
  TRUECOLOR: 256,
  MNES: 512,
  MSLP: 1024,
  SSL: 2048,
} as const;

/** The value in a text like `MTTS 271`; null when the text is something else. */
export function parseMtts(answer: string): number | null {
  const digits = /^MTTS (\d{1,9})$/i.exec(answer)?.[1];
  return digits === undefined ? null : Number(digits);
}
