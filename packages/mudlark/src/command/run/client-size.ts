/** Columns and rows of a client. */
export interface ClientSize {
  readonly width: number;
  readonly height: number;
}
