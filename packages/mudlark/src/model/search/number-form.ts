/** One of several things with the same name: `box-2` or `2-box`. */
interface NumberedName {
  readonly name: string;
  /** Counted from 1. */
  readonly number: number;
}

/**
 * How people tell things of the same name apart: `read` understands what `write` offers. Another pair may be put in
 * its place, as long as that holds.
 */
export interface NumberForm {
  /** All ways to read it; none when there is no number in it. */
  read(text: string): readonly NumberedName[];
  write(name: string, number: number): string;
}

const numberLast = /^(.*\S)\s*-(\d{1,9})$/su;
const numberFirst = /^(\d{1,9})-\s*(\S.*)$/su;

/** `box-2`, which is also understood as `2-box`. */
export const nameAndNumber: NumberForm = {
  read(text) {
    const readings: NumberedName[] = [];
    const last = numberLast.exec(text);
    if (last !== null) readings.push({ name: last[1] ?? "", number: Number(last[2]) });
    const first = numberFirst.exec(text);
    if (first !== null) readings.push({ name: first[2] ?? "", number: Number(first[1]) });
    return readings;
  },
  write: (name, number) => `${name}-${number}`,
};
