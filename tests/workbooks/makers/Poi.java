import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.DataConsolidateFunction;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFPivotTable;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks that Apache POI writes. Run: java -cp CLASSPATH Poi.java AGENTS.csv FOLDER */
final class Poi {
    public static void main(String[] arguments) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(arguments[0]));
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            fill(book.createSheet("Agents"), lines);
            note(book.getSheetAt(0), 3, 3, "Is this address right?");
            XSSFSheet summary = book.createSheet("Summary");
            AreaReference area =
                    new AreaReference(new CellReference("Agents!A1"), new CellReference("Agents!G8"), book.getSpreadsheetVersion());
            XSSFPivotTable pivot = summary.createPivotTable(area, new CellReference("A3"));
            pivot.addRowLabel(4);
            pivot.addColumnLabel(DataConsolidateFunction.COUNT, 0);
            save(book, Path.of(arguments[1], "poi-pivot.xlsx"));
        }
        try (SXSSFWorkbook book = new SXSSFWorkbook()) {
            fill(book.createSheet("Agents"), lines);
            save(book, Path.of(arguments[1], "poi-streamed.xlsx"));
        }
    }

    private static void fill(Sheet sheet, List<String> lines) {
        for (int number = 0; number < lines.size(); number++) {
            Row row = sheet.createRow(number);
            String[] cells = lines.get(number).split(",", -1);
            for (int column = 0; column < cells.length; column++) {
                if (cells[column].isEmpty()) {
                    continue;
                }
                Cell cell = row.createCell(column);
                if (number > 0 && (column == 4 || column == 5)) {
                    cell.setCellValue(Integer.parseInt(cells[column]));
                } else {
                    cell.setCellValue(cells[column]);
                }
            }
        }
    }

    private static void note(Sheet sheet, int row, int column, String text) {
        ClientAnchor anchor = sheet.getWorkbook().getCreationHelper().createClientAnchor();
        anchor.setCol1(column + 1);
        anchor.setRow1(row);
        anchor.setCol2(column + 3);
        anchor.setRow2(row + 2);
        Comment comment = sheet.createDrawingPatriarch().createCellComment(anchor);
        comment.setString(sheet.getWorkbook().getCreationHelper().createRichTextString(text));
        comment.setAuthor("HR");
        sheet.getRow(row).getCell(column).setCellComment(comment);
    }

    private static void save(Workbook book, Path path) throws Exception {
        try (FileOutputStream file = new FileOutputStream(path.toFile())) {
            book.write(file);
        }
    }
}
