package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/// A file system on another one, whose process dies at the n-th operation that changes something: that operation is done
/// half or not at all, and nothing after it is done any more, as `finally` blocks of a killed process do not run. Or it
/// fails once, as a full disk does. Writes down what it does.
final class DoomedFileSystem extends FileSystem {
    private final FileSystem inner;
    private final Provider provider;
    /// Changes with the names of temporary files as `.new`.
    final List<String> transcript = new ArrayList<>();
    private int operationsLeft = Integer.MAX_VALUE;
    private boolean isKill;
    private boolean isDead;

    DoomedFileSystem(FileSystem inner) {
        this.inner = inner;
        this.provider = new Provider(inner.provider());
    }

    /// The process has been killed.
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Dies at an operation to come, counted from 1.
    void dieAt(int operation) {
        isKill = true;
        operationsLeft = operation;
    }

    /// Fails at an operation to come, counted from 1, and works again after it.
    void failAt(int operation) {
        isKill = false;
        operationsLeft = operation;
    }

    boolean hasStruck() {
        return operationsLeft <= 0;
    }

    private void live() {
        if (isDead) {
            throw new Death();
        }
    }

    /// @return whether the operation has to be done half
    private boolean change(String what) throws IOException {
        live();
        transcript.add(what.replaceAll("\\.new-[0-9a-f-]+", ".new"));
        operationsLeft--;
        if (operationsLeft != 0) {
            return false;
        }
        isDead = isKill;
        return true;
    }

    private void changeWhole(String what) throws IOException {
        if (change(what)) {
            strike();
        }
    }

    private void strike() throws IOException {
        live();
        throw new IOException("planted");
    }

    Path wrap(Path path) {
        return path == null ? null : new Doomed(path);
    }

    private static Path unwrap(Path path) {
        return path instanceof Doomed doomed ? doomed.inner : path;
    }

    private final class Doomed implements Path {
        private final Path inner;

        private Doomed(Path inner) {
            this.inner = Objects.requireNonNull(inner);
        }

        @Override
        public FileSystem getFileSystem() {
            return DoomedFileSystem.this;
        }

        @Override
        public boolean isAbsolute() {
            return inner.isAbsolute();
        }

        @Override
        public Path getRoot() {
            return wrap(inner.getRoot());
        }

        @Override
        public Path getFileName() {
            return wrap(inner.getFileName());
        }

        @Override
        public Path getParent() {
            return wrap(inner.getParent());
        }

        @Override
        public int getNameCount() {
            return inner.getNameCount();
        }

        @Override
        public Path getName(int index) {
            return wrap(inner.getName(index));
        }

        @Override
        public Path subpath(int begin, int end) {
            return wrap(inner.subpath(begin, end));
        }

        @Override
        public boolean startsWith(Path other) {
            return inner.startsWith(unwrap(other));
        }

        @Override
        public boolean endsWith(Path other) {
            return inner.endsWith(unwrap(other));
        }

        @Override
        public Path normalize() {
            return wrap(inner.normalize());
        }

        @Override
        public Path resolve(Path other) {
            return wrap(inner.resolve(unwrap(other)));
        }

        @Override
        public Path relativize(Path other) {
            return wrap(inner.relativize(unwrap(other)));
        }

        @Override
        public URI toUri() {
            return inner.toUri();
        }

        @Override
        public Path toAbsolutePath() {
            return wrap(inner.toAbsolutePath());
        }

        @Override
        public Path toRealPath(LinkOption... options) throws IOException {
            return wrap(inner.toRealPath(options));
        }

        @Override
        public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Path other) {
            return inner.compareTo(unwrap(other));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Doomed doomed && doomed.inner.equals(inner);
        }

        @Override
        public int hashCode() {
            return inner.hashCode();
        }

        @Override
        public String toString() {
            return inner.toString();
        }
    }

    private final class Provider extends FileSystemProvider {
        private final FileSystemProvider inner;

        private Provider(FileSystemProvider inner) {
            this.inner = inner;
        }

        @Override
        public String getScheme() {
            return "doomed";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            if (options.contains(StandardOpenOption.CREATE_NEW)) {
                changeWhole("create " + path.getFileName());
            }
            return inner.newByteChannel(unwrap(path), options, attributes);
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            live();
            if (Files.isDirectory(path)) {
                // The file system below has no channels of folders.
                changeWhole("sync folder");
                return new Channel("folder", inner.newFileChannel(
                        unwrap(path).resolve(".components.lock"), Set.of(StandardOpenOption.READ)));
            }
            return new Channel(path.getFileName().toString(), inner.newFileChannel(unwrap(path), options, attributes));
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            live();
            DirectoryStream<Path> stream =
                    inner.newDirectoryStream(unwrap(folder), path -> filter.accept(wrap(path)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    return StreamSupport.stream(stream.spliterator(), false).map(DoomedFileSystem.this::wrap).iterator();
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            changeWhole("create folder");
            inner.createDirectory(unwrap(folder), attributes);
        }

        @Override
        public void delete(Path path) throws IOException {
            live();
            if (Files.exists(unwrap(path))) {
                changeWhole("delete " + path.getFileName());
            }
            inner.delete(unwrap(path));
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            changeWhole("rename " + source.getFileName() + " to " + target.getFileName());
            inner.move(unwrap(source), unwrap(target), options);
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return inner.isSameFile(unwrap(path), unwrap(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return inner.isHidden(unwrap(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return inner.getFileStore(unwrap(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            live();
            inner.checkAccess(unwrap(path), modes);
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            return inner.getFileAttributeView(unwrap(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            live();
            return inner.readAttributes(unwrap(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            live();
            return inner.readAttributes(unwrap(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            live();
            inner.setAttribute(unwrap(path), attribute, value, options);
        }
    }

    private final class Channel extends FileChannel {
        private final String name;
        private final FileChannel inner;

        private Channel(String name, FileChannel inner) {
            this.name = name;
            this.inner = inner;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (change("write " + name)) {
                inner.write(source.slice(source.position(), source.remaining() / 2));
                strike();
            }
            return inner.write(source);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (!name.equals("folder")) {
                changeWhole("sync " + name);
            }
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            live();
            return inner.read(target);
        }

        @Override
        public long position() throws IOException {
            return inner.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            inner.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return inner.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            live();
            return inner.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            inner.close();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(inner.getPath(first, more));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return inner.supportedFileAttributeViews();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return inner.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
