package dev.wassette.wasi.io;

/// Where an [OutputStream] puts its bytes. Ready when [#permit] would give more than 0 or an error; so a flush in
/// progress makes it unready.
///
/// Called by the thread of the instance; never blocks.
public interface ByteSink extends Readiness {

    /// {@return how many bytes the next write may have; does not shrink until then}
    ///
    /// @throws StreamError when the sink has ended or fails; it is not used again
    int permit() throws StreamError;

    /// Puts bytes.
    ///
    /// @param bytes not kept
    /// @param length at most the permit
    /// @throws StreamError as [#permit] does
    void write(byte[] bytes, int offset, int length) throws StreamError;

    /// Begins to pass on what was written so far.
    ///
    /// @throws StreamError as [#permit] does
    void flush() throws StreamError;

    /// The stream over this sink was dropped.
    void close();
}
