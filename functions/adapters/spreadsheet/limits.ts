/** What a file may take, so that reading the worst one stays far below the 512 MB of the function that imports it. */
export const MEGABYTE = 1024 * 1024;

/** Of the file as it lies there. */
export const MOST_FILE_BYTES = 100 * MEGABYTE;
/** Rows of data; title and header may stand above them. */
export const MOST_ROWS = 100_000 + 20;
export const MOST_COLUMNS = 300;
/** One line of a text file, and all cells of one row of a workbook. */
export const MOST_ROW_CHARACTERS = 1_000_000;

/** Parts of a workbook; one with a hundred sheets and pictures has some hundreds. */
export const MOST_PARTS = 2_000;
/** Of all parts of a workbook together, unpacked. A sheet of 100,000 rows and 30 columns has about 150 MB. */
export const MOST_UNPACKED_BYTES = 512 * MEGABYTE;
/** Of one part, unpacked to packed. A sheet full of equal cells comes to 40, deflate reaches 1032. */
export const MOST_RATIO = 200;
/** Smaller parts may be as dense as they like. */
export const RATIO_COUNTS_FROM_BYTES = 2 * MEGABYTE;
/** Of the parts that say how a workbook is put together and formatted. */
export const MOST_INDEX_BYTES = 16 * MEGABYTE;

/** Texts that a workbook keeps beside its sheets, as UTF-8. */
export const MOST_SHARED_BYTES = 160 * MEGABYTE;
export const MOST_SHARED_TEXTS = 3_000_000;
/** Excel's own limit. */
export const MOST_CELL_CHARACTERS = 32_767;
