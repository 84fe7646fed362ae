package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Java's exceptions as error codes. Where Java has no class for an error, the text of the system has to do.
final class PortableErrors {
    private PortableErrors() {}

    private record Text(String part, ErrorCode code) {}

    private static final List<Text> TEXTS = List.of(
            new Text("symbolic link", ErrorCode.LOOP),
            new Text("Is a directory", ErrorCode.IS_DIRECTORY),
            new Text("Not a directory", ErrorCode.NOT_DIRECTORY),
            new Text("name too long", ErrorCode.NAME_TOO_LONG),
            new Text("not empty", ErrorCode.NOT_EMPTY),
            new Text("Invalid argument", ErrorCode.INVALID),
            new Text("Invalid cross-device", ErrorCode.CROSS_DEVICE),
            new Text("too large", ErrorCode.FILE_TOO_LARGE),
            new Text("No space", ErrorCode.INSUFFICIENT_SPACE),
            new Text("quota", ErrorCode.QUOTA),
            new Text("Read-only", ErrorCode.READ_ONLY),
            new Text("busy", ErrorCode.BUSY),
            new Text("not permitted", ErrorCode.NOT_PERMITTED));

    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    static void run(Action action) throws FilesystemError {
        call(() -> {
            action.run();
            return true;
        });
    }

    static <T> T call(Callable<T> operation) throws FilesystemError {
        try {
            return operation.call();
        } catch (FilesystemError e) {
            throw e;
        } catch (DirectoryIteratorException e) {
            throw new FilesystemError(code(e.getCause()));
        } catch (IOException e) {
            throw new FilesystemError(code(e));
        } catch (UnsupportedOperationException e) {
            throw new FilesystemError(ErrorCode.UNSUPPORTED);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a file operation failed in an unknown way", e);
        }
    }

    /// {@return the path of a name that comes from a guest}
    static Path path(Path directory, String name) throws FilesystemError {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw new FilesystemError(ErrorCode.ILLEGAL_BYTE_SEQUENCE);
        }
    }

    private static ErrorCode code(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> ErrorCode.NO_ENTRY;
            case FileAlreadyExistsException _ -> ErrorCode.EXIST;
            case DirectoryNotEmptyException _ -> ErrorCode.NOT_EMPTY;
            case NotDirectoryException _ -> ErrorCode.NOT_DIRECTORY;
            case NotLinkException _ -> ErrorCode.INVALID;
            case FileSystemLoopException _ -> ErrorCode.LOOP;
            case AccessDeniedException _ -> ErrorCode.ACCESS;
            case AtomicMoveNotSupportedException _ -> ErrorCode.CROSS_DEVICE;
            case FileSystemException f -> codeOf(String.valueOf(f.getReason()));
            default -> codeOf(String.valueOf(e.getMessage()));
        };
    }

    private static ErrorCode codeOf(String text) {
        return TEXTS.stream().filter(each -> text.contains(each.part())).map(Text::code).findFirst()
                .orElse(ErrorCode.IO);
    }
}
