import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The jar of Wasmtime's binding, 24 MB with libraries for all platforms, with the one for a single platform. It also gets
/// the module descriptor that it lacks, as jlink takes no jar without one; with the name that the JVM gives it.
///
/// @param ending of the name of that library
record OnePlatform(Path jar, String ending) {
    static final String MODULE = "wasmtime.java";

    byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var original = new ZipFile(jar.toFile()); var copy = new ZipOutputStream(bytes)) {
            List<? extends ZipEntry> kept = original.stream()
                    .filter(entry -> !entry.isDirectory())
                    .filter(entry -> !isLibrary(entry) || entry.getName().endsWith(ending)).toList();
            if (kept.stream().noneMatch(OnePlatform::isLibrary)) {
                throw new IOException(jar + " has no library whose name ends in " + ending);
            }
            LocalDateTime time = kept.getFirst().getTimeLocal();
            for (ZipEntry entry : kept) {
                put(copy, entry.getName(), time, original.getInputStream(entry).readAllBytes());
            }
            put(copy, "module-info.class", time, descriptor(kept));
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream copy, String name, LocalDateTime time, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        copy.putNextEntry(entry);
        copy.write(content);
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().contains("wasmtime_jni_");
    }

    private static byte[] descriptor(List<? extends ZipEntry> entries) {
        List<String> packages = entries.stream().map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .distinct().sorted().toList();
        return ClassFile.of().buildModule(ModuleAttribute.of(ModuleDesc.of(MODULE), module -> {
            module.requires(ModuleDesc.of("java.base"), List.of(AccessFlag.MANDATED), null);
            module.requires(ModuleDesc.of("org.slf4j"), List.of(), null);
            packages.forEach(each -> module.exports(PackageDesc.of(each), List.of()));
        }));
    }
}
