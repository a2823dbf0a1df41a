package io.evenkeel.manifest;

/** Which files a manifest may name. */
public enum PathRule {
  /** Those in the root folder, also after symbolic links have been followed. */
  INSIDE_ROOT,
  /** Any: for manifests of one's own. */
  ANYWHERE
}
