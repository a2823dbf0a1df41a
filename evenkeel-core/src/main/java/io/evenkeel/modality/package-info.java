/**
 * The vocabulary that everything is indexed by: modalities, one value per modality, roles of
 * parameters.
 */
@NullMarked
package io.evenkeel.modality;

import org.jspecify.annotations.NullMarked;
