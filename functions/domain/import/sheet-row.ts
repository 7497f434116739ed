/** A row of a sheet that holds something. */
export type SheetRow = {
  /** Its place from the top of the sheet, title and empty rows included; from 0. */
  readonly at: number;
  /** Every cell as text: dates as `YYYY-MM-DD`, with a time of day behind them where they have one, numbers in their exact decimals. */
  readonly cells: readonly string[];
};
