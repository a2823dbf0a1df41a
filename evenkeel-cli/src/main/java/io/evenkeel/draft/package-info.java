/** First recipes and manifests, from what lies in folders and files. */
@NullMarked
package io.evenkeel.draft;

import org.jspecify.annotations.NullMarked;
