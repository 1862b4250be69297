// Workbooks that JavaScript libraries write: SheetJS and ExcelJS. Run: node javascript.mjs AGENTS.csv FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import XLSX from "xlsx";

const [source, folder] = process.argv.slice(2);
const integers = [4, 5];
const rows = readFileSync(source, "utf-8")
  .trimEnd()
  .split("\n")
  .map((line, number) =>
    line.split(",").map((cell, column) => (number > 0 && integers.includes(column) ? Number(cell) : cell || null)),
  );

const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), "Agents");
writeFileSync(join(folder, "sheetjs.xlsx"), XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true }));

const rich = new ExcelJS.Workbook();
rich.created = rich.modified = new Date(Date.UTC(2026, 10, 27));
const sheet = rich.addWorksheet("Agents", { views: [{ state: "frozen", ySplit: 1 }] });
sheet.addRows(rows);
sheet.getCell("A1").note = "The account with which the agent signs in";
sheet.getCell("D4").note = { texts: [{ font: { bold: true }, text: "HR: " }, { text: "is this right?" }] };
sheet.getCell("E2").dataValidation = { type: "list", allowBlank: true, formulae: ['"4,5,11,99"'] };
sheet.addConditionalFormatting({
  ref: "A2:A8",
  rules: [{ type: "expression", formulae: ["LEN(A2)<6"], style: { fill: { type: "pattern", pattern: "solid", bgColor: { argb: "FFFF8800" } } } }],
});
rich.addWorksheet("People").addTable({
  name: "People",
  ref: "A1",
  columns: [{ name: "name" }, { name: "floor" }],
  rows: [["Li Na", 3]],
});
await rich.xlsx.writeFile(join(folder, "exceljs.xlsx"));
