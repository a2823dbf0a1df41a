package io.evenkeel.inputs;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The same rows, each kept in memory from when it is first read. */
public final class RememberedRows implements RowValues {
  private final RowValues values;
  private final AtomicReferenceArray<@Nullable Kept> rows;

  private RememberedRows(RowValues values, int rows) {
    this.values = values;
    this.rows = new AtomicReferenceArray<>(rows);
  }

  private record Kept(float[] numbers, int real) {}

  /** The rows, kept. */
  public static RememberedRows of(RowValues values, int rows) {
    return new RememberedRows(values, rows);
  }

  @Override
  public RowValues original() {
    return values;
  }

  @Override
  public int read(int row, float[] target, int offset) {
    Kept kept = rows.get(row);
    if (kept == null) {
      float[] numbers = new float[values.size()];
      kept = new Kept(numbers, values.read(row, numbers, 0));
      rows.set(row, kept);
    }
    System.arraycopy(kept.numbers(), 0, target, offset, kept.numbers().length);
    return kept.real();
  }

  @Override
  public List<Integer> dims() {
    return values.dims();
  }

  @Override
  public Channels channels() {
    return values.channels();
  }

  @Override
  public boolean has(int row) {
    return values.has(row);
  }

  @Override
  public boolean decodes() {
    return values.decodes();
  }

  @Override
  public String identity(int row) {
    return values.identity(row);
  }
}
