package io.evenkeel.synthetic;

import io.evenkeel.arrays.FloatArray;
import io.evenkeel.arrays.NpyWriter;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Recordings of people with three sensors on them: an accelerometer (3 channels) and a gyroscope
 * (3), 25 times a second, as NPY, and a heart rate, once a second, as CSV; and {@code samples.csv},
 * which lists them.
 *
 * <p>Six activities: rest, walk, run, cycle, stairs, lift. The accelerometer tells rest, walk and
 * run apart, but walking from stairs hardly; the gyroscope tells cycling and lifting; the heart
 * rate only how hard the work is. A twentieth of the recordings lack one sensor.
 *
 * @param subjects how many people there are; each fourth is for the test, each fourth from the
 *     second for validation
 * @param takes how often each does each activity
 * @param seed what all follows from
 */
public record SensorRecordings(int subjects, int takes, Seed seed) implements FileSet {
  private static final int MOST = 1000;
  private static final int RATE = 25;
  private static final int AXES = 3;

  private static final List<Activity> ACTIVITIES =
      List.of(
          new Activity("rest", 0.25, 0.02, 0.03, 62),
          new Activity("walk", 1.8, 0.30, 0.50, 92),
          new Activity("run", 2.7, 1.00, 0.90, 148),
          new Activity("cycle", 1.3, 0.16, 1.60, 126),
          new Activity("stairs", 1.6, 0.34, 0.55, 128),
          new Activity("lift", 0.4, 0.22, 1.10, 104));

  /**
   * What an activity is like.
   *
   * @param steps how many a second
   * @param shake how hard the accelerometer is shaken, in g
   * @param turn how fast the gyroscope turns, in rad/s
   * @param pulse beats a minute in the end
   */
  private record Activity(String name, double steps, double shake, double turn, double pulse) {}

  /** Checks the ranges. */
  public SensorRecordings {
    requireWithin("--subjects", subjects, 4);
    requireWithin("--takes", takes, 1);
  }

  private static void requireWithin(String option, int count, int least) {
    if (count < least || count > MOST) {
      throw new BadInputException(option, Integer.toString(count), least + " to " + MOST);
    }
  }

  @Override
  public int size() {
    return ACTIVITIES.size() * subjects * takes;
  }

  @Override
  public void write(int number, Path folder) {
    Recording recording = recording(number);
    recording.has().forEach(sensor -> write(recording, sensor, folder));
    if (number == size() - 1) {
      WholeFile.write(folder.resolve("samples.csv"), manifest());
    }
  }

  private record Recording(
      Activity activity, int subject, String name, double seconds, Seed seed, List<String> has) {}

  private Recording recording(int number) {
    Activity activity = ACTIVITIES.get(number % ACTIVITIES.size());
    int subject = number / ACTIVITIES.size() % subjects;
    int take = number / ACTIVITIES.size() / subjects;
    Seed own = seed.fold(number);
    UniformRandomProvider random = own.fold("recording").random();
    double seconds = 4 + 4 * random.nextDouble();
    List<String> sensors = new ArrayList<>(List.of("accelerometer", "gyroscope", "heart"));
    if (random.nextDouble() < 0.05) {
      sensors.remove(random.nextInt(sensors.size()));
    }
    String name =
        String.format(Locale.ROOT, "%s_%02d_%02d", activity.name(), subject + 1, take + 1);
    return new Recording(activity, subject, name, seconds, own, sensors);
  }

  private void write(Recording recording, String sensor, Path folder) {
    Path file = folder.resolve(file(recording, sensor));
    WholeFile.requireWritableParent(file);
    if (sensor.equals("heart")) {
      WholeFile.write(file, heart(recording));
    } else {
      NpyWriter.write(file, motion(recording, sensor));
    }
  }

  private static String file(Recording recording, String sensor) {
    return sensor + "/" + recording.name() + (sensor.equals("heart") ? ".csv" : ".npy");
  }

  private FloatArray motion(Recording recording, String sensor) {
    UniformRandomProvider person = seed.fold("person").fold(recording.subject()).random();
    UniformRandomProvider random = recording.seed().fold(sensor).random();
    ZigguratSampler.NormalizedGaussian noise = ZigguratSampler.NormalizedGaussian.of(random);
    Activity activity = recording.activity();
    double vigour = (0.8 + 0.4 * person.nextDouble()) * (0.85 + 0.3 * random.nextDouble());
    double tempo = activity.steps() * (0.9 + 0.2 * person.nextDouble());
    double start = random.nextDouble();
    boolean accelerates = sensor.equals("accelerometer");
    double size = vigour * (accelerates ? activity.shake() : activity.turn());
    int steps = (int) (recording.seconds() * RATE);
    float[] values = new float[steps * AXES];
    for (int t = 0; t < steps; t++) {
      for (int axis = 0; axis < AXES; axis++) {
        double phase = 2 * Math.PI * (start + tempo * t / RATE) + axis;
        // Steps are sharp, turning is smooth.
        double wave =
            accelerates ? Math.sin(phase) + 0.5 * Math.sin(2 * phase + axis) : Math.sin(phase / 2);
        double gravity = accelerates && axis == 2 ? 1 : 0;
        values[t * AXES + axis] =
            (float) (gravity + size * wave / (1 + axis) + 0.08 * noise.sample());
      }
    }
    return new FloatArray(List.of(steps, AXES), values);
  }

  private String heart(Recording recording) {
    UniformRandomProvider person = seed.fold("heart").fold(recording.subject()).random();
    ZigguratSampler.NormalizedGaussian noise =
        ZigguratSampler.NormalizedGaussian.of(recording.seed().fold("heart").random());
    double fitness = 0.85 + 0.3 * person.nextDouble();
    StringBuilder csv = new StringBuilder("beats_per_minute\n");
    for (int second = 0; second < (int) recording.seconds(); second++) {
      double pulse = recording.activity().pulse() * fitness + 3 * noise.sample();
      csv.append(String.format(Locale.ROOT, "%.1f%n", pulse).replace("\r\n", "\n"));
    }
    return csv.toString();
  }

  private String manifest() {
    StringBuilder csv = new StringBuilder("accelerometer,gyroscope,heart,activity,subject,split\n");
    for (int number = 0; number < size(); number++) {
      Recording recording = recording(number);
      for (String sensor : List.of("accelerometer", "gyroscope", "heart")) {
        csv.append(recording.has().contains(sensor) ? file(recording, sensor) : "").append(',');
      }
      int place = recording.subject() % 4;
      csv.append(recording.activity().name())
          .append(String.format(Locale.ROOT, ",subject%02d,", recording.subject() + 1))
          .append(place == 0 ? "test" : place == 2 ? "validation" : "train")
          .append('\n');
    }
    return csv.toString();
  }
}
