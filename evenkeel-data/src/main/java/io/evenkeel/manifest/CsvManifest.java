package io.evenkeel.manifest;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as CSV (RFC 4180): commas, double quotes, a first line of names, as many cells in each
 * row as names. Empty lines are no rows.
 */
final class CsvManifest extends CsvCallbackHandler<Boolean> {
  /** No cell is longer: what is has lost a closing quotation mark. */
  private static final int MOST_CHARS = 1 << 20;

  private final TableBuilder table;
  private final CellText text = new CellText();
  private int line = 1;
  private int fields;
  private boolean header = true;

  private CsvManifest(TableBuilder table) {
    this.table = table;
  }

  static ManifestTable read(Path file) {
    TableBuilder table = TableBuilder.ofLines(file.toString());
    CsvManifest rows = new CsvManifest(table);
    // Malformed bytes are reported, where a charset by name would replace them.
    try (Reader reader =
            new InputStreamReader(TextInput.open(file), StandardCharsets.UTF_8.newDecoder());
        CsvReader<Boolean> csv =
            CsvReader.builder()
                .maxBufferSize(MOST_CHARS)
                .detectBomHeader(false)
                .allowUnclosedQuote(false)
                .build(rows, reader)) {
      csv.forEach(row -> {});
    } catch (CsvParseException damaged) {
      throw rows.damaged(damaged);
    } catch (UncheckedIOException unreadable) {
      throw rows.unreadable(unreadable);
    } catch (IOException unreadable) {
      throw TextInput.unreadable(file.toString(), unreadable);
    }
    if (rows.header) {
      throw new BadInputException(file.toString(), "the file is empty", "a line of column names");
    }
    return table.built();
  }

  private String where() {
    return table.file() + ", line " + line;
  }

  private BadInputException unreadable(UncheckedIOException unreadable) {
    @Nullable IOException cause = unreadable.getCause();
    String where = table.file() + ", in or after line " + line;
    return cause == null
        ? new BadInputException(where, "cannot be read", "a readable file", unreadable)
        : TextInput.unreadable(where, cause);
  }

  private BadInputException damaged(CsvParseException damaged) {
    if (damaged.getCause() instanceof BadInputException ours) {
      return ours;
    }
    Throwable root = damaged.getCause() == null ? damaged : damaged.getCause();
    String said = String.valueOf(root.getMessage()).replaceFirst(" \\(record starting.*", "");
    return new BadInputException(where(), "cannot be read as CSV (" + said + ")", "CSV", damaged);
  }

  @Override
  protected RecordType getRecordType() {
    return fields == 0 ? RecordType.EMPTY : RecordType.DATA;
  }

  @Override
  protected int getFieldCount() {
    return fields;
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    line = (int) Math.min(Integer.MAX_VALUE, startingLineNumber);
    fields = 0;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    if (header) {
      table.addColumn(new String(buffer, offset, length), line);
    } else if (fields == table.columns()) {
      throw table.bad(line, "more than " + fields + " cells", cells());
    } else {
      text.set(buffer, offset, length);
      table.cell(fields, text, line);
    }
    fields++;
  }

  private String cells() {
    return "as many as the header has names, " + table.columns();
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    throw new IllegalStateException("comments are off");
  }

  @Override
  protected void setEmpty() {
    fields = 0;
  }

  @Override
  protected Boolean buildRecord() {
    if (fields > 0) {
      if (header) {
        header = false;
      } else if (fields < table.columns()) {
        throw table.bad(line, "%d cells".formatted(fields), cells());
      } else {
        table.endRow(line);
      }
    }
    return true;
  }
}
