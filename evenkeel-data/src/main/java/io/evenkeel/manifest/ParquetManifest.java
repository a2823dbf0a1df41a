package io.evenkeel.manifest;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as Parquet: columns of texts, numbers or booleans, or lists of them. Row groups may be
 * uncompressed or compressed by Snappy, Zstandard, gzip or LZ4.
 */
final class ParquetManifest {
  private final String file;
  private final TableBuilder table;
  private final CellText text = new CellText();
  private int rows;

  private ParquetManifest(String file) {
    this.file = file;
    this.table = TableBuilder.ofRows(file);
  }

  static ManifestTable read(Path file) {
    ParquetManifest manifest = new ParquetManifest(file.toString());
    try {
      if (Files.isDirectory(file)) {
        throw new BadInputException(file.toString(), "a folder", "a Parquet file");
      }
      long bytes = Files.size(file);
      if (bytes == 0) {
        throw new BadInputException(file.toString(), "the file is empty", "a Parquet file");
      }
      ParquetReadOptions options =
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new ParquetPages())
              .usePageChecksumVerification(true)
              .build();
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
        return manifest.read(reader, bytes);
      }
    } catch (BadInputException ours) {
      throw ours;
    } catch (NoSuchFileException missing) {
      throw new BadInputException(file.toString(), "no such file", "a Parquet file", missing);
    } catch (IOException | RuntimeException damaged) {
      // What the library throws at damaged data is an exception of nearly any kind.
      throw manifest.damaged(damaged);
    }
  }

  private BadInputException damaged(Throwable damaged) {
    Throwable root = damaged;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String found = "cannot be read (" + FileTrouble.reason(root).replace(file + " ", "") + ")";
    return new BadInputException(file, found, "an undamaged Parquet file", damaged);
  }

  private ManifestTable read(ParquetFileReader reader, long bytes) throws IOException {
    MessageType schema = reader.getFileMetaData().getSchema();
    List<ColumnDescriptor> columns = schema.getColumns();
    for (ColumnDescriptor column : columns) {
      requireReadable(column);
      table.addColumn(column.getPath()[0], 0);
    }
    for (BlockMetaData group : reader.getRowGroups()) {
      requireWithin(group, bytes);
    }
    for (BlockMetaData group : reader.getRowGroups()) {
      @Nullable PageReadStore pages = group.getRowCount() == 0 ? null : reader.readNextRowGroup();
      if (pages == null) {
        continue;
      }
      ColumnReadStoreImpl values =
          new ColumnReadStoreImpl(
              pages,
              new DummyRecordConverter(schema).getRootConverter(),
              schema,
              reader.getFileMetaData().getCreatedBy());
      int count = (int) group.getRowCount();
      for (int c = 0; c < columns.size(); c++) {
        fill(c, values.getColumnReader(columns.get(c)), group.getColumns().get(c), count);
      }
      for (int i = 0; i < count; i++) {
        table.endRow(++rows);
      }
    }
    return table.built();
  }

  private void requireReadable(ColumnDescriptor column) {
    String name = column.getPath()[0];
    boolean flat = column.getPath().length == 1 && column.getMaxRepetitionLevel() == 0;
    boolean list = column.getPath().length == 3 && column.getMaxRepetitionLevel() == 1;
    if (!flat && !list) {
      throw new BadInputException(
          file + ", column " + name, "nested values", "single values or lists of them");
    }
    if (ParquetCells.of(column) == ParquetCells.OTHER) {
      throw new BadInputException(
          file + ", column " + name,
          "values of type " + ParquetCells.describe(column),
          "texts, whole numbers, floats or booleans");
    }
  }

  /** Before anything is allocated for it: whether what the footer promises can be there. */
  private void requireWithin(BlockMetaData group, long bytes) {
    if (group.getRowCount() < 0 || group.getRowCount() > TableBuilder.MOST_ROWS - rows) {
      throw new BadInputException(
          file, "a group of " + group.getRowCount() + " rows", "a manifest of at most 50000000");
    }
    if (group.getColumns().size() != table.columns()) {
      throw new BadInputException(
          file,
          "a group of " + group.getColumns().size() + " columns",
          table.columns() + " columns");
    }
    for (ColumnChunkMetaData column : group.getColumns()) {
      long start = column.getStartingPos();
      long size = column.getTotalSize();
      if (start < 0 || size < 0 || size > bytes || start > bytes - size) {
        throw new BadInputException(
            file + ", column " + column.getPath().toDotString(),
            "%d bytes from byte %d on".formatted(size, start),
            "data within the file's " + bytes + " bytes");
      }
    }
  }

  /** One column of a row group, whose first row is the table's next. */
  private void fill(int column, ColumnReader values, ColumnChunkMetaData chunk, int count) {
    ColumnDescriptor of = values.getDescriptor();
    ParquetCells kind = ParquetCells.of(of);
    boolean list = of.getMaxRepetitionLevel() > 0;
    long total = chunk.getValueCount();
    long seen = 0;
    for (int row = 0; row < count; row++) {
      StringBuilder joined = new StringBuilder();
      int place = rows + row + 1;
      do {
        if (seen == total) {
          throw table.bad(place, column, "the end of the column", count + " rows in its group");
        }
        boolean present = values.getCurrentDefinitionLevel() == of.getMaxDefinitionLevel();
        if (present && list) {
          ListCell.append(
              joined, kind.text(values), () -> table.bad(place, column, ListCell.FOUND, "none"));
        } else if (present) {
          text.set(kind.text(values));
          table.cellAt(row, column, text, place);
        } else if (list && isNullElement(values)) {
          throw table.bad(place, column, "a null in a list", "values");
        }
        values.consume();
        seen++;
      } while (list && seen < total && values.getCurrentRepetitionLevel() > 0);
      if (list && !joined.isEmpty()) {
        text.set(joined.toString());
        table.cellAt(row, column, text, place);
      }
    }
    if (seen != total) {
      throw table.bad(rows + count, column, (total - seen) + " values more", "no more");
    }
  }

  /** The level below the deepest is an empty list where elements are always there. */
  private static boolean isNullElement(ColumnReader values) {
    ColumnDescriptor of = values.getDescriptor();
    return of.getPrimitiveType().isRepetition(Type.Repetition.OPTIONAL)
        && values.getCurrentDefinitionLevel() == of.getMaxDefinitionLevel() - 1;
  }
}
