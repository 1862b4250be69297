// Writes the same workbook in each format that SheetJS knows: npm install @e965/xlsx@0.20.3 && node make.mjs
import { writeFileSync } from "node:fs";
import * as XLSX from "@e965/xlsx";

const guide = XLSX.utils.aoa_to_sheet([["How to fill in the table"], ["userAccount", "The account of the agent"], ["email", "The address"]]);
const data = XLSX.utils.aoa_to_sheet(
  [
    ["New agents"],
    [],
    ["userAccount", "userName", "password", "email", "agentType", "ccRoleId", "phone"],
    ["wang.xm01", "王小明", "Demo#001", "wang@example.com", 4, 2, 75512345678],
    ["li.na", "Li Na", "Demo#002", "li@example.com", 4, 2, "075512345678"],
    ["zhang.w", "Zhang Wei", "Demo#003", "zhang@example.com", 9, 2, null],
    ["o.brien", "O'Brien & <Co>", "Demo#004", "o.brien@example.com", 4.5, true, null],
    ["sun.l", "Sun Li", "Demo#005", "sun@example.com", 4, 2, null],
  ],
  { origin: "B1" },
);
data["H8"] = { t: "e", v: 0x2a };
data["F5"] = { t: "n", v: 4, f: "2+2" };
data["D6"] = { t: "n", v: 45196, z: "yyyy\\-mm\\-dd" };
const old = XLSX.utils.aoa_to_sheet([["userAccount", "userName", "password", "email", "agentType", "ccRoleId", "phone"], ["old"]]);
const book = { SheetNames: ["Guide", "Data", "Old"], Sheets: { Guide: guide, Data: data, Old: old } };
book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] };
for (const [file, bookType] of [
  ["sheetjs.xlsx", "xlsx"],
  ["sheetjs.xlsb", "xlsb"],
  ["sheetjs.xls", "biff8"],
  ["sheetjs-biff5.xls", "biff5"],
  ["sheetjs.ods", "ods"],
]) {
  writeFileSync(file, XLSX.write(book, { bookType, type: "buffer", compression: true }));
}
