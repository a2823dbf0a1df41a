package io.evenkeel.views;

/**
 * A file of a folder.
 *
 * @param name its name in the folder
 * @param bytes how long it is
 */
public record NamedFile(String name, long bytes) {}
