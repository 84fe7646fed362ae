package dev.wassette.application.port.out;

import java.io.IOException;
import java.util.SortedMap;

/// The files of somebody who builds a component. Paths are the user's own words. The messages of exceptions are sentences
/// for the user.
public interface AuthorFiles {

    /// {@return the bytes of a component}
    byte[] component(String path) throws IOException;

    /// {@return the texts of the WIT files of a folder by their paths, without those of the packages it depends on; or of
    /// one file}
    SortedMap<String, String> wit(String path) throws IOException;

    /// {@return the text of a policy}
    String policy(String path) throws IOException;

    /// Writes a file, in one step, in place of one that is there.
    void write(String path, byte[] bytes) throws IOException;
}
