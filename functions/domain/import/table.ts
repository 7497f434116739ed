/** A sheet as read: every cell as text, dates as `YYYY-MM-DD`, with a time of day behind them where they have one, numbers in their exact decimals. */
export type Table = {
  /** All rows from the top of the sheet, title and empty rows included. */
  readonly rows: readonly (readonly string[])[];
  /** Other sheets of the workbook that hold something and were not read. */
  readonly ignoredSheets: readonly string[];
};
