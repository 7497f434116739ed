/** `node read-sheet.ts <path>`: opens and reads a sheet in a process of its own; prints what it took, as JSON. */
import { openSpreadsheet } from "../../functions/adapters/spreadsheet/spreadsheet.ts";
import { YifaError } from "../../functions/domain/errors.ts";

let rows = 0;
let code = "read";
try {
  const sheet = await openSpreadsheet(String(process.argv[2]), "表.xlsx");
  for await (const _ of sheet.rows()) rows++;
  await sheet.close();
} catch (fault) {
  if (!(fault instanceof YifaError)) throw fault;
  code = fault.code;
}
console.log(JSON.stringify({ code, rows, peakMb: process.resourceUsage().maxRSS / 1024 }));
