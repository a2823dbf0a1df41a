package io.evenkeel.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * An answer to a request.
 *
 * @param status the HTTP status
 * @param type the media type
 * @param policy the content security policy
 * @param body what is sent
 */
record Reply(int status, String type, String policy, Content body) {
  private static final String OWN_FILES =
      "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** For a page with its style inside, as the report is: it may load nothing and run nothing. */
  private static final String SELF_CONTAINED =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'; sandbox";

  static Reply ok(String type, byte[] body) {
    return new Reply(200, type, OWN_FILES, new Content.Bytes(body));
  }

  static Reply ok(JsonNode json) {
    return ok("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Reply file(String type, Content.Part body) {
    return new Reply(200, type, SELF_CONTAINED, body);
  }

  static Reply refused(int status, String why) {
    byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "text/plain; charset=utf-8", OWN_FILES, new Content.Bytes(body));
  }

  static Reply notFound() {
    return refused(404, "there is nothing of this name");
  }
}
