package io.evenkeel.manifest;

import java.util.Locale;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** The kinds of Parquet value that a manifest may hold, and their text. */
enum ParquetCells {
  TEXT,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  BOOLEAN,
  OTHER;

  static ParquetCells of(ColumnDescriptor column) {
    PrimitiveType type = column.getPrimitiveType();
    @Nullable LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    boolean plain = meaning == null || meaning instanceof IntLogicalTypeAnnotation;
    return switch (type.getPrimitiveTypeName()) {
      case BINARY ->
          meaning == null
                  || meaning instanceof StringLogicalTypeAnnotation
                  || meaning instanceof EnumLogicalTypeAnnotation
                  || meaning instanceof JsonLogicalTypeAnnotation
              ? TEXT
              : OTHER;
      case INT32 -> plain ? INT : OTHER;
      case INT64 -> plain ? LONG : OTHER;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case BOOLEAN -> BOOLEAN;
      default -> OTHER;
    };
  }

  /** What a person calls the type of a column that cannot be read. */
  static String describe(ColumnDescriptor column) {
    PrimitiveType type = column.getPrimitiveType();
    @Nullable LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    String kind =
        meaning instanceof DecimalLogicalTypeAnnotation ? "DECIMAL" : String.valueOf(meaning);
    String name = type.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    return meaning == null ? name : name + " " + kind;
  }

  /** The current value of a column as text; none for what is not a number. */
  String text(ColumnReader values) {
    return switch (this) {
      case TEXT -> values.getBinary().toStringUsingUTF8();
      case INT -> Integer.toString(values.getInteger());
      case LONG -> Long.toString(values.getLong());
      case FLOAT -> Float.isNaN(values.getFloat()) ? "" : Float.toString(values.getFloat());
      case DOUBLE -> Double.isNaN(values.getDouble()) ? "" : Double.toString(values.getDouble());
      case BOOLEAN -> Boolean.toString(values.getBoolean());
      case OTHER -> throw new IllegalStateException("no manifest holds it");
    };
  }
}
