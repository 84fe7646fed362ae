package dev.wassette.wasi.filesystem;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.field;
import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.record;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.component.host.WitTypes.variant;
import static dev.wassette.component.host.WitTypes.when;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;
import static dev.wassette.wasi.filesystem.EnumTypes.enumOf;
import static dev.wassette.wasi.filesystem.EnumTypes.flagsOf;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.clocks.WallClockWit;
import dev.wassette.wasi.filesystem.types.Advice;
import dev.wassette.wasi.filesystem.types.DescriptorFlag;
import dev.wassette.wasi.filesystem.types.DescriptorStat;
import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.DirectoryEntry;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.MetadataHash;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.filesystem.types.OpenFlag;
import dev.wassette.wasi.filesystem.types.PathFlag;
import dev.wassette.wasi.io.ErrorWit;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.InputStream;
import dev.wassette.wasi.io.IoError;
import dev.wassette.wasi.io.OutputStream;
import dev.wassette.wasi.io.StreamsWit;
import dev.wassette.wasi.io.Wasi02;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `wasi:filesystem/types`.
final class TypesWit {
    private TypesWit() {}

    private static final String NAME = "wasi:filesystem/types";
    static final ResourceType.Host DESCRIPTOR = new ResourceType.Host(NAME, "descriptor");
    static final ResourceType.Host DIRECTORY_ENTRY_STREAM = new ResourceType.Host(NAME, "directory-entry-stream");

    private static final WitType FILESIZE = U64;
    private static final WitType ERROR_CODE = enumOf(ErrorCode.class);
    private static final WitType DESCRIPTOR_TYPE = enumOf(DescriptorType.class);
    private static final WitType DESCRIPTOR_FLAGS = flagsOf(DescriptorFlag.class);
    private static final WitType PATH_FLAGS = flagsOf(PathFlag.class);
    private static final WitType OPEN_FLAGS = flagsOf(OpenFlag.class);
    private static final WitType ADVICE = enumOf(Advice.class);
    private static final WitType NEW_TIMESTAMP =
            variant(when("no-change"), when("now"), when("timestamp", WallClockWit.DATETIME));
    private static final WitType DESCRIPTOR_STAT = record(field("type", DESCRIPTOR_TYPE), field("link-count", U64),
            field("size", FILESIZE), field("data-access-timestamp", option(WallClockWit.DATETIME)),
            field("data-modification-timestamp", option(WallClockWit.DATETIME)),
            field("status-change-timestamp", option(WallClockWit.DATETIME)));
    private static final WitType DIRECTORY_ENTRY = record(field("type", DESCRIPTOR_TYPE), field("name", STRING));
    private static final WitType METADATA_HASH_VALUE = record(field("lower", U64), field("upper", U64));
    private static final WitType DONE = resultError(ERROR_CODE);

    /// leaves room for nanoseconds that are more than a second
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond() - 5;

    static HostInterface declare() {
        HostInterface.Builder types = Wasi02.wasi02(NAME)
                .resource("descriptor", HostResource::drop)
                .resource("directory-entry-stream", HostResource::drop);
        declareFile(types);
        declareDirectory(types);
        declareBoth(types);
        return types
                .method(DIRECTORY_ENTRY_STREAM, "read-directory-entry").returns(or(option(DIRECTORY_ENTRY)))
                .body(call -> answer(() -> maybe(
                        call.resource(0, DirectoryEntryStream.class).directory().next().map(TypesWit::entry))))
                .func("filesystem-error-code").param("err", borrow(ErrorWit.ERROR)).returns(option(ERROR_CODE))
                .body(call -> maybe(call.resource(0, IoError.class).failure().code(ErrorCode.class)
                        .map(EnumTypes::value)))
                .build();
    }

    private static void declareFile(HostInterface.Builder types) {
        types.method(DESCRIPTOR, "read-via-stream").param("offset", FILESIZE)
                .returns(or(own(StreamsWit.INPUT_STREAM)))
                .body(call -> answer(() -> new InputStream(resources(call), file(call).readViaStream(call.u64(1)))
                        .handle()))
                .method(DESCRIPTOR, "write-via-stream").param("offset", FILESIZE)
                .returns(or(own(StreamsWit.OUTPUT_STREAM)))
                .body(call -> answer(() -> new OutputStream(resources(call), file(call).writeViaStream(call.u64(1)))
                        .handle()))
                .method(DESCRIPTOR, "append-via-stream").returns(or(own(StreamsWit.OUTPUT_STREAM)))
                .body(call -> answer(() -> new OutputStream(resources(call), file(call).appendViaStream()).handle()))
                .method(DESCRIPTOR, "advise").param("offset", FILESIZE).param("length", FILESIZE)
                .param("advice", ADVICE).returns(DONE)
                .body(call -> done(() -> file(call).advise(call.u64(1), call.u64(2),
                        EnumTypes.constant(Advice.class, call.arguments().get(3)))))
                .method(DESCRIPTOR, "sync-data").returns(DONE)
                .body(call -> done(() -> file(call).syncData()))
                .method(DESCRIPTOR, "set-size").param("size", FILESIZE).returns(DONE)
                .body(call -> done(() -> file(call).setSize(call.u64(1))))
                .method(DESCRIPTOR, "read").param("length", FILESIZE).param("offset", FILESIZE)
                .returns(or(tuple(list(U8), BOOL)))
                .body(call -> answer(() -> chunk(file(call).read(call.u64(1), call.u64(2)))))
                .method(DESCRIPTOR, "write").param("buffer", list(U8)).param("offset", FILESIZE)
                .returns(or(FILESIZE))
                .body(call -> answer(() -> new WitValue.U64(file(call).write(call.bytes(1), call.u64(2)))));
    }

    private static void declareDirectory(HostInterface.Builder types) {
        types.method(DESCRIPTOR, "read-directory").returns(or(own(DIRECTORY_ENTRY_STREAM)))
                .body(call -> answer(() -> new DirectoryEntryStream(resources(call), file(call).readDirectory())
                        .handle()))
                .method(DESCRIPTOR, "create-directory-at").param("path", STRING).returns(DONE)
                .body(call -> done(() -> file(call).createDirectoryAt(call.string(1))))
                .method(DESCRIPTOR, "stat-at").param("path-flags", PATH_FLAGS).param("path", STRING)
                .returns(or(DESCRIPTOR_STAT))
                .body(call -> answer(() -> stat(file(call).statAt(pathFlags(call), call.string(2)))))
                .method(DESCRIPTOR, "set-times-at").param("path-flags", PATH_FLAGS).param("path", STRING)
                .param("data-access-timestamp", NEW_TIMESTAMP).param("data-modification-timestamp", NEW_TIMESTAMP)
                .returns(DONE)
                .body(call -> done(() -> file(call).setTimesAt(pathFlags(call), call.string(2),
                        timestamp(call, 3), timestamp(call, 4))))
                .method(DESCRIPTOR, "link-at").param("old-path-flags", PATH_FLAGS).param("old-path", STRING)
                .param("new-descriptor", borrow(DESCRIPTOR)).param("new-path", STRING).returns(DONE)
                .body(call -> done(() -> file(call).linkAt(pathFlags(call), call.string(2), file(call, 3),
                        call.string(4))))
                .method(DESCRIPTOR, "open-at").param("path-flags", PATH_FLAGS).param("path", STRING)
                .param("open-flags", OPEN_FLAGS).param("flags", DESCRIPTOR_FLAGS).returns(or(own(DESCRIPTOR)))
                .body(call -> answer(() -> open(call)))
                .method(DESCRIPTOR, "readlink-at").param("path", STRING).returns(or(STRING))
                .body(call -> answer(() -> new WitValue.Str(file(call).readlinkAt(call.string(1)))))
                .method(DESCRIPTOR, "remove-directory-at").param("path", STRING).returns(DONE)
                .body(call -> done(() -> file(call).removeDirectoryAt(call.string(1))))
                .method(DESCRIPTOR, "rename-at").param("old-path", STRING)
                .param("new-descriptor", borrow(DESCRIPTOR)).param("new-path", STRING).returns(DONE)
                .body(call -> done(() -> file(call).renameAt(call.string(1), file(call, 2), call.string(3))))
                .method(DESCRIPTOR, "symlink-at").param("old-path", STRING).param("new-path", STRING).returns(DONE)
                .body(call -> done(() -> file(call).symlinkAt(call.string(1), call.string(2))))
                .method(DESCRIPTOR, "unlink-file-at").param("path", STRING).returns(DONE)
                .body(call -> done(() -> file(call).unlinkFileAt(call.string(1))))
                .method(DESCRIPTOR, "metadata-hash-at").param("path-flags", PATH_FLAGS).param("path", STRING)
                .returns(or(METADATA_HASH_VALUE))
                .body(call -> answer(() -> hash(file(call).metadataHashAt(pathFlags(call), call.string(2)))));
    }

    private static void declareBoth(HostInterface.Builder types) {
        types.method(DESCRIPTOR, "get-flags").returns(or(DESCRIPTOR_FLAGS))
                .body(call -> answer(() -> EnumTypes.value(file(call).getFlags())))
                .method(DESCRIPTOR, "get-type").returns(or(DESCRIPTOR_TYPE))
                .body(call -> answer(() -> EnumTypes.value(file(call).getType())))
                .method(DESCRIPTOR, "set-times").param("data-access-timestamp", NEW_TIMESTAMP)
                .param("data-modification-timestamp", NEW_TIMESTAMP).returns(DONE)
                .body(call -> done(() -> file(call).setTimes(timestamp(call, 1), timestamp(call, 2))))
                .method(DESCRIPTOR, "sync").returns(DONE)
                .body(call -> done(() -> file(call).sync()))
                .method(DESCRIPTOR, "stat").returns(or(DESCRIPTOR_STAT))
                .body(call -> answer(() -> stat(file(call).stat())))
                .method(DESCRIPTOR, "is-same-object").param("other", borrow(DESCRIPTOR)).returns(BOOL)
                .body(call -> new WitValue.Bool(file(call).isSameObject(file(call, 1))))
                .method(DESCRIPTOR, "metadata-hash").returns(or(METADATA_HASH_VALUE))
                .body(call -> answer(() -> hash(file(call).metadataHash())));
    }

    private static WitType or(WitType ok) {
        return result(ok, ERROR_CODE);
    }

    private static HostResources resources(HostCall call) {
        return call.part(HostResources.class);
    }

    private static OpenFile file(HostCall call) {
        return file(call, 0);
    }

    private static OpenFile file(HostCall call, int position) {
        return call.resource(position, Descriptor.class).file();
    }

    private static WitValue open(HostCall call) throws FilesystemError {
        OpenFile opened = file(call).openAt(pathFlags(call), call.string(2),
                EnumTypes.constants(OpenFlag.class, call.arguments().get(3)),
                EnumTypes.constants(DescriptorFlag.class, call.arguments().get(4)));
        return new Descriptor(resources(call), opened).handle();
    }

    private static Set<PathFlag> pathFlags(HostCall call) {
        return EnumTypes.constants(PathFlag.class, call.arguments().get(1));
    }

    private static NewTimestamp timestamp(HostCall call, int position) {
        var timestamp = (WitValue.Variant) call.arguments().get(position);
        return switch (timestamp.index()) {
            case 0 -> new NewTimestamp.NoChange();
            case 1 -> new NewTimestamp.Now();
            default -> new NewTimestamp.Timestamp(instant((WitValue.Record) timestamp.payload().orElseThrow()));
        };
    }

    private static Instant instant(WitValue.Record datetime) {
        long seconds = ((WitValue.U64) datetime.fields().get(0)).bits();
        long nanos = ((WitValue.U32) datetime.fields().get(1)).value();
        return Long.compareUnsigned(seconds, LAST_SECOND) > 0 ? Instant.MAX
                : Instant.ofEpochSecond(seconds, nanos);
    }

    private static WitValue stat(DescriptorStat stat) {
        return new WitValue.Record(List.of(EnumTypes.value(stat.type()), new WitValue.U64(stat.linkCount()),
                new WitValue.U64(stat.size()), datetime(stat.dataAccess()), datetime(stat.dataModification()),
                datetime(stat.statusChange())));
    }

    private static WitValue datetime(Optional<Instant> instant) {
        return maybe(instant.map(WallClockWit::datetime));
    }

    private static WitValue entry(DirectoryEntry entry) {
        return new WitValue.Record(List.of(EnumTypes.value(entry.type()), new WitValue.Str(entry.name())));
    }

    private static WitValue hash(MetadataHash hash) {
        return new WitValue.Record(List.of(new WitValue.U64(hash.lower()), new WitValue.U64(hash.upper())));
    }

    private static WitValue chunk(OpenFile.Chunk chunk) {
        return new WitValue.Tuple(List.of(new WitValue.Bytes(chunk.bytes()), new WitValue.Bool(chunk.atEnd())));
    }

    private static WitValue maybe(Optional<WitValue> some) {
        return new WitValue.Option(some);
    }

    private static WitValue answer(Operation operation) {
        try {
            return WitValue.Result.ok(operation.run());
        } catch (FilesystemError e) {
            return WitValue.Result.error(EnumTypes.value(e.code()));
        }
    }

    private static WitValue done(Action action) {
        try {
            action.run();
            return WitValue.Result.ok();
        } catch (FilesystemError e) {
            return WitValue.Result.error(EnumTypes.value(e.code()));
        }
    }

    @FunctionalInterface
    private interface Operation {
        WitValue run() throws FilesystemError;
    }

    @FunctionalInterface
    private interface Action {
        void run() throws FilesystemError;
    }
}
